"""The sample shop: the same to the last character, whenever and wherever it is made."""

import csv
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

from crm_desk.desk import resources
from crm_desk.desk.desk import create_desk
from crm_desk.desk.temporary import temporary_folder
from crm_desk.domain.assessment.assessment import Answer, Assessment, Details
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection

DEFAULT_DAY = date(2026, 11, 21)
_NAMESPACE = uuid.UUID("6d1b6b52-5a0c-5e0e-9d0b-3a3f0c1d7a10")
_SOURCE = "EC"
_TARGETS = {"1": 80, "2": 70, "3": 60, "4": 70, "5": 70, "6": 60}

# Levels in the order of the items; days before the sample's day.
_ROUNDS = (
    (374, "222111 1211 1001 211101 212111112 1211"),
    (201, "222221 2212 1101 222111 222121213 2211"),
    (19, "322322 2222 1102 221212 222221223 2212"),
)

_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "ja": {
        "1-1": ("2026年4月の「お客様との約束」1枚。共有フォルダーにあります。", ""),
        "1-2": (
            "年3回以上、合計3万円以上の方。9月末で118名。",
            "贈り物だけの方をどう数えるか、次回話す。",
        ),
        "2-2": ("人数×単価×回数の表(9月まで)。", ""),
        "3-1": ("2026年4〜9月の費目別シート。人件費は未計上。", "発送の手間も時間で入れたい。"),
        "3-3": ("", "続けるかやめるかは、その場の話し合いで決めている。"),
        "4-2": ("9月30日時点の顧客層の表。", ""),
        "4-3": ("", "2回目の割合は数えたが、間隔はまだ。"),
        "5-2": ("壁に貼った1年の流れの図。", "お届け7日後のお便りは、5-4と合わせて見直す。"),
        "5-6": ("", "電話の記録だけが別のノートにある。"),
        "6-3": ("7月と9月の打ち合わせメモ。", "毎月第1月曜に決めた。"),
    },
    "en": {
        "1-1": ("“Our promise to customers”, one page of April 2026, in the shared folder.", ""),
        "1-2": (
            "3 or more purchases and ¥30,000 or more a year: 118 people at the end of September.",
            "Next time: how to count those who only buy gifts.",
        ),
        "2-2": ("Table of people x unit price x frequency (to September).", ""),
        "3-1": (
            "Sheet by kind of cost, April to September 2026. Our own hours are missing.",
            "Add the time that packing takes.",
        ),
        "3-3": ("", "We decide on the spot whether to go on or stop."),
        "4-2": ("Table of clusters as of 30 September.", ""),
        "4-3": ("", "The share of second purchases is counted, the interval not yet."),
        "5-2": (
            "A map of the year on the wall.",
            "Review the letter 7 days after delivery together with 5-4.",
        ),
        "5-6": ("", "Only the phone calls are in a notebook of their own."),
        "6-3": (
            "Notes of the meetings in July and September.",
            "Fixed: first Monday of the month.",
        ),
    },
}
_PEOPLE = {
    "ja": ("佐藤、髙橋", "佐藤、髙橋、𠮷田", "佐藤、髙橋、𠮷田、渡邉、林"),
    "en": ("Sato, Takahashi", "Sato, Takahashi, Yoshida", "Sato, Takahashi, Yoshida, Wada, Lin"),
}


def create_sample(path: Path, language: str = "ja", day: date = DEFAULT_DAY) -> None:
    """Make the sample desk: a tea shop, with orders, assessments and follow-ups.

    Args:
        language: of the shop's name and notes.
        day: the day it is made for; dates count back from it.

    Raises:
        ReportableError: as `create_desk`.
    """
    shop = resources.texts(language)("sample.shop")
    with temporary_folder() as folder:
        staging = _orders(folder, language, day)
        create_desk(
            path,
            shop,
            lambda connection: _fill(connection, staging, language, day),
            is_sample=True,
        )


def _orders(folder: Path, language: str, day: date) -> Path:
    """The shop's orders as a file of its cart, read the way every file is."""
    from crm_desk.desk.importing.file_layouts import layout_of
    from crm_desk.desk.importing.job import FileJob
    from crm_desk.desk.importing.worker import assemble
    from crm_desk.desk.sample.shop import sample_orders
    from crm_desk.importing.choices import Choices
    from crm_desk.importing.table import ReadOptions

    headers, rows = sample_orders(language, day)
    path = folder / resources.texts(language)("sample.orders_file")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headers, *rows])
    options, layout = layout_of(path, ReadOptions(), "generic", {})
    staging = folder / "staging"
    assemble([FileJob(path, options, layout)], Choices(), staging, today=day.toordinal())
    return staging


def _fill(connection: Connection, staging: Path, language: str, day: date) -> None:
    from crm_desk.desk.sample.followup import fill_followups
    from crm_desk.desk.sample.records import fill_records
    from crm_desk.store.assessment import assessments

    for assessment in _assessments(language, day):
        assessments.insert(connection, assessment)
    _take_orders(connection, staging, day)
    fill_followups(connection, language, day)
    fill_records(connection, language, day)


def _take_orders(connection: Connection, staging: Path, day: date) -> None:
    from crm_desk.store.importing.commit import StagedImport, commit_imports

    desk_info.put(connection, "amount_basis", "goods")
    orders = StagedImport(staging, _SOURCE, preset="generic", kind="orders")
    commit_imports(connection, [orders], datetime.combine(day, time(9)))


def _assessments(language: str, day: date) -> list[Assessment]:
    found = []
    for index, (days_before, levels) in enumerate(_ROUNDS):
        last = index == len(_ROUNDS) - 1
        held_on = day - timedelta(days=days_before)
        found.append(
            Assessment(
                id=index + 1,
                uid=str(uuid.uuid5(_NAMESPACE, f"{language}-{held_on}-{index}")),
                questionnaire_version=1,
                details=Details(
                    held_on=held_on,
                    participants=_PEOPLE[language][index],
                    next_on=day + timedelta(days=16) if last else None,
                    targets=_TARGETS if index else {},
                ),
                answers=_answers(levels, _WORDS[language] if last else {}),
                place="1-1",
            )
        )
    return found


def _answers(levels: str, words: Mapping[str, tuple[str, str]]) -> dict[str, Answer]:
    answers = {}
    for category, group in enumerate(levels.split(), start=1):
        for number, level in enumerate(group, start=1):
            item_id = f"{category}-{number}"
            evidence, note = words.get(item_id, ("", ""))
            answers[item_id] = Answer(item_id, evidence=evidence, note=note).chosen(int(level))
    return answers
