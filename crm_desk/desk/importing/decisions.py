"""What a person decided about an import: kept together with it, or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desk.importing.answers import Answers, answers_from_json
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.customers import sums
from crm_desk.store.importing import answers as rows

if TYPE_CHECKING:
    from crm_desk.desk.importing.file_plan import FilePlan


@dataclass(frozen=True)
class Decisions:
    """Part of the transaction that keeps the imports of one drop.

    Attributes:
        answers: about each source, by the shop's label.
        basis, currency: decided once for the whole desk: `goods` or `total`; ISO 4217.
        plans: of the files; layouts that were corrected by hand are proposed the next time.
    """

    answers: Mapping[str, Answers]
    basis: str
    currency: str
    plans: "Sequence[FilePlan]" = ()

    def put(self, connection: Connection) -> None:
        """Write them. Before the orders: what was answered tells which of them are the same."""
        for source, given in self.answers.items():
            if given != answers_from_json(rows.answers(connection, source)):
                rows.put_answers(connection, source, given.as_json())
        changed = desk_info.get(connection, "amount_basis") != self.basis
        desk_info.put(connection, "amount_basis", self.basis)
        if changed:
            sums.rebuild(connection)
        desk_info.put(connection, "currency", self.currency)
        if self.plans:
            from crm_desk.desk.importing.file_plan import remember_layouts

            remember_layouts(connection, self.plans)
