"""Drafts of telephone notes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.domain.timeline.entry_input import EntryInput
from crm_desk.store.connection import Connection
from crm_desk.store.timeline.entries import moment_of, moment_row


class KeptDraft(NamedTuple):
    """A draft with its id."""

    id: int
    draft: EntryInput


def drafts(connection: Connection) -> tuple[KeptDraft, ...]:
    """All drafts, the last one begun first."""
    rows = connection.execute(
        """
        SELECT id, customer_id, caller, kind, way, day, minute, words, needs_answer
        FROM entry_draft
        ORDER BY id DESC
        """
    )
    return tuple(_kept(row) for row in rows)


def put_draft(connection: Connection, id_: int, draft: EntryInput) -> None:
    """Keep a draft in the place of the one with that id; a customer who is gone is let go."""
    connection.execute(
        """
        INSERT OR REPLACE INTO entry_draft
            (id, customer_id, caller, kind, way, day, minute, words, needs_answer)
        VALUES (
            ?1,
            (
                SELECT id FROM customer WHERE key = ?2
                UNION ALL SELECT id FROM customer WHERE id = ?3 AND ?2 = ''
            ),
            ?4, ?5, ?6, ?7, ?8, ?9, ?10
        )
        """,
        (
            id_,
            draft.customer_key if draft.customer is not None else "",
            draft.customer,
            draft.caller,
            draft.kind.value,
            draft.way.value,
            *moment_row(draft.moment),
            draft.words,
            draft.needs_answer,
        ),
    )


def remove_draft(connection: Connection, id_: int) -> None:
    """Forget a draft."""
    connection.execute("DELETE FROM entry_draft WHERE id = ?", (id_,))


def _kept(row: Sequence[Any]) -> KeptDraft:
    id_, customer, caller, kind, way, day, minute, words, needs_answer = row
    moment = moment_of(day, minute)
    return KeptDraft(
        id_,
        EntryInput(customer, caller, EntryKind(kind), Way(way), moment, words, bool(needs_answer)),
    )
