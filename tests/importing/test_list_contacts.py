"""Lists of customers: a contact of the shop itself makes nobody one person."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from crm_desk.cli import main
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing.documents import save_issues
from crm_desk.desk.resources import texts as texts_of
from crm_desk.domain.contacts.shared import Said, names_by_contact, shared_among
from tests.importing.shop_files import bring, write

SHOPS = "office@kobo.example"


def person(at: int, family: str, email: str = SHOPS, **more: object) -> dict[str, object]:
    return {
        "氏名": f"{family} 花子",
        "メールアドレス": email,
        "電話番号": f"03-1234-5{at:03}",
        "郵便番号": "100-0001",
        "住所": "千代田",
        **more,
    }


def keys(desk: Desk) -> list[str]:
    rows = desk.store.read(lambda c: c.execute("SELECT key FROM customer ORDER BY id").fetchall())
    return [key for (key,) in rows]


def test_people_without_ids_under_the_shops_address_stay_apart(desk: Desk, tmp_path: Path) -> None:
    rows = [person(at, family) for at, family in enumerate("山森林")]
    outcome = bring(desk, write(tmp_path, [*rows, person(9, "原", "own@example.jp")]))
    assert keys(desk) == [
        "e:own@example.jp",
        "p:0312345000|山花子",
        "p:0312345001|森花子",
        "p:0312345002|林花子",
    ]
    told = {notice.reason: notice.count for notice in outcome.findings.notices}
    assert told["shared_contact"] == 3
    (asked,) = [question for question in outcome.findings.questions if question.kind == "shared"]
    assert (asked.subject, asked.count) == (SHOPS, 3)


def test_a_family_under_one_address_stays_one_customer(desk: Desk, tmp_path: Path) -> None:
    rows = [person(1, "山"), person(2, "山", 会員区分="一般"), person(3, "森")]
    bring(desk, write(tmp_path, rows))
    assert keys(desk) == [f"e:{SHOPS}"]


def test_a_row_that_says_nothing_else_is_an_issue(desk: Desk, tmp_path: Path) -> None:
    rows = [person(at, family) for at, family in enumerate("山森林")]
    bare = {"氏名": "東 ゆき", "メールアドレス": SHOPS}
    outcome = bring(desk, write(tmp_path, [*rows, bare]))
    found = [(issue.row, issue.reason) for issue in outcome.issues if issue.severity == "rejected"]
    assert found == [(5, "person_unknown")]
    assert (outcome.read, outcome.taken.accepted, outcome.taken.rejected) == (4, 3, 1)


def test_the_same_list_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, [person(at, family) for at, family in enumerate("山森林")])
    bring(desk, path)
    before = keys(desk)
    assert bring(desk, path).taken.batch_id is None
    assert keys(desk) == before


def test_it_is_told_by_analyze(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, [person(at, family) for at, family in enumerate("山森林")])
    assert main(["analyze", str(path)]) == 0
    printed, said = capsys.readouterr()
    told = [notice["reason"] for notice in json.loads(printed)["notices"]]
    assert "shared_contact" in told
    assert SHOPS not in printed
    assert SHOPS not in said


def test_the_saved_table_of_issues_does_not_hold_it(desk: Desk, tmp_path: Path) -> None:
    outcome = bring(desk, write(tmp_path, [person(at, who) for at, who in enumerate("山森林")]))
    assert SHOPS in [issue.value for issue in outcome.issues]
    path = tmp_path / "issues.xlsx"
    save_issues(outcome.issues, texts_of("ja"), path)
    (sheet,) = load_workbook(path).worksheets
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert texts_of("ja")("issue.shared_contact") in cells
    assert SHOPS not in cells


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("山森林原"), st.integers(0, 5), st.sampled_from(["a", "b"])),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_names_are_counted_as_the_rule_counts_them(
    rows: list[tuple[str, int, str]], dice: object
) -> None:
    said = [
        Said(f"{who}@shop.example", f"03-1234-5{at:03}", f"{family} 花子", "", "")
        for family, at, who in rows
    ]
    names = names_by_contact(said)
    shuffled = list(said)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {contact: set(found) for contact, found in names_by_contact(shuffled).items()} == {
        contact: set(found) for contact, found in names.items()
    }
    for contact in shared_among(said):
        assert len(names[contact]) >= 3
