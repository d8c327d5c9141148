"""The check step asks whose a contact with many names is, before anything is written."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desk.desk.child import Cancel
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches, check, remembered
from crm_desk.desk.importing.question_words import decided_lines, option_words, sentence
from crm_desk.desk.resources import texts as texts_of
from crm_desk.importing.answers import UNANSWERED, Answers, answers_from_json
from crm_desk.importing.choices import Choices
from crm_desk.importing.findings import Findings, Question, QuestionKind, answer_to, answered
from tests.importing.shop_files import job, write

SHOPS = "office@kobo.example"
SHARED = QuestionKind.SHARED


def rows(families: str, first: int = 1) -> list[dict[str, object]]:
    return [
        {
            "注文番号": number,
            "注文日": "2026/01/05",
            "氏名": f"{family} 花子",
            "電話番号": f"03-5555-12{number:02}",
            "メールアドレス": SHOPS,
            "金額": 100,
        }
        for number, family in enumerate(families, first)
    ]


def checked(desk: Desk, path: Path, answers: Answers = UNANSWERED) -> Findings:
    file = replace(job(path), answers=answers)
    return check.check_files(desk, check.Check("本店", [file], Choices()), Cancel())


def shared_questions(found: Findings) -> list[Question]:
    return [question for question in found.questions if question.kind is SHARED]


def keys(desk: Desk) -> set[str]:
    found = desk.store.read(lambda c: c.execute("SELECT key FROM customer").fetchall())
    return {key for (key,) in found}


def imported(
    desk: Desk, path: Path, answers: Answers = UNANSWERED, seen: Sequence[Findings] = ()
) -> None:
    file = replace(job(path), answers=answers)
    batches.run_all(desk, [("本店", [file])], Choices(), seen=seen)


def test_it_is_asked_with_the_number_of_names(desk: Desk, tmp_path: Path) -> None:
    found = checked(desk, write(tmp_path, rows("山森林")))
    (asked,) = shared_questions(found)
    assert (asked.subject, asked.column, asked.count) == (SHOPS, "メールアドレス", 3)
    assert set(asked.detail.split("、")) == {"山 花子", "林 花子", "森 花子"}
    assert asked.proposal == "shop"
    told = [notice.reason for notice in found.notices]
    assert "shared_contact" in told
    assert keys(desk) == set()


def test_desk_and_file_are_counted_together(desk: Desk, tmp_path: Path) -> None:
    imported(desk, write(tmp_path, rows("山森")))
    (asked,) = shared_questions(checked(desk, write(tmp_path, rows("林", 3))))
    assert asked.count == 3


def test_two_names_are_not_asked_about(desk: Desk, tmp_path: Path) -> None:
    assert shared_questions(checked(desk, write(tmp_path, rows("山森")))) == []


def test_the_answer_is_asked_and_shown_again(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, rows("山森林"))
    (asked,) = shared_questions(checked(desk, path))
    for option in asked.options:
        given = answered(asked, option, UNANSWERED)
        (again,) = shared_questions(checked(desk, path, given))
        assert again == asked
        assert answer_to(again, given) == option


def test_one_persons_contact_keeps_them_together(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, rows("山森林"))
    found = checked(desk, path)
    (asked,) = shared_questions(found)
    imported(desk, path, answered(asked, "person", UNANSWERED), [found])
    assert keys(desk) == {f"e:{SHOPS}"}


def test_the_shops_contact_keeps_them_apart(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path, rows("山森林"))
    found = checked(desk, path)
    imported(desk, path, seen=[found])
    assert keys(desk) == {"p:0355551201|山花子", "p:0355551202|森花子", "p:0355551203|林花子"}


def test_what_only_the_whole_file_shows_is_asked_before_anything_is_kept(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "SAMPLE_ROWS", 2)
    path = write(tmp_path, rows("山森林"))
    found = checked(desk, path)
    assert shared_questions(found) == []
    with pytest.raises(batches.FoundOtherwiseError):
        imported(desk, path, seen=[found])
    assert keys(desk) == set()


def test_answers_are_kept_with_the_source_and_said_in_both_languages(desk: Desk) -> None:
    given = Answers(shared=(SHOPS,), personal=("0312345678",))
    remembered.remember(desk, "本店", given)
    assert remembered.answers_of(desk, "本店") == given == answers_from_json(given.as_json())
    for language in ("ja", "en"):
        texts = texts_of(language)
        lines = decided_lines(given, texts)
        assert [SHOPS in line or "0312345678" in line for line in lines] == [True, True]
        question = Question(SHARED, SHOPS, "メール", SHOPS, 12, proposal="shop")
        assert "12" in sentence(question, texts)
        assert len({option_words(question, option, texts) for option in question.options}) == 2
