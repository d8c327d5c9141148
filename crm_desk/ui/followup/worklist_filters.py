"""Which plans the worklist shows: buckets, search, filters."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton

from crm_desk.desk.followup.worklist import BUCKETS, Count, WorklistQuery
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.media import Medium
from crm_desk.domain.followup.standing import Bucket
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.search_field import SearchField
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import button
from crm_desk.ui.common.workspace import Workspace

_SEARCH, _CHOICE = 186, 138


class Buckets(Wrapped):
    """遅れ, 今日, 今週, これから, 達成, each with how many.

    Signals:
        chosen: a `Bucket`.
    """

    chosen = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        flow = Flow(workspace.theme.px(6))
        super().__init__(flow)
        self._texts = workspace.texts
        self.chips: dict[Bucket, QPushButton] = {}
        for bucket in BUCKETS:
            chip = button("", partial(self.chosen.emit, bucket), "chip")
            chip.setCheckable(True)
            flow.addWidget(chip)
            self.chips[bucket] = chip

    def show_counts(self, counts: Mapping[Bucket, Count]) -> None:
        """How many, and beside them how many bought: ticking boxes is not the aim."""
        for bucket, chip in self.chips.items():
            count, name = counts[bucket], self._texts(f"followup.bucket_{bucket.value}")
            words = self.tr("{name} {n}").format(name=name, n=f"{count.plans:,}")
            if count.bought:
                more = self.tr("{words} (bought: {bought})")
                words = more.format(words=words, bought=f"{count.bought:,}")
            chip.setText(words)
            chip.setAccessibleName(words)

    def mark(self, bucket: Bucket | None) -> None:
        """Mark the one that is shown."""
        for each, chip in self.chips.items():
            chip.setChecked(each is bucket)


class NextMedia(Wrapped):
    """次が電話, 次が郵送, …: the media that occur, each with how many; one of them may be chosen.

    Signals:
        changed: another one is chosen, or none.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        flow = Flow(workspace.theme.px(6))
        super().__init__(flow)
        self._texts = workspace.texts
        self.chosen: Medium | None = None
        self.chips: dict[Medium, QPushButton] = {}
        # Calls first, as on the week's paper.
        for medium in dict.fromkeys((Medium.PHONE, Medium.POST, *Medium)):
            chip = button("", partial(self._toggle, medium), "chip")
            chip.setCheckable(True)
            chip.hide()
            flow.addWidget(chip)
            self.chips[medium] = chip
        self.hide()

    def show_counts(self, counts: Mapping[Medium, int]) -> None:
        """How many plans there are by the medium of their next step."""
        for medium, chip in self.chips.items():
            n = counts.get(medium, 0)
            words = self.tr("Next: {medium} {n}").format(medium=self.name(medium), n=f"{n:,}")
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.setVisible(n > 0 or medium is self.chosen)
            chip.setChecked(medium is self.chosen)
        self.setVisible(bool(counts) or self.chosen is not None)

    def name(self, medium: Medium) -> str:
        """The medium as it is called."""
        return self._texts(f"followup.medium_{medium.value}")

    def choose(self, medium: Medium | None) -> None:
        """Choose one, or none; nothing is emitted."""
        self.chosen = medium
        for each, chip in self.chips.items():
            chip.setChecked(each is medium)

    def _toggle(self, medium: Medium) -> None:
        self.choose(None if medium is self.chosen else medium)
        self.changed.emit()


class Filters(Wrapped):
    """Search, cluster and template; the chips of the next medium stand below.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        self._flow = Flow(workspace.theme.space())
        super().__init__(self._flow)
        self._theme, texts = workspace.theme, workspace.texts
        self.search = SearchField(self.tr("Search plans"), self.tr("Name, ID or phone"))
        self.search.setFixedWidth(self._theme.px(_SEARCH))
        self.search.searched.connect(lambda _words: self.changed.emit())
        self._flow.addWidget(self.search)
        clusters = [(texts(f"figures.cluster_{c.value}"), c.value) for c in Cluster]
        self.cluster = self._choice(self.tr("All clusters"), clusters)
        self.template = self._choice(self.tr("All templates"), [])
        self.media = NextMedia(workspace)
        self.media.changed.connect(self.changed)

    def _choice(self, everything: str, entries: Sequence[tuple[str, object]]) -> QComboBox:
        box = calm(QComboBox())
        box.setAccessibleName(everything)
        box.setFixedWidth(self._theme.px(_CHOICE))
        box.addItem(everything, "")
        for text, value in entries:
            box.addItem(text, value)
        box.activated.connect(lambda _place: self.changed.emit())
        self._flow.addWidget(box)
        return box

    @property
    def wanted(self) -> WorklistQuery:
        """What the fields ask for, in the usual order."""
        return WorklistQuery(
            words=self.search.words,
            cluster=str(self.cluster.currentData() or ""),
            medium=self.media.chosen,
            template=str(self.template.currentData() or ""),
        )

    @property
    def said(self) -> list[str]:
        """What is asked for, in words; nothing where everything is."""
        boxes = (self.cluster, self.template)
        chosen = [box.currentText() for box in boxes if box.currentData()]
        if self.media.chosen is not None:
            chosen.append(self.media.name(self.media.chosen))
        return [self.search.words, *chosen] if self.search.words else chosen

    def clear(self) -> None:
        """Ask for everything; nothing is emitted."""
        self.search.show_words("")
        self.media.choose(None)
        for box in (self.cluster, self.template):
            box.setCurrentIndex(0)

    def show_templates(self, names: Iterable[str]) -> None:
        """Offer the templates that plans were made from; the choice stays."""
        chosen = self.template.currentData()
        while self.template.count() > 1:
            self.template.removeItem(1)
        for name in names:
            self.template.addItem(name, name)
        self.template.setCurrentIndex(max(self.template.findData(chosen), 0))
