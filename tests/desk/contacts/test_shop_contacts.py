"""A contact that is the shop's own is never printed or exported, whenever it came into the desk."""

from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk.analysis import export
from crm_desk.desk.analysis.cache import look, order_data
from crm_desk.desk.contacts import consent, mailing
from crm_desk.desk.customers import hand_orders, people
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import remembered
from crm_desk.desk.money import money_of
from crm_desk.desk.resources import texts as texts_of
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.media import Way
from crm_desk.importing.answers import Answers
from tests.desk.customers.people import TODAY, bring, order

SHOPS, SHOPS_PHONE = "office@kobo.example", "03-9999-0001"
NAMES = ("山本 あや", "森 けん", "林 りん", "原 みき")


@pytest.fixture
def proved(desk: Desk) -> Desk:
    """Members who have the shop's address and telephone, of before it proved to be the shop's."""
    bring(desk, [member(at, name) for at, name in enumerate(NAMES[:2], 1)])
    bring(desk, [member(at, name) for at, name in enumerate(NAMES[2:], 3)])
    return desk


def member(at: int, name: str) -> str:
    return order(
        at,
        "2026/01/05",
        f"M{at}",
        name,
        SHOPS,
        SHOPS_PHONE,
        postcode=f"100-000{at}",
        address=f"東京都千代田区千代田{at}-1",
    )


def ids(desk: Desk) -> list[int]:
    return list(people.find(desk, "", "name", descending=False).ids)


def test_lists_show_it_apart_from_what_is_used(proved: Desk) -> None:
    shown = [row for row in people.listed(proved, ids(proved)).values() if row.shop_email]
    assert {row.name for row in shown} == set(NAMES[:2])
    assert {(row.email, row.phone) for row in shown} == {("", "")}
    assert {(row.shop_email, row.shop_phone) for row in shown} == {(SHOPS, SHOPS_PHONE)}


def test_it_is_on_no_envelope_and_in_no_mailing_file(proved: Desk) -> None:
    found = mailing.mailing(proved, ids(proved))
    assert len(found.addressees) == len(NAMES)
    assert {one.phone for one in found.addressees} == {""}
    assert {(who.email, who.phone) for home in found.people for who in home} == {("", "")}
    kept = mailing.reachable(proved, ids(proved)).values()
    assert {(who.email, who.phone) for who in kept} == {("", "")}


def test_nobody_is_called_or_written_to_by_it_and_it_is_said_why(proved: Desk) -> None:
    for id_, row in people.listed(proved, ids(proved)).items():
        blocks = consent.consents(proved, id_).blocks
        if row.shop_email:
            assert blocks[Way.EMAIL] is blocks[Way.PHONE] is blocks[Way.SMS] is Block.SHOP_CONTACT
        else:
            assert blocks[Way.EMAIL] is Block.NO_EMAIL


def test_it_is_in_no_exported_selection_and_in_no_workbook(proved: Desk, tmp_path: Path) -> None:
    texts = texts_of("ja")
    found = look(proved, AnalysisSettings())
    book = export.selection_book(proved, found, found.select([]), texts, money_of(proved))
    path = tmp_path / "selection.csv"
    now = datetime(2026, 11, 1, 9)  # noqa: DTZ001 - the shop's clock
    export.export_selection(proved, book, texts, path, "utf-8-sig", now)
    written = path.read_text(encoding="utf-8-sig")
    assert NAMES[0] in written
    assert SHOPS not in written
    assert SHOPS_PHONE not in written
    people_of_book = order_data(proved).people
    assert not any({SHOPS, SHOPS_PHONE} & set(person) for person in people_of_book)


def test_it_joins_and_suggests_nobody(proved: Desk) -> None:
    assert people.possible_duplicates(proved) == ()


def test_a_new_customer_typed_in_by_hand_is_not_known_by_it(proved: Desk) -> None:
    typed = hand_orders.TypedOrder(
        day="2026/10/01",
        name="東 ゆき",
        email=SHOPS,
        phone=SHOPS_PHONE,
        postcode="100-0001",
        address="東京都千代田区千代田1-1",
        amount="1000",
    )
    reading = hand_orders.read(proved, typed, TODAY)
    assert reading.person is not None
    assert reading.person.key.startswith("a:1000001|")
    bare = hand_orders.TypedOrder(day="2026/10/01", name="東 ゆき", email=SHOPS, amount="1000")
    reading = hand_orders.read(proved, bare, TODAY)
    assert [problem.reason for problem in reading.problems] == ["contact_missing"]


def test_a_later_file_with_one_name_under_it_makes_it_nobodys_key_too(proved: Desk) -> None:
    bring(proved, [order(9, "2026/02/01", "", "東 ゆき", SHOPS, "03-1111-2223")], "別のカート")
    keys = proved.store.read(lambda c: c.execute("SELECT key FROM customer").fetchall())
    assert ("p:0311112223|東ゆき",) in keys
    assert (f"e:{SHOPS}",) not in keys


def test_once_said_to_be_a_familys_it_is_used_again(proved: Desk) -> None:
    remembered.remember(proved, "自社カート", Answers(personal=(SHOPS,)))
    shown = people.listed(proved, ids(proved)).values()
    assert {row.email for row in shown if row.name in NAMES[:2]} == {SHOPS}
    assert {row.phone for row in shown} == {""}
