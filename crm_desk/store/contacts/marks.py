"""Marks of persons, and what words propose."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crm_desk.domain.contacts.mark_words import MarkField, mark_proposals
from crm_desk.domain.contacts.marks import Mark, MarkKind, in_order, strongest
from crm_desk.store.connection import Connection
from crm_desk.store.persons import OF_ROOT, ROOT
from crm_desk.store.rows import day_of, marks, ordinal, portions


class MarkAnswer(NamedTuple):
    """What was answered to a proposal; `is_right` False: the words mean something else."""

    kind: MarkKind
    digest: str
    is_right: bool


class OpenProposal(NamedTuple):
    """A mark that words propose, unanswered.

    Attributes:
        root: the customer that stands for the person.
        customer: the name under which the words stand.
    """

    root: int
    customer: int
    kind: MarkKind
    field: MarkField
    words: str
    digest: str
    year: int | None


def marks_of(
    connection: Connection, customers: Sequence[int] | None = None
) -> dict[int, tuple[Mark, ...]]:
    """Marks of persons, under all their names, by the customer that stands for each.

    Args:
        customers: those that stand for the persons; None for everyone.
    """
    if customers is None:
        return _gathered(connection.execute(_MARKS_OF_ALL))
    found: dict[int, tuple[Mark, ...]] = {}
    for some in portions(customers):
        found |= _gathered(connection.execute(_marks_of(some), some * 2))
    return found


_MARK_COLUMNS = f"{ROOT}, m.kind, m.day, m.source, m.year"
# CROSS: from what is few, never along all customers.
_MARKS_OF_ALL = f"""
    SELECT {_MARK_COLUMNS}
    FROM person_mark m
    CROSS JOIN person ON person.id = m.person_id
    CROSS JOIN customer c ON c.id = person.customer_id
"""


def _marks_of(some: Sequence[int]) -> str:
    """Marks of these persons; binds their ids twice."""
    return f"""
        SELECT {_MARK_COLUMNS}
        FROM customer c
        CROSS JOIN person ON person.customer_id = c.id
        CROSS JOIN person_mark m ON m.person_id = person.id
        WHERE c.id IN ({marks(some)}) OR c.joined_to IN ({marks(some)})"""


def _gathered(rows: Iterable[Sequence[Any]]) -> dict[int, tuple[Mark, ...]]:
    by_kind: dict[int, dict[MarkKind, Mark]] = {}
    for root, *row in rows:
        mark = _mark(row)
        own = by_kind.setdefault(root, {})
        own[mark.kind] = strongest(own[mark.kind], mark) if mark.kind in own else mark
    return {root: in_order(own.values()) for root, own in by_kind.items()}


def marks_by_name(connection: Connection, customer: int) -> dict[int, dict[MarkKind, Mark]]:
    """Marks of one person by the name (customer id) that each is noted under.

    Args:
        customer: the one that stands for the person.
    """
    found: dict[int, dict[MarkKind, Mark]] = {}
    for name, *row in connection.execute(
        f"""
        SELECT c.id, m.kind, m.day, m.source, m.year
        FROM customer c
        JOIN person ON person.customer_id = c.id
        JOIN person_mark m ON m.person_id = person.id
        WHERE {OF_ROOT}
        """,
        {"root": customer},
    ):
        mark = _mark(row)
        found.setdefault(name, {})[mark.kind] = mark
    return found


def _mark(row: Sequence[Any]) -> Mark:
    kind, day, source, year = row
    return Mark(MarkKind(kind), day_of(day), source, year)


def deceased(connection: Connection) -> set[int]:
    """Who is ご逝去, by the customer that stands for each; who is gone by their negative id."""
    rows = connection.execute(
        """
        SELECT coalesce(c.joined_to, c.id, -person.id)
        FROM person_mark m
        JOIN person ON person.id = m.person_id
        LEFT JOIN customer c ON c.id = person.customer_id
        WHERE m.kind = 'deceased'
        """
    )
    return {root for (root,) in rows}


def put_mark(connection: Connection, person: int, mark: Mark) -> None:
    """Keep a mark of a person, in the place of one of the same kind."""
    connection.execute(
        "INSERT OR REPLACE INTO person_mark (person_id, kind, day, source, year)"
        " VALUES (?, ?, ?, ?, ?)",
        (person, mark.kind.value, ordinal(mark.day), mark.source, mark.year),
    )


def remove_mark(connection: Connection, person: int, kind: MarkKind) -> None:
    """Take a mark from a person."""
    connection.execute(
        "DELETE FROM person_mark WHERE person_id = ? AND kind = ?", (person, kind.value)
    )


def answer_of(
    connection: Connection, person: int, kind: MarkKind, digest: str
) -> MarkAnswer | None:
    """What was answered of a proposal under one name."""
    row = connection.execute(
        "SELECT is_right FROM mark_answer WHERE person_id = ? AND kind = ? AND digest = ?",
        (person, kind.value, digest),
    ).fetchone()
    return None if row is None else MarkAnswer(kind, digest, bool(row[0]))


def put_answer(connection: Connection, person: int, answer: MarkAnswer) -> None:
    """Keep what was answered."""
    connection.execute(
        "INSERT OR REPLACE INTO mark_answer (person_id, kind, digest, is_right)"
        " VALUES (?, ?, ?, ?)",
        (person, answer.kind.value, answer.digest, answer.is_right),
    )


def remove_answer(connection: Connection, person: int, answer: MarkAnswer) -> None:
    """As if a proposal had not been answered."""
    connection.execute(
        "DELETE FROM mark_answer WHERE person_id = ? AND kind = ? AND digest = ?",
        (person, answer.kind.value, answer.digest),
    )


def open_proposals(
    connection: Connection, customers: Sequence[int] | None = None, *, year: int
) -> list[OpenProposal]:
    """Proposals without an answer, of persons who have no such mark under any name.

    Of the dead nothing more is asked.

    Args:
        customers: those that stand for the persons; None for everyone.
        year: this year: 喪中 of a year that is over proposes nothing.
    """
    if customers is None:
        rows = connection.execute(_open_sql(_PROPOSALS), (year,))
        return list(map(_proposal, rows))
    found: list[OpenProposal] = []
    for some in portions(customers):
        within = f"IN ({marks(some)})"
        tables = f"{_OF_PEOPLE} AND (c.id {within} OR c.joined_to {within})"
        rows = connection.execute(_open_sql(tables), (*some, *some, year))
        found += map(_proposal, rows)
    return found


_PROPOSALS = "mark_proposal p CROSS JOIN customer c ON c.id = p.customer_id"
_OF_PEOPLE = "customer c CROSS JOIN mark_proposal p ON p.customer_id = c.id"


def _open_sql(tables: str) -> str:
    """Unanswered proposals; binds the year last.

    Args:
        tables: customers `c` and their proposals `p`, from what is few.
    """
    return f"""
        SELECT {ROOT} AS root, c.id, p.kind, p.field, p.words, p.digest, p.year
        FROM {tables}
        WHERE (p.year IS NULL OR p.year >= ?) AND NOT EXISTS (
            SELECT 1
            FROM customer n
            JOIN person ON person.customer_id = n.id
            JOIN person_mark m ON m.person_id = person.id
            WHERE (n.id = coalesce(c.joined_to, c.id) OR n.joined_to = coalesce(c.joined_to, c.id))
                AND m.kind IN (p.kind, 'deceased')
        ) AND NOT EXISTS (
            SELECT 1
            FROM customer n
            JOIN person ON person.customer_id = n.id
            JOIN mark_answer a ON a.person_id = person.id
            WHERE (n.id = coalesce(c.joined_to, c.id) OR n.joined_to = coalesce(c.joined_to, c.id))
                AND a.kind = p.kind AND a.digest = p.digest
        )
        ORDER BY root, c.id, p.kind"""


def proposals_of(connection: Connection, customer: int, kind: MarkKind) -> list[tuple[int, str]]:
    """(name, digest) of everything that proposes a mark of one person, answered or not.

    Args:
        customer: the one that stands for the person.
    """
    return connection.execute(
        f"""
        SELECT c.id, p.digest
        FROM customer c
        JOIN mark_proposal p ON p.customer_id = c.id
        WHERE {OF_ROOT} AND p.kind = :kind
        ORDER BY c.id
        """,
        {"root": customer, "kind": kind.value},
    ).fetchall()


def _proposal(row: Sequence[Any]) -> OpenProposal:
    root, customer, kind, field, *rest = row
    return OpenProposal(root, customer, MarkKind(kind), MarkField(field), *rest)


Words = tuple[int, str, str, str]
"""(customer, note, name, address) as they are shown."""


def propose_for_new(connection: Connection, after: int) -> None:
    """Work out what the words of all customers with a higher id propose: those who are new."""
    rows = connection.execute("SELECT id, note, name, address FROM customer WHERE id > ?", (after,))
    put_proposals(connection, rows.fetchall())


def put_proposals(connection: Connection, shown: Sequence[Words]) -> None:
    """Keep what the words of these customers propose, in the place of what they did before."""
    connection.executemany(
        "DELETE FROM mark_proposal WHERE customer_id = ?", ((id_,) for id_, *_ in shown)
    )
    connection.executemany(
        "INSERT INTO mark_proposal (customer_id, kind, field, words, digest, year)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            (id_, kind.value, field.value, *rest)
            for id_, note, name, address in shown
            for kind, field, *rest in mark_proposals(note, name, address)
        ),
    )
