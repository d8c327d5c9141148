"""A customer who is several people under the shop's own contact: shown, and split by a click."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from crm_desk.desk.customers.splitting import SplitSuggestion
from crm_desk.domain.contacts.phones import shown_phone
from crm_desk.domain.contacts.postcodes import marked_code
from crm_desk.domain.customers.splitting import SplitPerson
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace

_MOST_SHOWN = 8


class SplitCard(Card):
    """Who is under one contact, what would become of them, and two ways to settle it.

    Args:
        split, keep: called when the person decides.
    """

    def __init__(
        self,
        workspace: Workspace,
        suggestion: SplitSuggestion,
        split: Callable[[], None],
        keep: Callable[[], None],
    ) -> None:
        super().__init__(workspace.theme)
        theme, texts = workspace.theme, workspace.texts
        people = suggestion.people
        if suggestion.member:
            words = texts(
                "customers.split_member", contact=suggestion.contact, member=suggestion.member
            )
        else:
            words = texts("customers.split", contact=suggestion.contact, n=f"{len(people):,}")
        self.body.addWidget(label(words, "strong", wrap=True))
        for person in people[:_MOST_SHOWN]:
            lines = QVBoxLayout()
            lines.setSpacing(theme.px(2))
            lines.addWidget(label(person.said("name"), "heading", wrap=True))
            lines.addWidget(label(_person_line(person, texts), "soft", wrap=True))
            self.body.addLayout(lines)
        if len(people) > _MOST_SHOWN:
            more = texts("customers.split_more", n=f"{len(people) - _MOST_SHOWN:,}")
            self.body.addWidget(label(more, "soft", wrap=True))
        first = people[0].said("name")
        self.body.addWidget(label(texts("customers.split_stays", name=first), wrap=True))
        if suggestion.unsure:
            unsure = texts("customers.split_unsure", n=f"{suggestion.unsure:,}")
            self.body.addWidget(label(unsure, "warn", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.space(1))
        names = texts("result.comma").join(person.said("name") for person in people[:_MOST_SHOWN])
        self.split = button(self.tr("Split"), split)
        self.split.setAccessibleName(f"{self.tr('Split')}: {names}")
        self.keep = button(self.tr("Keep as one"), keep, "link")
        self.keep.setAccessibleName(f"{self.tr('Keep as one')}: {names}")
        row.addWidget(self.split)
        row.addWidget(self.keep)
        row.addStretch(1)
        self.body.addLayout(row)


def _person_line(person: SplitPerson, texts: Texts) -> str:
    address = person.said("address")
    place = " ".join(filter(None, (marked_code(person.said("postcode"), address), address)))
    orders = texts("customers.orders", n=f"{person.current_orders:,}")
    return texts("result.separator").join(
        filter(None, (shown_phone(person.said("phone")), place, orders))
    )
