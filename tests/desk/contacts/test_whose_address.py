"""The address of a person is the newest of any name, on paper, in lists and on the page."""

from crm_desk.desk.capabilities import MERGE_RULES
from crm_desk.desk.contacts.mailing import mailing
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import papers
from tests.desk.customers.people import TODAY, bring, order
from tests.desk.followup.making import JA, START, followed

OLD = {"postcode": "100-0001", "address": "東京都千代田区千代田1-1"}
NEW = "大阪府大阪市北区梅田2-2"


def moved(desk: Desk, guest_day: str = "2026/08/01", **new: str) -> int:
    """A member of years ago, and a guest of this year at a new address: one person."""
    phones = ("03-1111-2222", new.pop("phone", ""))
    rows = [
        order(1, "2021/01/05", "A1", "髙橋 花子", "a@example.jp", phones[0], **OLD),  # type: ignore[arg-type]
        order(2, guest_day, "", "髙橋 花子", "b@example.jp", phones[1], **new),  # type: ignore[arg-type]
    ]
    bring(desk, rows)
    people.merge(desk, 1, 2, TODAY, JA, MERGE_RULES)
    root = people.person(desk, 1)
    assert root is not None
    assert root.customer.member_no == "A1"
    return root.customer.id


def test_letters_go_to_the_newest_address_without_the_old_code(desk: Desk) -> None:
    root = moved(desk, address=NEW)
    (home,) = mailing(desk, [root]).addressees
    assert (home.postcode, "".join(home.lines), home.phone) == ("", NEW, "")
    person = people.person(desk, root)
    assert person is not None
    assert (person.home.postcode, person.home.address, person.home.phone) == ("", NEW, "")


def test_what_the_newest_source_says_of_code_and_telephone_goes_along(desk: Desk) -> None:
    root = moved(desk, postcode="530-0001", address=NEW, phone="06-3333-4444")
    (home,) = mailing(desk, [root]).addressees
    assert (home.postcode, home.phone) == ("530-0001", "06-3333-4444")


def test_an_older_guest_does_not_move_the_member(desk: Desk) -> None:
    root = moved(desk, "2020/01/01", address=NEW)
    (home,) = mailing(desk, [root]).addressees
    assert (home.postcode, "".join(home.lines)) == tuple(OLD.values())


def test_sheets_and_lists_have_the_same_address(desk: Desk) -> None:
    root = moved(desk, postcode="530-0001", address=NEW, phone="06-3333-4444")
    ids = followed(desk, root)
    (sheet,) = papers.sheets(desk, ids, START, JA).sheets
    (row,) = papers.list_rows(desk, ids, START, JA).rows
    assert sheet.who.address == row.who.address == NEW
    assert sheet.who.phone == "06-3333-4444"


def test_one_record_does_not_keep_the_code_of_an_older_address(desk: Desk) -> None:
    bring(desk, [order(1, "2021/01/05", "A1", "髙橋 花子", "a@example.jp", **OLD)])  # type: ignore[arg-type]
    bring(desk, [order(2, "2026/01/05", "A1", "髙橋 花子", "a@example.jp", address=NEW)])
    (home,) = mailing(desk, [1]).addressees
    assert (home.postcode, "".join(home.lines)) == ("", NEW)


def test_nor_within_one_file(desk: Desk) -> None:
    bring(
        desk,
        [
            order(1, "2021/01/05", "A1", "髙橋 花子", "a@example.jp", **OLD),  # type: ignore[arg-type]
            order(2, "2026/01/05", "A1", "髙橋 花子", "a@example.jp", address=NEW),
        ],
    )
    (home,) = mailing(desk, [1]).addressees
    assert (home.postcode, "".join(home.lines)) == ("", NEW)
