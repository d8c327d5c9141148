"""Rows of assessments, answers and targets."""

from collections.abc import Iterable
from datetime import date

from crm_desk.domain.assessment.assessment import Answer, AnswerState, Assessment, Details
from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection


def all_assessments(connection: Connection) -> tuple[Assessment, ...]:
    """Every assessment with its answers, oldest first.

    Raises:
        ReportableError: `desk_damaged`, when a row holds what no assessment can.
    """
    return _read(connection, "", ())


def get(connection: Connection, assessment_id: int) -> Assessment | None:
    """One assessment with its answers, None without it; errors as `all_assessments`."""
    found = _read(connection, "WHERE id = ?", (assessment_id,))
    return found[0] if found else None


def ids_in_order(connection: Connection) -> tuple[int, ...]:
    """The ids of all assessments, oldest first."""
    rows = connection.execute("SELECT id FROM assessment ORDER BY held_on, id")
    return tuple(row[0] for row in rows)


def _read(connection: Connection, where: str, values: tuple[int, ...]) -> tuple[Assessment, ...]:
    of_one = where.replace("id", "assessment_id", 1)
    try:
        rows = connection.execute(
            f"""
            SELECT id, uid, questionnaire_version, held_on, participants, next_on, place
            FROM assessment {where}
            ORDER BY held_on, id
            """,
            values,
        ).fetchall()
        answers = _grouped_answers(connection, of_one, values)
        targets: dict[int, dict[str, int]] = {}
        for assessment_id, category_id, percent in connection.execute(
            f"SELECT assessment_id, category_id, percent FROM category_target {of_one}",
            values,
        ):
            targets.setdefault(assessment_id, {})[category_id] = percent
        return tuple(
            _assessment(row, answers.get(row[0], {}), targets.get(row[0], {})) for row in rows
        )
    except ValueError as error:
        raise ReportableError("desk_damaged", file="") from error


def insert(connection: Connection, assessment: Assessment) -> None:
    """Add an assessment with everything that belongs to it, under its own id."""
    details = assessment.details
    connection.execute(
        """
        INSERT INTO assessment (
            id, uid, questionnaire_version, held_on, participants, next_on, place
        ) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            assessment.id,
            assessment.uid,
            assessment.questionnaire_version,
            details.held_on.isoformat(),
            details.participants,
            details.next_on.isoformat() if details.next_on else None,
            assessment.place,
        ),
    )
    put_targets(connection, assessment.id, details)
    for answer in assessment.answers.values():
        put_answer(connection, assessment.id, answer)


def next_id(connection: Connection) -> int:
    """An id that no assessment has."""
    found = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM assessment").fetchone()
    return int(found[0])


def remove(connection: Connection, assessment_id: int) -> None:
    """Remove an assessment; answers and targets go with it."""
    connection.execute("DELETE FROM assessment WHERE id = ?", (assessment_id,))


def put_details(connection: Connection, assessment_id: int, details: Details) -> None:
    """Replace what is said of the assessment as a whole."""
    connection.execute(
        "UPDATE assessment SET held_on = ?, participants = ?, next_on = ? WHERE id = ?",
        (
            details.held_on.isoformat(),
            details.participants,
            details.next_on.isoformat() if details.next_on else None,
            assessment_id,
        ),
    )
    put_targets(connection, assessment_id, details)


def put_targets(connection: Connection, assessment_id: int, details: Details) -> None:
    """Replace the targets."""
    connection.execute("DELETE FROM category_target WHERE assessment_id = ?", (assessment_id,))
    connection.executemany(
        "INSERT INTO category_target (assessment_id, category_id, percent) VALUES (?, ?, ?)",
        [(assessment_id, category, percent) for category, percent in details.targets.items()],
    )


def put_answer(connection: Connection, assessment_id: int, answer: Answer) -> None:
    """Replace what stands for one item; a blank answer leaves no row."""
    connection.execute(
        "DELETE FROM answer WHERE assessment_id = ? AND item_id = ?",
        (assessment_id, answer.item_id),
    )
    if answer.is_blank:
        return
    connection.execute(
        """
        INSERT INTO answer (assessment_id, item_id, state, choice, reason, evidence, note)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            assessment_id,
            answer.item_id,
            answer.state.value,
            answer.choice,
            answer.reason,
            answer.evidence,
            answer.note,
        ),
    )


def put_place(connection: Connection, assessment_id: int, item_id: str) -> None:
    """Remember where the wizard was."""
    connection.execute("UPDATE assessment SET place = ? WHERE id = ?", (item_id, assessment_id))


def _grouped_answers(
    connection: Connection, where: str, values: tuple[int, ...]
) -> dict[int, dict[str, Answer]]:
    grouped: dict[int, dict[str, Answer]] = {}
    rows: Iterable[tuple[int, str, str, int | None, str, str, str]] = connection.execute(
        f"SELECT assessment_id, item_id, state, choice, reason, evidence, note FROM answer {where}",
        values,
    )
    for assessment_id, item_id, state, choice, reason, evidence, note in rows:
        grouped.setdefault(assessment_id, {})[item_id] = Answer(
            item_id, AnswerState(state), choice, reason, evidence, note
        )
    return grouped


def _assessment(
    row: tuple[int, str, int, str, str, str | None, str | None],
    answers: dict[str, Answer],
    targets: dict[str, int],
) -> Assessment:
    assessment_id, uid, version, held_on, participants, next_on, place = row
    return Assessment(
        id=assessment_id,
        uid=uid,
        questionnaire_version=version,
        details=Details(
            held_on=date.fromisoformat(held_on),
            participants=participants,
            next_on=date.fromisoformat(next_on) if next_on else None,
            targets=targets,
        ),
        answers=answers,
        place=place,
    )
