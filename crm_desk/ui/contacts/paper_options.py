"""What is chosen beside the kind of paper: first label, shift, purpose, how names are set."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from crm_desk.desk.contacts.outgoing import (
    LABELS,
    MAILINGS,
    MOST_SHIFT,
    POSITIONS,
    SHIFTED,
    PaperKind,
    PaperRequest,
)
from crm_desk.desk.settings import Settings
from crm_desk.domain.contacts.addressee import NameChoices
from crm_desk.domain.contacts.purposes import Purpose, purpose_of
from crm_desk.domain.contacts.senders import Sender
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.wheel import calm
from crm_desk.ui.common.widgets import label
from crm_desk.ui.theme import Theme

_STEP = 0.5
"""Millimetres."""
_LONGEST_PURPOSE = 200
_LONGEST_SENDER = 24
"""Signs of a sender in its list: the name tells which one it is."""


class PaperOptions(Wrapped):
    """Shows the fields that a kind of paper has; how names are set is remembered.

    Args:
        for_anyone: what for is asked by chips, and here only in what words.

    Signals:
        names_changed: other people or other names are to be printed now.
    """

    names_changed = Signal()

    def __init__(self, theme: Theme, settings: Settings, *, for_anyone: bool = False) -> None:
        flow = Flow(theme.space(1.5))
        super().__init__(flow)
        self._theme, self._settings = theme, settings
        self.first = calm(QSpinBox())
        self.right, self.down = calm(QDoubleSpinBox()), calm(QDoubleSpinBox())
        for shift in (self.right, self.down):
            shift.setRange(-MOST_SHIFT, MOST_SHIFT)
            shift.setSingleStep(_STEP)
            shift.setDecimals(1)
            shift.setSuffix(" mm")
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(self.tr("For example: winter greetings"))
        self.purpose.setMinimumWidth(theme.px(220))
        self.purpose.setMaxLength(_LONGEST_PURPOSE)
        self._meant = purpose_of("")
        self.purpose.textChanged.connect(self._note_purpose)
        self._make_name_fields()
        self._pairs: dict[QWidget, QWidget] = {}
        for name, field in (
            (self.tr("First free label"), self.first),
            (self.tr("Sender"), self.sent_by),
            (self.tr("Written"), self.across),
            (self.tr("People at one address"), self.one_each),
            (self.tr("Two people in one name"), self.together),
            (self.tr("Without a name"), self.in_charge),
            (self.tr("Move to the right"), self.right),
            (self.tr("Move down"), self.down),
            (self.tr("Edges of the labels"), self.outlines),
            (self.tr("In a few words") if for_anyone else self.tr("What for"), self.purpose),
        ):
            flow.addWidget(self._pair(name, field))

    def _make_name_fields(self) -> None:
        """Choices between two ways; the first is the usual one."""
        self.across = self._choice("cards_across", self.tr("From the top down"), self.tr("Across"))
        self.together = self._choice(
            "names_together", self.tr("Each with an honorific"), self.tr("One honorific for all")
        )
        self.in_charge = self._choice(
            "nameless_in_charge", self.tr("Left out"), self.tr("To the person in charge")
        )
        self.one_each = self._choice(
            "one_each", self.tr("One for a family"), self.tr("One for each person")
        )
        self.outlines = calm(QComboBox())
        self.outlines.addItems([self.tr("Not printed"), self.tr("Printed, too")])
        for field in (self.together, self.in_charge, self.one_each):
            field.currentIndexChanged.connect(self.names_changed)
        self.sent_by = calm(QComboBox())
        self.sent_by.activated.connect(
            lambda place: self._settings.put("sender_printed", bool(place))
        )

    def _note_purpose(self, words: str) -> None:
        """Where the words name 年賀状, other people are written to (喪中)."""
        meant = purpose_of(words)
        if meant is not self._meant:
            self._meant = meant
            self.names_changed.emit()

    def show_senders(self, senders: Sequence[Sender]) -> None:
        """Offer these, the usual one first; a choice that is still there stays."""
        before = self.sent_by.currentData()
        self.sent_by.clear()
        self.sent_by.addItem(self.tr("Not printed"), None)
        for each in senders:
            name = each.name
            short = name if len(name) <= _LONGEST_SENDER else f"{name[:_LONGEST_SENDER]}…"
            self.sent_by.addItem(short, each)
        places = {each: place for place, each in enumerate(senders, start=1)}
        printed = bool(senders) and self._settings.get("sender_printed")
        self.sent_by.setCurrentIndex(places.get(before, 1 if printed else 0) if printed else 0)

    def _choice(self, setting: str, usual: str, other: str) -> QComboBox:
        field = calm(QComboBox())
        field.addItems([usual, other])
        field.setCurrentIndex(int(self._settings.get(setting)))
        field.currentIndexChanged.connect(lambda chosen: self._settings.put(setting, bool(chosen)))
        return field

    def _pair(self, name: str, field: QWidget) -> QWidget:
        field.setAccessibleName(name)
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        row.addWidget(label(name, "soft"))
        row.addWidget(field)
        self._pairs[field] = pair
        return pair

    def show_kind(self, kind: PaperKind) -> None:
        """Offer what this kind has."""
        self.first.setRange(1, POSITIONS.get(kind, 1))
        self._pairs[self.first].setVisible(kind in POSITIONS)
        self._pairs[self.across].setVisible(kind is PaperKind.POSTCARDS)
        self._pairs[self.sent_by].setVisible(
            kind is PaperKind.POSTCARDS and self.sent_by.count() > 1
        )
        for field in (self.together, self.in_charge, self.one_each):
            self._pairs[field].setVisible(kind in MAILINGS)
        self._pairs[self.outlines].setVisible(kind in LABELS)
        self._pairs[self.purpose].setVisible(kind is not PaperKind.WEEK)
        for shift in (self.right, self.down):
            self._pairs[shift].setVisible(kind in SHIFTED)

    def request(
        self, kind: PaperKind, ids: Sequence[int], post: Purpose | None = None
    ) -> PaperRequest:
        """What is to be made of some plans or customers, as chosen here."""
        return PaperRequest(
            kind,
            tuple(ids),
            " ".join(self.purpose.text().split()),
            self.first.value(),
            self.right.value(),
            self.down.value(),
            NameChoices(bool(self.together.currentIndex()), bool(self.in_charge.currentIndex())),
            bool(self.across.currentIndex()),
            post,
            bool(self.one_each.currentIndex()),
            self.sent_by.currentData() if kind is PaperKind.POSTCARDS else None,
            bool(self.outlines.currentIndex()),
        )
