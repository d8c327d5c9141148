"""One person erased with everything that was typed, marked and noted of them."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from crm_desk.desk.capabilities import COMPLAINT_RULES, FREE_TEXTS, PERSON_TABLES
from crm_desk.desk.contacts.consent import set_consent
from crm_desk.desk.contacts.marks import decline
from crm_desk.desk.customers import adding, disclosure, erasing, typed_facts
from crm_desk.desk.customers.documents import DISCLOSURE_JSON, DISCLOSURE_PDF
from crm_desk.desk.customers.erasing import ErasureWish
from crm_desk.desk.desk import Desk
from crm_desk.desk.timeline import cases, entries
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.timeline.case import Closing, ProductName, Remedy
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.store.customers.erasing import subject_of
from tests.desk.contacts.marking import noted, set_mark
from tests.desk.customers.people import bring, order
from tests.desk.customers.test_disclosure import text_of
from tests.desk.followup.making import JA
from tests.desk.timeline.making import COMPLAINT, INQUIRY, said

NOW = datetime(2026, 11, 21, 10, 30)  # noqa: DTZ001 - the shop's clock
TODAY = NOW.date()
HER, SHIGERU, RIN = 1, 2, 3
SECOND = "055-777-0102"
PLANTED = (
    *("逢坂", "オウサカ", "kiyono", "0805557", "055777", "055-777", "鶴亀町", "松竹商会"),
    *("内緒の言葉", "内緒の続き", "内緒の結果", "内緒の下書き", "内緒のメモ", "内緒の出どころ"),
)
"""Words that only this person has, in every table."""
NEW_TABLES = (
    *("typed_fact", "person_mark", "mark_answer", "mark_proposal", "entry", "entry_line"),
    *("case_work", "entry_draft", "consent_event"),
)


def note(desk: Desk, kind: EntryKind, words: str, customer: int | None = HER, **more: str) -> int:
    entries.add_entry(desk, said(customer, kind, words, moment=NOW, **more), NOW, COMPLAINT_RULES)
    ((id_,),) = query(desk, "SELECT max(id) FROM entry")
    assert isinstance(id_, int)
    return id_


def query(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    return desk.store.read(lambda c: c.execute(sql).fetchall())


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """She is known in every way; two others are, too."""
    bring(
        desk,
        [
            order(1, "2026/01/05", "K-1", "逢坂 喜代乃", "kiyono@example.jp", "080-5557-0101"),
            order(2, "2026/01/09", "S-2", "佐藤 茂", "shigeru@example.jp", "090-0333-4444"),
            order(3, "2026/01/09", "R-3", "林 りん", "rin@example.jp", "090-0333-5555"),
        ],
    )
    for path in desk.path.parent.glob("orders-*.csv"):
        path.unlink()
    typed = {"kana": "オウサカ キヨノ", "company": "松竹商会", "note": "内緒のメモ。DM不要"}
    typed_facts.keep(desk, HER, typed, TODAY)
    typed_facts.keep(desk, HER, {"phone": f"080-5557-0101、{SECOND}"}, TODAY)
    place = {"postcode": "999-0101", "address": "山形県鶴亀町7-7"}
    typed_facts.keep(desk, HER, place, TODAY)
    decline(desk, HER, MarkKind.NO_MAILINGS, TODAY)
    set_mark(desk, HER, MarkKind.NO_VISIT, TODAY)
    desk.store.write(lambda c: c.execute("UPDATE person_mark SET source = '内緒の出どころ'"))
    set_consent(desk, HER, Medium.LINE, "refused", day=TODAY, source="内緒の出どころ", today=TODAY)
    id_ = note(desk, COMPLAINT, "内緒の言葉")
    cases.add_line(desk, id_, "内緒の続き", NOW, NOW)
    cases.set_product(desk, id_, ProductName("A1", "名入れ湯呑 逢坂"), NOW)
    cases.close(
        desk, id_, Closing(NOW, "内緒の結果", frozenset({Remedy.REFUND})), NOW, COMPLAINT_RULES
    )
    # From her second number, before anybody knew whose it is.
    note(desk, INQUIRY, "内緒の言葉", None, caller=SECOND)
    entries.keep_draft(desk, replace(said(HER, words="内緒の下書き"), moment=NOW))
    entries.keep_draft(desk, replace(said(None, words="内緒の下書き", caller=SECOND), moment=NOW))
    return desk


def erased(desk: Desk) -> erasing.Erasure:
    done = erasing.carry_out(desk, ErasureWish(HER), PERSON_TABLES, NOW, FREE_TEXTS)
    erasing.forget_all_steps(desk)
    return done


def planted_in(folder: Path) -> dict[str, list[str]]:
    found = {}
    for path in filter(Path.is_file, folder.rglob("*")):
        data = path.read_bytes()
        words = [word for word in PLANTED if word.encode() in data]
        if words:
            found[path.name] = words
    return found


def test_no_row_and_no_word_is_left(shop: Desk) -> None:
    for table in NEW_TABLES:
        assert query(shop, f"SELECT 1 FROM {table} LIMIT 1"), table  # noqa: S608
    assert erased(shop) == erasing.Erasure()
    for table in NEW_TABLES:
        assert query(shop, f"SELECT * FROM {table}") == [], table  # noqa: S608
    assert planted_in(shop.path.parent) == {}
    shop.close()
    assert planted_in(shop.path.parent) == {}


def test_who_was_added_without_an_order_goes_likewise(desk: Desk) -> None:
    texts = {"name": "逢坂 喜代乃", "phone": "080-5557-0101", "note": "内緒のメモ"}
    id_, _ = adding.add(desk, texts, "手入力", NOW)
    assert id_ == HER
    assert erased(desk) == erasing.Erasure()
    assert planted_in(desk.path.parent) == {}
    assert query(desk, "SELECT id FROM customer") == []


def test_she_is_told_all_of_it(shop: Desk, tmp_path: Path) -> None:
    asked = disclosure.request(shop, HER, PERSON_TABLES, NOW)
    DISCLOSURE_JSON.write(asked, JA, tmp_path / "held.json")
    data = (tmp_path / "held.json").read_text(encoding="utf-8")
    DISCLOSURE_PDF.write(asked, JA, tmp_path / "held.pdf")
    paper = text_of(tmp_path / "held.pdf").replace("\r", "").replace("\n", "")
    for word in PLANTED:
        if word not in ("0805557", "055777"):
            assert word in data, word
            assert word in paper, word
    assert set(NEW_TABLES) <= set(json.loads(data)["held"])


def test_whoever_else_names_her_is_told(shop: Desk) -> None:
    noted(shop, RIN, note="逢坂喜代乃さんのご紹介")
    typed_facts.keep(shop, RIN, {"note": "お茶の会"}, TODAY)
    typed_facts.keep(shop, SHIGERU, {"note": "逢坂喜代乃さんのお隣"}, TODAY)
    id_ = note(shop, INQUIRY, "逢坂喜代乃さんから聞いた", SHIGERU)
    cases.make_case(shop, id_, NOW, COMPLAINT_RULES)
    cases.add_line(shop, id_, "逢坂喜代乃さんにもお電話", NOW, NOW)
    closing = Closing(NOW, "逢坂喜代乃さんへお届け", frozenset())
    cases.close(shop, id_, closing, NOW, COMPLAINT_RULES)
    note(shop, INQUIRY, "折り返し", None, caller="逢坂喜代乃さんの娘さん 03-1111-2222")
    entries.keep_draft(shop, said(RIN, words="逢坂喜代乃さんの件"))
    when = date(2026, 11, 1)
    source = "逢坂喜代乃さんのお話"
    set_consent(shop, RIN, Medium.LINE, "refused", day=when, source=source, today=TODAY)
    found = {(each.place, each.label) for each in erased(shop).mentions}
    assert found == {
        ("customer", "佐藤 茂"),
        ("typed", "林 りん"),
        ("entry", "佐藤 茂"),
        ("case", "佐藤 茂"),
        ("entry", "逢坂喜代乃さんの娘さん 03-1111-2222"),
        ("draft", "林 りん"),
        ("consent", "林 りん"),
    }
    assert erasing.mentions_words(erasing.Erasure().mentions, JA) == ""


def test_a_call_from_a_number_that_somebody_else_has_too_stays(shop: Desk) -> None:
    typed_facts.keep(shop, RIN, {"phone": f"090-0333-5555 / {SECOND}"}, TODAY)
    erased(shop)
    assert query(shop, "SELECT words FROM entry") == [("内緒の言葉",)]


def test_what_was_answered_about_a_number_of_somebody_else_too_stays(shop: Desk) -> None:
    shop.store.write(
        lambda c: c.executemany(
            "INSERT INTO shared_refusal VALUES (?, 1)", [("0557770102",), ("08055570101",)]
        )
    )
    typed_facts.keep(shop, RIN, {"phone": f"090-0333-5555 / {SECOND}"}, TODAY)
    erased(shop)
    assert query(shop, "SELECT phone FROM shared_refusal") == [("0557770102",)]


def test_others_keep_what_is_theirs(shop: Desk) -> None:
    note(shop, COMPLAINT, "箱がつぶれていた", SHIGERU)
    set_mark(shop, RIN, MarkKind.NO_PHONE, TODAY)
    entries.keep_draft(shop, said(RIN, way=Way.FAX))
    erased(shop)
    for table in ("entry", "case_work", "person_mark", "entry_draft"):
        assert len(query(shop, f"SELECT * FROM {table}")) == 1, table  # noqa: S608
    assert shop.store.read(lambda c: subject_of(c, HER)) is None


def test_a_second_number_keeps_her_out_of_files_to_come(shop: Desk) -> None:
    erased(shop)
    bring(shop, [order(9, "2026/10/05", "", "逢坂 喜代乃", "", SECOND)], "電話の控え")
    assert query(shop, "SELECT name FROM customer ORDER BY id") == [("佐藤 茂",), ("林 りん",)]
