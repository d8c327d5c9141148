"""Who is to get a plan: TOP1% one by one, the rest together."""

from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.money import money_of
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.followup.starting import Outlook
from crm_desk.ui.common.widgets import Card, button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.followup.start_parts import TemplateCounts
from crm_desk.ui.followup.start_people import PeopleColumns, PeopleTable, TickModel


@dataclass
class TickedPeople:
    """Who is to get a plan; it outlives the window's being drawn again.

    Attributes:
        top1: confirmed, one by one.
        rest: the others who were not taken out, of those `known`.
        one_medium: who can be reached through one medium only gets a plan, too.
    """

    top1: set[int] = field(default_factory=set)
    rest: set[int] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    one_medium: bool = False

    def follow(self, seen: Outlook) -> None:
        """Keep to those who are proposed now; whoever is new among the rest is in."""
        top1 = {each.candidate.customer_id for each in seen.top1}
        rest = {each.candidate.customer_id for each in seen.proposals} - top1
        self.top1 &= top1
        self.rest |= rest - self.known
        self.rest &= rest
        self.known = rest

    def left(self, seen: Outlook) -> frozenset[int]:
        """Who is proposed and yet gets no plan."""
        proposed = {each.candidate.customer_id for each in seen.proposals}
        return frozenset(proposed - self.top1 - self.rest)


class Top1Card(Card):
    """Everyone of TOP1%: each plan waits for a tick, and who gets none is named.

    Signals:
        changed: a box was ticked, or not any more.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, ticks: TickedPeople) -> None:
        super().__init__(workspace.theme)
        self._ticks = ticks
        texts, money = workspace.texts, money_of(workspace.desk)
        self.body.addWidget(label(self.tr("Every customer of the TOP1%"), "heading", wrap=True))
        self.line = label("", "soft", wrap=True)
        self.table = PeopleTable(
            workspace,
            "followup_top1",
            self.tr("Plans for the TOP1%"),
            PeopleColumns().proposed(texts, money),
            ticks.top1,
            one_by_one=True,
        )
        self.missing = label("", "strong", wrap=True)
        self.without = PeopleTable(
            workspace,
            "followup_left_out",
            self.tr("TOP1% without a plan"),
            PeopleColumns().left_out(texts, money),
        )
        for part in (self.line, self.table, self.missing, self.without):
            self.body.addWidget(part)
        if isinstance(self.table.people, TickModel):
            self.table.people.changed.connect(self.changed)

    def show_outlook(self, look: Look, seen: Outlook) -> None:
        """Show those of an outlook."""
        top1, missing = seen.top1, seen.top1_without
        self.table.show_people(look, top1)
        self.without.show_people(look, missing)
        if top1:
            line = self.tr(
                "{n} plans. Read each one and tick it (Space does it, too): only those that are "
                "ticked begin."
            ).format(n=f"{len(top1):,}")
        elif missing:
            line = self.tr("Nobody of the TOP1% can get a plan today.")
        else:
            line = self.tr("Everyone of the TOP1% has a plan.")
        self.line.setText(line)
        self.missing.setText(
            self.tr("Without a plan: {n}. The reason stands beside each name.").format(
                n=f"{len(missing):,}"
            )
        )
        self.table.setVisible(bool(top1))
        for part in (self.missing, self.without):
            part.setVisible(bool(missing))

    def flush(self) -> None:
        """Keep what was chosen of the columns."""
        self.table.flush()
        self.without.flush()


class RestCard(Card):
    """The others: how many plans from which template; the names are asked for.

    Signals:
        names_asked: the names are to be seen, or not any more.
    """

    names_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme)
        self._workspace = workspace
        self.title = label("", "heading", wrap=True)
        self.line = label("", "soft", wrap=True)
        self.templates = TemplateCounts(workspace)
        row = QHBoxLayout()
        self.names = button("", self.names_asked.emit, "link")
        row.addWidget(self.names)
        row.addStretch(1)
        for part in (self.title, self.line, self.templates):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_outlook(self, seen: Outlook, chosen: Outlook, *, names: bool) -> None:
        """Show the plans that would be made.

        Args:
            seen: all that is proposed.
            chosen: what of it is to begin.
            names: the names are on screen.
        """
        self.title.setText(self.tr("Plans by template"))
        proposed = len(seen.proposals) - len(seen.top1)
        begun = len(chosen.proposals) - len(chosen.top1)
        line = self.tr(
            "Apart from the TOP1%, {n} of {all} plans begin together, with the TOP1% you ticked: "
            "{top1}."
        ).format(n=f"{begun:,}", all=f"{proposed:,}", top1=f"{len(chosen.top1):,}")
        if not proposed:
            line = self.tr("Apart from the TOP1% there is nobody new to begin with.")
        lines = [line, *self._remarks(chosen)]
        self.line.setText(self._workspace.texts("result.sentence_gap").join(lines))
        self.templates.show_outlook(chosen)
        words = self.tr("Close the names") if names else self.tr("Show the names, take some out")
        self.names.setText(words)
        self.names.setAccessibleName(words)
        self.names.setVisible(proposed > 0)

    def _remarks(self, chosen: Outlook) -> list[str]:
        """In how many plans something is not as their template has it."""
        found = [
            (
                sum(any(each.instead) for each in chosen.proposals),
                self.tr("For {n} of them a step goes by another medium than planned."),
            ),
            (
                sum(each.moved for each in chosen.proposals),
                self.tr("For {n} of them a call or card goes to a week with room."),
            ),
            (
                sum(each.one_medium for each in chosen.proposals),
                self.tr("{n} of them go by one medium only and never count as achieved."),
            ),
        ]
        return [said.format(n=f"{n:,}") for n, said in found if n]


class NamesCard(Card):
    """The rest by name, ticked: clearing a box takes somebody out.

    Signals:
        changed: a box was ticked, or not any more.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, ticks: TickedPeople) -> None:
        super().__init__(workspace.theme)
        self.body.addWidget(label(self.tr("The plans by name"), "heading", wrap=True))
        line = self.tr("Whose box is cleared (Space does it, too) gets no plan this time.")
        self.body.addWidget(label(line, "soft", wrap=True))
        self.table = PeopleTable(
            workspace,
            "followup_proposed",
            self.tr("The plans by name"),
            PeopleColumns().proposed(workspace.texts, money_of(workspace.desk)),
            ticks.rest,
        )
        self.body.addWidget(self.table)
        if isinstance(self.table.people, TickModel):
            self.table.people.changed.connect(self.changed)
        self.hide()

    def show_outlook(self, look: Look, seen: Outlook) -> None:
        """Show those of an outlook."""
        rest = [p for p in seen.proposals if p.candidate.cluster is not Cluster.TOP1]
        self.table.show_people(look, rest)
