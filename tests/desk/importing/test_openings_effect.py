"""What purchases of a list do to the repeat rate is said before they are kept, and is exact."""

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.analysis.rates import repeaters_and_buyers
from crm_desk.desk.child import Cancel
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches, check
from crm_desk.desk.importing.child_reading import ReadImport
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.openings_effect import OpeningsEffect, with_rates
from crm_desk.desk.importing.question_words import facts
from crm_desk.desk.importing.worker import assemble
from crm_desk.desk.resources import texts as texts_of
from crm_desk.domain.money import Money
from crm_desk.importing.choices import Choices
from crm_desk.importing.findings import Findings, Question, QuestionKind
from tests.desk.making import new_desk
from tests.importing.shop_files import bring, job, write

OPENINGS = QuestionKind.OPENINGS
Row = dict[str, object]


def order(number: int, member: str) -> Row:
    return {"注文番号": number, "注文日": f"2026/01/{1 + number % 28:02}", "会員番号": member,
            "金額": 100}  # fmt: skip


def person(member: str, count: int, first: str = "2020/05/01") -> Row:
    return {"会員番号": member, "氏名": f"会員 {member}", "電話番号": "", "購入回数": count,
            "初回購入日": first}  # fmt: skip


def asked(found: Findings) -> Question:
    (question,) = [question for question in found.questions if question.kind is OPENINGS]
    return question


def checked(desk: Desk, path: Path, *others: Path) -> Findings:
    together = [("注文", [job(other)]) for other in others]
    check_of = check.Check("名簿", [job(path)], Choices(), together)
    return check.check_files(desk, check_of, Cancel(), repeaters_and_buyers)


def content(desk: Desk) -> list[int]:
    def counts(connection: object) -> list[int]:
        return [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[attr-defined]  # noqa: S608
            for table in ("customer", "customer_facts", "import_batch", "shop_order")
        ]

    return desk.store.read(counts)


def test_the_rates_are_those_that_the_import_will_give(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, [order(n, f"M{n}") for n in range(1, 11)]), source="名簿")
    members = [person(f"M{n}", 2 if n < 5 else 0) for n in range(1, 11)]
    path = write(tmp_path, [*members, person("M11", 1)], "list.csv")
    before = content(desk)
    question = asked(checked(desk, path))
    assert question.rates == ((0, 10), (4, 11))
    assert (question.count, question.proposal, question.is_sample) == (5, "add", False)
    assert content(desk) == before
    bring(desk, path, source="名簿")
    assert repeaters_and_buyers(desk) == (4, 11)


def test_orders_of_the_same_drop_are_counted(desk: Desk, tmp_path: Path) -> None:
    orders = write(tmp_path, [order(n, f"M{n}") for n in range(1, 5)])
    together = write(tmp_path, [person(f"M{n}", 1) for n in range(1, 3)], "list.csv")
    check_of = check.Check("店", [job(together)], Choices(), [("店", [job(orders)])])
    found = check.check_files(desk, check_of, Cancel(), repeaters_and_buyers)
    assert asked(found).rates == ((0, 4), (2, 4))


def test_a_guest_whom_the_list_shows_to_be_a_member_is_one_buyer(
    desk: Desk, tmp_path: Path
) -> None:
    guest = {**order(1, ""), "メールアドレス": "aya@mail.example", "氏名": "山本 あや"}
    bring(desk, write(tmp_path, [guest, order(2, "M9")]), source="名簿")
    member = {**person("M1", 3), "メールアドレス": "aya@mail.example"}
    question = asked(checked(desk, write(tmp_path, [member], "list.csv")))
    assert question.rates == ((0, 2), (1, 2))


def test_days_within_the_desks_orders_support_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, write(tmp_path, [order(n, f"M{n}") for n in range(1, 5)]), source="名簿")
    inside = [person(f"M{n}", 2, "2026/03/01") for n in range(1, 5)]
    question = asked(checked(desk, write(tmp_path, inside, "list.csv")))
    assert question.proposal == "leave"
    earlier = [*inside, person("M9", 1, "2025/12/01")]
    question = asked(checked(desk, write(tmp_path, earlier, "list.csv")))
    assert question.proposal == "add"


def test_a_desk_without_orders_says_no_rate(desk: Desk, tmp_path: Path) -> None:
    found = checked(desk, write(tmp_path, [{"会員番号": "M1", "氏名": "山", "購入回数": 2}]))
    said = facts(asked(found), texts_of("ja"), Money("JPY"))
    assert "%" not in said
    assert said


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "ja",
            "購入回数 80名分を、データが始まる前の回数として足すと、"
            "リピート率 80%(100名中80名) → 90%(100名中90名)",
        ),
        (
            "en",
            "Adding the purchases of 80 customers as made before the data begin: "
            "repeat rate 80% (80 of 100) → 90% (90 of 100)",
        ),
    ],
)
def test_it_is_said_with_numbers(language: str, sentence: str) -> None:
    question = Question(OPENINGS, count=80, proposal="add")
    (shown,) = with_rates([question], ((80, 100), (90, 100)), is_sample=False)
    assert facts(shown, texts_of(language), Money("JPY")) == sentence
    (of_sample,) = with_rates([question], ((80, 100), (90, 100)), is_sample=True)
    assert facts(of_sample, texts_of(language), Money("JPY")) != sentence


def read(files: list[FileJob], staging: Path) -> ReadImport:
    found = assemble(files, Choices(), staging, today=739_900)
    return ReadImport([vars(count) for count in found.counts], found.findings)


MEMBERS = st.sampled_from([f"M{n}" for n in range(6)])


@settings(max_examples=25, deadline=None)
@given(
    bought=st.lists(MEMBERS, min_size=1, max_size=12),
    stated=st.dictionaries(MEMBERS, st.integers(0, 3), min_size=1),
)
def test_the_rates_equal_counting_by_hand(bought: list[str], stated: dict[str, int]) -> None:
    own = Counter(bought)
    both = own + Counter(stated)
    expected = tuple(
        (sum(n >= 2 for n in counts.values()), sum(n >= 1 for n in counts.values()))
        for counts in (own, both)
    )
    with tempfile.TemporaryDirectory() as name, new_desk(Path(name) / "s.crmdesk") as desk:
        folder = Path(name)
        bring(desk, write(folder, [order(n, who) for n, who in enumerate(bought, 1)]), source="店")
        path = write(folder, [person(who, n) for who, n in stated.items()], "list.csv")
        effect = OpeningsEffect(desk, folder, read, repeaters_and_buyers, Cancel())
        assert effect.rates(("店", [job(path)])) == expected
        for openings, rate in ((False, expected[0]), (True, expected[1])):
            file = job(path)
            given_file = replace(file, answers=replace(file.answers, openings=openings))
            outcome = bring(desk, given_file, source="店")
            assert repeaters_and_buyers(desk) == rate
            if outcome.taken.batch_id is not None:
                batches.revert_import(desk, outcome.taken.batch_id)
