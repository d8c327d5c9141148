"""What the sample shop has written down: notes, marks, calls, cases, and who works there."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from crm_desk.desk.contacts.edits import ContactsEdit
from crm_desk.desk.contacts.persons import persons_for
from crm_desk.desk.customers.typed_facts import typed_edit
from crm_desk.desk.followup import common
from crm_desk.desk.followup.complaints import COMPLAINTS
from crm_desk.desk.staff import choose_in
from crm_desk.desk.timeline import entries
from crm_desk.domain.contacts.marks import Mark, MarkKind
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.customers import typed_facts as rules
from crm_desk.domain.followup.standing import PlanState
from crm_desk.domain.timeline.case import Case, Closing, Remedy
from crm_desk.domain.timeline.entry import Entry, EntryKind, EntryLine
from crm_desk.store import desk_info, staff
from crm_desk.store import rows as store_rows
from crm_desk.store.connection import Connection
from crm_desk.store.customers import corrections, lists
from crm_desk.store.followup import worklist
from crm_desk.store.persons import person_ids


class _Words(NamedTuple):
    staff: tuple[str, str, str]
    notes: tuple[str, ...]
    complaint: str
    complaint_line: str
    old_complaint: str
    outcome: str
    gift: str
    season: str
    praise: str
    nobody: str
    by_card: str
    by_call: str


_WORDS = {
    "ja": _Words(
        staff=("佐藤", "髙橋", "𠮷田"),
        notes=(
            "足が悪く、電話は昼過ぎに。孫の名前は蓮くん",
            "水出しがお好き。急須は使わないとのこと",
            "秋の便りが宛所不明で戻る",
            "奥さまからお電話。ご主人がご逝去とのこと",
        ),
        complaint="箱がつぶれて届いた。交換を希望",
        complaint_line="おわびのお電話。代わりの品を明日発送",
        old_complaint="ティーバッグが2つ足りなかった",
        outcome="足りない分をお送りし、おわびの手紙を添えた",
        gift="お歳暮に、のし紙を付けられるか",
        season="来年の新茶の時期に知らせてほしい",
        praise="玉露がとてもおいしかった。母にも送りたい",
        nobody="配達できる地域について。折り返しは不要",
        by_card="はがきの返信",
        by_call="お電話",
    ),
    "en": _Words(
        staff=("Sato", "Takahashi", "Yoshida"),
        notes=(
            "Walks badly: call after noon. The grandson is called Ren",
            "Likes cold brew; does not use a teapot",
            "The autumn letter came back: address unknown",
            "His wife rang: he has passed away",
        ),
        complaint="The box arrived crushed. Would like it exchanged",
        complaint_line="Rang to apologise. The new one goes out tomorrow",
        old_complaint="Two tea bags were missing",
        outcome="Sent what was missing, with a letter of apology",
        gift="Can the year-end gift be wrapped with a noshi?",
        season="Please tell me when next year’s first flush is there",
        praise="The gyokuro was delicious. Will send some to my mother",
        nobody="Asked where we deliver. No need to call back",
        by_card="Reply card",
        by_call="Phone call",
    ),
}
_NUMBER_OF_NOBODY, _COST = "03-5555-0142", 1510


def fill_records(connection: Connection, language: str, day: date) -> None:
    """Write the sample's records; its orders and plans are in the desk already.

    Args:
        day: the sample's day; nothing is written down after it.
    """
    words = _WORDS[language]
    for number, name in enumerate(words.staff, start=1):
        staff.put_staff(connection, staff.Staff(number, name))
    choose_in(connection, 1)
    followed, others = _people(connection, day)
    noted = (followed[1], *others[:3])
    for customer, note in zip(noted, words.notes, strict=True):
        _note(connection, customer, note, _ago(day, 6))
    mourning = Mark(MarkKind.MOURNING, _ago(day, 12), words.by_call, day.year)
    _mark(connection, others[3], Mark(MarkKind.NO_MAILINGS, _ago(day, 40), words.by_card))
    _mark(connection, others[4], mourning)
    callers = (followed[0], *others[5:9], None)
    for caller, entry in zip(callers, _entries(words, day), strict=True):
        _keep(connection, caller, entry, day)


def _people(connection: Connection, day: date) -> tuple[list[int], list[int]]:
    """Customers whose plan goes on, and those who bought last of all who have none."""
    stood = worklist.plan_standings(connection, day, desk_info.amount_basis(connection))
    going_on = [each for each in stood if each.state is PlanState.UNDER_WAY and each.root]
    known = common.plans_with_standing_in(connection, [each.id for each in going_on], day)
    unpaused = {id_ for id_, plan in known.items() if plan.plan.pause is None}
    followed = [each.root for each in going_on if each.id in unpaused and each.root is not None]
    everyone = list(lists.find(connection, "", "last_day", descending=True))
    without = set(everyone) - person_ids(connection, everyone).keys()
    return followed, [customer for customer in everyone if customer in without]


def _note(connection: Connection, customer: int, note: str, day: date) -> None:
    ids, links = persons_for(connection, [customer])
    known = corrections.known(connection, customer)
    after = rules.added(known.typed, {"note": note}, known.said, day.toordinal())
    edit = typed_edit("typed_note", "", ids[customer], links, (known.typed, after))
    edit.apply(connection)


def _mark(connection: Connection, customer: int, mark: Mark) -> None:
    ids, links = persons_for(connection, [customer])
    ContactsEdit("mark", new_persons=links, marks=((ids[customer], None, mark),)).apply(connection)


def _keep(connection: Connection, customer: int | None, entry: Entry, day: date) -> None:
    ids, links = persons_for(connection, [] if customer is None else [customer])
    kept = replace(
        entry,
        id=store_rows.next_id(connection, "entry"),
        person=None if customer is None else ids[customer],
    )
    now = datetime.combine(day, time(12))
    entries.edit_in(connection, "entry_add", (None, kept), now, (COMPLAINTS,), links).apply(
        connection
    )


def _entries(words: _Words, day: date) -> tuple[Entry, ...]:
    """A complaint that waits, a settled one, a question due today, a praise, calls of today."""
    first, second, third = words.staff
    yesterday, then, settled = _ago(day, 1), _ago(day, 23), _ago(day, 21)
    apology = EntryLine(1, datetime.combine(yesterday, time(16, 20)), words.complaint_line, first)
    done = Closing(
        datetime.combine(settled, time(11, 30)),
        words.outcome,
        frozenset({Remedy.EXCHANGE, Remedy.APOLOGY}),
        _COST,
        second,
    )
    return (
        replace(
            _entry(EntryKind.COMPLAINT, yesterday, time(14, 5), words.complaint, first),
            case=Case(first, day),
            lines=(apology,),
        ),
        replace(
            _entry(EntryKind.COMPLAINT, then, time(10, 40), words.old_complaint, second),
            case=Case(second, _ago(then, -1), closing=done),
        ),
        replace(
            _entry(EntryKind.INQUIRY, _ago(day, 3), time(15, 30), words.gift, third),
            case=Case(third, day),
        ),
        _entry(EntryKind.PRAISE, _ago(day, 9), time(13, 15), words.praise, first),
        _entry(EntryKind.REQUEST, day, time(9, 20), words.season, first),
        replace(
            _entry(EntryKind.INQUIRY, day, time(10, 5), words.nobody, first),
            caller=_NUMBER_OF_NOBODY,
        ),
    )


def _entry(kind: EntryKind, day: date, at: time, words: str, staff_name: str) -> Entry:
    moment = datetime.combine(day, at)
    return Entry(0, None, kind, Way.PHONE, moment, words, staff=staff_name)


def _ago(day: date, days: int) -> date:
    return day - timedelta(days=days)
