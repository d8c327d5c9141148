"""What the shop types of a person wins, is seen everywhere, and outlives imports."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crm_desk.desk.capabilities import MERGE_RULES, PERSON_TABLES
from crm_desk.desk.contacts.consent import consents, set_no_contact
from crm_desk.desk.contacts.mailing import reachable
from crm_desk.desk.customers import disclosure, erasing, people, typed_facts
from crm_desk.desk.customers.people import Person
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from tests.desk.customers.lists import bring_list
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import JA

DAY = date(2026, 11, 21)
HOME: dict[str, Any] = {"postcode": "100-0001", "address": "東京都千代田区千代田1-1"}
NEW: dict[str, Any] = {"postcode": "420-0851", "address": "静岡県静岡市葵区黒金町12-3"}
YOKO = {
    "member": "00012",
    "name": "佐藤 陽子",
    "email": "yoko@example.jp",
    "phone": "090-0111-2222",
    **HOME,
}


def person(desk: Desk, customer: int = 1) -> Person:
    found = people.person(desk, customer)
    assert found is not None
    return found


def text(desk: Desk, field: str, customer: int = 1) -> str:
    return person(desk, customer).facts[field].text


def keep(desk: Desk, customer: int = 1, **texts: Any) -> None:
    assert not typed_facts.problems(texts)
    typed_facts.keep(desk, customer, texts, DAY)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    bring_list(desk, YOKO)
    return desk


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "佐藤 容子"),
        ("kana", "サトウ ヨウコ"),
        ("phone", "054-234-5678、090-1234-5678"),
        ("email", "sato@example.com"),
        ("birthday", "1962-05-03"),
        ("company", "株式会社みずほ製茶"),
        ("note", "足が悪い。\n電話は昼過ぎに"),
    ],
)
def test_each_field_is_typed_in_one_step_that_is_named(shop: Desk, field: str, typed: str) -> None:
    before = text(shop, field)
    keep(shop, 1, **{field: typed})
    assert text(shop, field) == typed
    assert person(shop).facts[field].typed_on == DAY
    step = shop.history.undoable
    assert step is not None
    assert step.label == (f"typed_{field}", {"name": "佐藤 陽子"})
    shop.undo()
    assert text(shop, field) == before
    assert person(shop).facts[field].typed_on is None
    shop.redo()
    assert text(shop, field) == typed


def test_an_address_is_typed_with_its_post_code_in_one_step(shop: Desk) -> None:
    keep(shop, **NEW)
    assert (person(shop).home.postcode, person(shop).home.address) == tuple(NEW.values())
    shop.undo()
    assert (person(shop).home.postcode, person(shop).home.address) == tuple(HOME.values())


def test_the_same_as_before_is_no_step(shop: Desk) -> None:
    assert not typed_facts.keep(shop, 1, {"name": " 佐藤 陽子 "}, DAY)
    assert shop.history.undoable is None


def test_typed_as_files_have_it_files_go_on_saying_it(shop: Desk) -> None:
    keep(shop, kana="サトウ")
    keep(shop, kana="")
    assert person(shop).facts["kana"].typed_on is None


def test_what_files_say_again_changes_nothing(shop: Desk) -> None:
    keep(shop, **NEW)
    assert bring_list(shop, YOKO) is None
    assert text(shop, "address") == NEW["address"]
    assert not person(shop).facts["address"].is_news


def test_a_later_file_that_says_otherwise_stands_beside_and_can_be_taken(shop: Desk) -> None:
    keep(shop, **NEW)
    later = {"postcode": "530-0001", "address": "大阪府大阪市北区梅田2-2"}
    bring_list(shop, {**YOKO, **later})
    fact = person(shop).facts["address"]
    assert (fact.text, fact.in_files, fact.is_news) == (NEW["address"], later["address"], True)
    typed_facts.take_file(shop, 1, "address")
    assert (text(shop, "address"), text(shop, "postcode")) == (later["address"], "530-0001")
    shop.undo()
    assert text(shop, "address") == NEW["address"]
    assert person(shop).facts["address"].is_news
    typed_facts.keep_typed(shop, 1, "address")
    assert not person(shop).facts["address"].is_news
    shop.undo()
    assert person(shop).facts["address"].is_news


def test_another_way_of_writing_is_no_news(shop: Desk) -> None:
    keep(shop, **NEW)
    bring_list(shop, {**YOKO, "postcode": "4200851", "address": "静岡県静岡市葵区黒金町１２番３号"})
    fact = person(shop).facts["address"]
    assert (fact.in_files, fact.is_news) == ("", False)


def test_what_files_said_last_stands_beside_and_not_what_they_said_between(shop: Desk) -> None:
    keep(shop, phone="054-234-5678")
    bring_list(shop, {**YOKO, "phone": "03-1111-2222"})
    bring_list(shop, {**YOKO, "phone": "054-234-5678"})
    assert not person(shop).facts["phone"].is_news


def test_it_outlives_an_import_taken_back_and_brought_again(desk: Desk) -> None:
    batch = bring(desk, [order(1, "2026/01/05", "00012", "佐藤 陽子", phone="090-0111-2222")])
    keep(desk, phone="054-234-5678")
    keep(desk, **NEW)
    batches.revert_import(desk, batch)
    assert people.person(desk, 1) is None
    bring(desk, [order(1, "2026/01/05", "00012", "佐藤 陽子", phone="090-0111-2222")])
    (customer,) = people.find(desk, "", "name", descending=False).ids
    assert text(desk, "phone", customer) == "054-234-5678"
    assert person(desk, customer).home.address == NEW["address"]
    # Found by it, and not by what the file says.
    assert list(people.find(desk, "0542345678", "name", descending=False).ids) == [customer]
    assert not people.find(desk, "0901112222", "name", descending=False).ids


def test_steps_outlive_imports(shop: Desk) -> None:
    keep(shop, phone="054-234-5678")
    bring(shop, [order(9, "2026/03/05", "00099", "林 りん", phone="03-9999-8888")])
    assert shop.history.undoable is not None
    shop.undo()
    assert text(shop, "phone") == "090-0111-2222"


def test_a_person_edited_while_an_import_is_read_loses_neither(
    shop: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = batches.commit

    def commit(*given: Any, **more: Any) -> Any:
        # The files are read, and wait to be kept.
        keep(shop, phone="054-234-5678")
        return original(*given, **more)

    monkeypatch.setattr(batches, "commit", commit)
    bring_list(shop, {**YOKO, "phone": "03-1111-2222"})
    fact = person(shop).facts["phone"]
    assert (fact.text, fact.in_files, fact.is_news) == ("054-234-5678", "03-1111-2222", True)


def test_a_person_whom_an_import_brings_while_they_are_edited_loses_neither(
    shop: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = shop.apply

    def apply(edit: Any) -> Any:
        monkeypatch.setattr(shop, "apply", original)
        bring_list(shop, {**YOKO, "phone": "03-1111-2222"})
        return original(edit)

    monkeypatch.setattr(shop, "apply", apply)
    keep(shop, phone="054-234-5678")
    fact = person(shop).facts["phone"]
    assert (fact.text, fact.in_files, fact.is_news) == ("054-234-5678", "03-1111-2222", True)


def test_every_telephone_is_found_and_the_first_is_called(shop: Desk) -> None:
    keep(shop, phone="054-234-5678、090-1234-5678")
    for digits in ("0542345678", "90-1234", "5678"):
        assert list(people.find(shop, digits, "name", descending=False).ids) == [1], digits
    assert reachable(shop, [1])[1].phone.startswith("054-234-5678")


def test_a_refusal_holds_for_every_telephone_former_ones_too(shop: Desk) -> None:
    bring_list(
        shop,
        YOKO,
        {"member": "00013", "name": "佐藤 茂", "phone": "090-1234-5678"},
        {"member": "00014", "name": "佐藤 花", "phone": "090-0111-2222"},
    )
    keep(shop, phone="054-234-5678、090-1234-5678")
    set_no_contact(shop, 1, no_contact=True, day=DAY, source="", today=DAY)
    for customer in (2, 3):
        assert Way.PHONE in consents(shop, customer).blocks, customer


def test_a_refusal_stays_with_an_address_that_was_typed_and_corrected(shop: Desk) -> None:
    bring_list(shop, YOKO, {"member": "00013", "name": "佐藤 茂", **NEW})
    keep(shop, **NEW)
    keep(shop, postcode="420-0853", address="静岡県静岡市葵区追手町9-6")
    set_no_contact(shop, 1, no_contact=True, day=DAY, source="", today=DAY)
    assert Way.POSTCARD in consents(shop, 2).blocks


def test_of_former_entries_only_addresses_are_kept(shop: Desk) -> None:
    for said, phone in (("一", "054-234-5671"), ("二", "054-234-5672")):
        keep(shop, note=said)
        keep(shop, phone=phone)
    rows = shop.store.read(lambda c: c.execute("SELECT value FROM typed_fact").fetchall())
    assert sorted(rows) == [("054-234-5671",), ("054-234-5672",), ("二",)]


def test_nothing_is_an_answer_too(shop: Desk) -> None:
    keep(shop, phone="")
    assert person(shop).home.phone == ""
    assert consents(shop, 1).blocks.get(Way.PHONE) is not None
    assert person(shop).facts["phone"].in_files == "090-0111-2222"


def two_names(desk: Desk) -> None:
    bring(
        desk,
        [
            order(1, "2026/01/05", "00012", "佐藤 陽子", "yoko@a.jp", "090-0111-2222", **HOME),
            order(
                2,
                "2026/05/05",
                "00013",
                "佐藤 陽子",
                "yoko@b.jp",
                phone="06-1111-2222",
                postcode="530-0001",
                address="大阪府大阪市北区梅田2-2",
            ),
        ],
    )
    people.merge(desk, 1, 2, DAY, JA, MERGE_RULES)


def test_of_joined_names_the_typed_one_wins_and_parting_gives_each_their_own(desk: Desk) -> None:
    keep_before = {"phone": "03-7777-8888"}
    two_names(desk)
    root = person(desk, 1).customer.id
    other = 3 - root
    before = person(desk, root).home
    keep(desk, other, **NEW)
    keep(desk, other, **keep_before)
    home = person(desk, root).home
    assert (home.address, home.postcode, home.phone) == (*reversed(NEW.values()), "03-7777-8888")
    people.part(desk, other, DAY, JA, MERGE_RULES)
    assert person(desk, root).home.address == NEW["address"]
    assert person(desk, other).home.address != NEW["address"]
    for _ in range(3):
        desk.undo()
    assert person(desk, root).home == before


@pytest.mark.parametrize(
    ("taken", "reached"),
    [
        ({"phone": ""}, (False, True, True)),
        ({"postcode": "", "address": ""}, (True, False, True)),
        ({"email": ""}, (True, True, False)),
    ],
)
def test_of_joined_names_none_has_what_was_taken_away(
    desk: Desk, taken: dict[str, Any], reached: tuple[bool, bool, bool]
) -> None:
    two_names(desk)
    reach = consents(desk, 1).reach
    assert (reach.phone, reach.address, reach.email) == (True, True, True)
    keep(desk, **taken)
    reach = consents(desk, 1).reach
    assert (reach.phone, reach.address, reach.email) == reached


def test_an_address_typed_before_joining_wins_over_newer_orders(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/05", "00012", "佐藤 陽子", phone="090-0111-2222", **HOME)])
    keep(desk, **NEW)
    bring(
        desk,
        [order(2, "2026/05/05", "00013", "佐藤 陽子", address="大阪府大阪市北区梅田2-2")],
        "別のカート",
    )
    people.merge(desk, 1, 2, DAY, JA, MERGE_RULES)
    assert person(desk).home.address == NEW["address"]


def test_a_guest_of_the_typed_address_is_joined_as_imports_would(desk: Desk) -> None:
    bring(
        desk,
        [
            order(1, "2026/01/05", "00012", "佐藤 陽子", phone="090-0111-2222", price=1000),
            order(2, "2026/02/05", "", "佐藤陽子", "yoko@example.com", price=500),
        ],
    )
    keep(desk, email="yoko@example.com")
    assert person(desk).customer.purchases == 2
    desk.undo()
    assert person(desk).customer.purchases == 1
    assert person(desk, 2).customer.id == 2


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("name", "", "name_missing"),
        ("name", "佐藤\u202e子", "odd_sign"),
        ("name", "佐藤\x07子", "odd_sign"),
        ("name", "長" * 201, "too_long"),
        ("kana", "カ" * 201, "too_long"),
        ("phone", "でんわ", "phone_odd"),
        ("phone", "090-0111-2222、なし", "phone_odd"),
        ("phone", "12", "phone_odd"),
        ("email", "yoko.example.jp", "email_odd"),
        ("postcode", "ゆうびん", "postcode_odd"),
        ("note", "長" * 10_001, "too_long"),
        ("company", "\ud800社", "odd_sign"),
    ],
)
def test_what_cannot_be_kept_is_said(field: str, typed: str, reason: str) -> None:
    (problem,) = typed_facts.problems({field: typed})
    assert (problem.field, problem.reason) == (field, reason)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("note", "長" * 10_000),
        ("name", "محمد علي"),
        ("name", "𠮷田 󠄀茂"),
        ("phone", "＋８１ ９０ １２３４ ５６７８"),
        ("phone", ""),
        ("postcode", "999-9999"),
        ("postcode", "90210"),
        ("postcode", ""),
        ("address", "1 Rue de la Paix, Paris"),
    ],
)
def test_what_can_be_kept_is(field: str, typed: str) -> None:
    assert not typed_facts.problems({field: typed})


def test_an_address_typed_for_a_malls_customer_is_their_own(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/05", "", "佐藤 陽子", "abc@pc.fw.rakuten.ne.jp")])
    assert consents(desk, 1).reach.mall_alias
    keep(desk, email="yoko@example.jp")
    assert not consents(desk, 1).reach.mall_alias
    typed_facts.take_file(desk, 1, "email")
    assert consents(desk, 1).reach.mall_alias


def test_what_the_preset_says_of_a_mall_holds_for_what_files_say_only(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/05", "", "佐藤 陽子", "yoko@example.com")])
    desk.store.write(lambda c: c.execute("UPDATE customer SET mall_email = 1, file_mall_email = 1"))
    keep(desk, kana="サトウ")
    assert consents(desk, 1).reach.mall_alias
    keep(desk, email="yoko@example.jp")
    assert not consents(desk, 1).reach.mall_alias
    desk.undo()
    assert consents(desk, 1).reach.mall_alias


def test_who_is_gone_is_said(shop: Desk) -> None:
    with pytest.raises(ReportableError, match="customer_gone"):
        typed_facts.keep(shop, 99, {"name": "誰か"}, DAY)


def test_it_is_told_and_erased(shop: Desk) -> None:
    keep(shop, note="内緒の覚え書き")
    keep(shop, email="himitsu@example.com")
    keep(shop, email="yoko@example.org")
    request = disclosure.request(shop, 1, PERSON_TABLES, _noon())
    told = disclosure.as_json(disclosure.disclosure(request))
    assert "内緒の覚え書き" in told
    assert "himitsu@example.com" in told
    erasing.erase(shop, 1, PERSON_TABLES)
    erasing.forget_all_steps(shop)
    erasing.clean(shop)
    kept = Path(shop.path).read_bytes()
    assert "内緒の覚え書き".encode() not in kept
    assert b"himitsu@" not in kept
    # Known by what was typed of them, too: no file brings them back.
    bring(shop, [order(1, "2026/05/05", "", "佐藤 陽子", "himitsu@example.com")])
    assert not people.find(shop, "", "name", descending=False).ids


def _noon() -> Any:
    from datetime import datetime

    return datetime(2026, 11, 21, 12)  # noqa: DTZ001 - the shop's clock


@contextmanager
def opened() -> Iterator[Desk]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "shop.crmdesk"
        create_desk(path, "みずほ茶舗")
        with Desk(path) as desk:
            yield desk


ADDRESSES = st.sampled_from(
    ["東京都千代田区千代田1-1", "静岡県静岡市葵区黒金町12-3", "大阪府大阪市北区梅田2-2"]
)


class TypedAndImported(RuleBasedStateMachine):
    """Edits, files and joins in any order: what was typed stands, what files say stands beside."""

    @initialize()
    def begin(self) -> None:
        self._opened = opened()
        self.desk = self._opened.__enter__()
        self.files: list[tuple[int, str]] = []
        self.typed: tuple[str, str] | None = None
        self._bring("東京都千代田区千代田1-1")

    def teardown(self) -> None:
        if hasattr(self, "_opened"):
            self._opened.__exit__(None, None, None)

    def _bring(self, address: str) -> None:
        batch = bring_list(
            self.desk,
            {"member": "1", "name": "佐藤 陽子", "address": address},
            {"member": "2", "name": "佐藤 陽子", "phone": "03-1111-2222"},
        )
        if batch is not None:
            self.files.append((batch, address))

    @property
    def customer(self) -> int | None:
        ids = people.find(self.desk, "", "member_no", descending=False).ids
        return ids[0] if ids else None

    @property
    def said(self) -> str:
        return self.files[-1][1] if self.files else ""

    @rule(address=ADDRESSES)
    def a_file_comes(self, address: str) -> None:
        self._bring(address)

    @precondition(lambda self: self.files)
    @rule()
    def the_last_file_is_taken_back(self) -> None:
        batch, _ = self.files.pop()
        batches.revert_import(self.desk, batch)

    @precondition(lambda self: self.files)
    @rule(address=ADDRESSES)
    def it_is_typed(self, address: str) -> None:
        shown = self.typed[0] if self.typed else self.said
        assert self.customer is not None
        keep(self.desk, self.customer, postcode="", address=address)
        if address != shown:
            self.typed = None if address == self.said else (address, self.said)

    @precondition(lambda self: self.files and self.typed)
    @rule()
    def what_the_file_says_is_taken(self) -> None:
        assert self.customer is not None
        typed_facts.take_file(self.desk, self.customer, "address")
        self.typed = None

    @precondition(lambda self: self.files)
    @rule()
    def both_names_are_joined_and_parted(self) -> None:
        found = people.find(self.desk, "", "member_no", descending=False).ids
        if len(found) == 2:
            people.merge(self.desk, found[0], found[1], DAY, JA, MERGE_RULES)
            self.what_was_typed_stands()
            for name in person(self.desk, found[0]).names:
                people.part(self.desk, name.customer.id, DAY, JA, MERGE_RULES)

    @invariant()
    def what_was_typed_stands(self) -> None:
        if not hasattr(self, "files") or self.customer is None:
            return
        fact = person(self.desk, self.customer).facts["address"]
        typed, said_then = self.typed or (self.said, self.said)
        assert fact.text == typed
        is_other = self.said not in (typed, said_then)
        assert fact.is_news == (self.typed is not None and is_other)
        assert fact.in_files == ("" if self.typed is None or self.said == typed else self.said)


TypedAndImported.TestCase.settings = settings(max_examples=8, stateful_step_count=8, deadline=None)
test_in_any_order = TypedAndImported.TestCase
