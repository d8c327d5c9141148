"""会社名: from lists, typed here, found by, and printed above the name."""

from datetime import date

import pytest

from crm_desk.desk.contacts.mailing import reachable
from crm_desk.desk.customers import people, typed_facts
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.addressee import Contact, addressee, has_name, households
from tests.desk.customers.lists import bring_list

MILL = "株式会社みずほ製茶"


def test_a_list_says_it_and_it_is_found_by(desk: Desk) -> None:
    bring_list(desk, {"member": "1", "name": "佐藤 陽子", "phone": "0542345678", "company": MILL})
    assert list(people.find(desk, "みずほ製茶", "name", descending=False).ids) == [1]
    assert reachable(desk, [1])[1].company == MILL
    typed_facts.keep(desk, 1, {"company": "みずほ製茶(株)"}, date(2026, 11, 21))
    assert reachable(desk, [1])[1].company == "みずほ製茶(株)"


@pytest.mark.parametrize(
    ("name", "company", "firm", "people_named", "honorific"),
    [
        ("佐藤 陽子", MILL, MILL, ("佐藤 陽子",), "様"),
        ("佐藤 陽子", "", "", ("佐藤 陽子",), "様"),
        ("", MILL, "", (MILL,), "御中"),
        # It stands in the name already: not twice.
        (MILL, MILL, "", (MILL,), "御中"),
        ("株式会社山田商店 山田 太郎", MILL, MILL, ("山田 太郎",), "様"),
        ("山田 太郎・花子", MILL, MILL, ("山田 太郎", "花子"), "様"),
    ],
)
def test_it_stands_above_the_name_on_paper(
    name: str, company: str, firm: str, people_named: tuple[str, ...], honorific: str
) -> None:
    who = Contact(1, name, address="静岡市葵区黒金町1-1", company=company)
    found = addressee([who])
    assert (found.firm, found.people, found.honorific) == (firm, people_named, honorific)
    assert has_name(who)


def test_a_letter_to_somebody_at_a_company_is_not_one_to_the_family() -> None:
    home = "静岡市葵区黒金町1-1"
    both = [Contact(1, "佐藤 陽子", address=home), Contact(2, "佐藤 茂", address=home)]
    assert len(households(both)) == 1
    at_work = Contact(2, "佐藤 茂", address=home, company=MILL)
    assert len(households([both[0], at_work])) == 2
