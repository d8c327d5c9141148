"""Words of status columns that no list knows are asked about, whatever file they stand in."""

from pathlib import Path

import pytest

from crm_desk.importing.answers import Answers
from crm_desk.importing.findings import QuestionKind
from tests.importing.carts import CARTS
from tests.importing.shop_files import figures, found_in


def test_an_unknown_status_of_a_known_cart_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "yahoo.csv"
    path.write_text(
        "OrderId,OrderTime,BillName,BillMailAddress,Title,Quantity,UnitPrice,TotalPrice,OrderStatus\n"
        "y-1,2026/01/05 10:00,山本 あや,aya@mail.example,茶,1,1000,1000,5\n"
        "y-2,2026/01/06 10:00,森 けん,mori@mail.example,茶,2,1000,2000,9\n"
        "y-3,2026/01/07 10:00,原 たか,hara@mail.example,茶,1,1000,1000,9\n",
        encoding="cp932",
    )
    (question,) = found_in(path).questions
    assert (question.kind, question.value) == (QuestionKind.STATUS, "9")
    assert (question.count, question.amount) == (2, 3000)
    answer = figures(path, answers=Answers(void_status=("9",)))
    assert (answer["sales"], answer["void_orders"]) == (1000, 2)
    assert found_in(path, Answers(sale_status=("9",))).questions[0].options == ("sale", "void")


@pytest.mark.parametrize("name", sorted(CARTS))
def test_a_known_cart_without_doubts_asks_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / CARTS[name].file_name
    path.write_bytes(CARTS[name].content)
    found = found_in(path, preset=CARTS[name].preset_id)
    # A list of customers says with numbers what its purchases would change.
    assert {question.kind for question in found.questions} <= {QuestionKind.OPENINGS}


@pytest.mark.parametrize("header", ["入金状況", "発送状況", "キャンセル", "payment_status"])
def test_words_of_a_second_status_column_are_asked_about(tmp_path: Path, header: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        f"注文番号,注文日,会員番号,商品名,金額,ステータス,{header}\n"
        "1,2026/1/5,A1,茶,1000,発送済,済\n"
        "2,2026/1/6,A2,茶,2000,発送済,要確認X\n"
        "2,2026/1/6,A2,皿,500,発送済,要確認X\n",
        encoding="utf-8",
    )
    questions = {question.value: question for question in found_in(path).questions}
    assert "要確認X" in questions
    asked = questions["要確認X"]
    assert (asked.column, asked.count, asked.amount) == (header, 1, 2500)
    assert figures(path, answers=Answers(void_status=("要確認x",)))["sales"] == 1000


def test_a_column_of_remarks_asks_about_the_largest_only(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    rows = [f"{n},2026/1/5,A{n},茶,{n}00,メモ{n}" for n in range(1, 41)]
    rows.insert(0, "注文番号,注文日,会員番号,商品名,金額,状態")
    path.write_text("\n".join(rows), encoding="utf-8")
    questions = found_in(path).questions
    assert [question.amount for question in questions[:2]] == [4000, 3900]
    assert len(questions) == 12
    (told,) = [each for each in found_in(path).notices if each.reason == "unknown_status"]
    assert told.count == 40
