"""Consent per medium (承諾 / 拒否 / 不明) and 連絡不可: shown, and changed in place."""

from collections.abc import Mapping
from functools import partial
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.changes import Changes
from crm_desk.desk.contacts import consent as use_case
from crm_desk.desk.contacts import shared_refusals, shop_media
from crm_desk.desk.contacts.consent import FROM_FILE, FROM_FOLLOWUP, Consents
from crm_desk.desk.desk import today
from crm_desk.domain.contacts.approach import EARLIEST, LATEST
from crm_desk.domain.contacts.block_words import block_words, named
from crm_desk.domain.contacts.consent import Block, ConsentNote, RefusedHere
from crm_desk.domain.contacts.consent_words import Consent
from crm_desk.domain.contacts.media import Medium
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.titled_row import titled_row
from crm_desk.ui.common.widgets import button, clear_layout, frame, label
from crm_desk.ui.common.workspace import Workspace

_USUAL = (Medium.EMAIL, Medium.PHONE, Medium.POST, Medium.LINE)
"""Shown even where nothing is known of them, unless the shop says which media it uses; the others
are behind a click."""
_CONSENTS: tuple[Consent, ...] = ("given", "refused", "unknown")
_LONGEST = 200


class ConsentFields(QWidget):
    """One line with all media, and below it what is to be known or answered of them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._customer = 0
        self._consents: Consents | None = None
        self._all = False
        self.form: ConsentForm | None = None
        self.changes: dict[Medium | None, QPushButton] = {}
        self.answers: dict[bool, QPushButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(workspace.theme.px(4))

    def show_consents(self, customer: int, consents: Consents) -> None:
        """Replace them; a form that is open for the same customer stays as it is."""
        if customer == self._customer and consents == self._consents:
            # Drawn again, the lines would take the focus from whoever has just changed one.
            return
        if customer != self._customer:
            self._all = False
        self._customer, self._consents = customer, consents
        if self.form is None:
            self._show()

    def _show(self) -> None:
        if self._consents is None:
            return
        clear_layout(self._column)
        self.changes = {}
        notes = {note.medium: note for note in self._consents.notes}
        flow = Flow(self._workspace.theme.px(4))
        used = shop_media.media(self._workspace.desk) or _USUAL
        for medium in Medium:
            if self._all or medium in {*used, *notes}:
                flow.addWidget(self._chip(medium, notes.get(medium)))
        if not self._all:
            more = button(self.tr("Others…"), self.show_all, "link")
            more.setAccessibleName(self.tr("Other media"))
            flow.addWidget(more)
        if not self._consents.no_contact:
            text = self.tr("No contact…")
            made = self.changes[None] = button(text, partial(self._ask, None), "link")
            made.setAccessibleName(self.tr("Not to be contacted at all…"))
            flow.addWidget(made)
        theme = self._workspace.theme
        self._column.addLayout(titled_row(theme, self.tr("Consent"), Wrapped(flow)))
        if self._consents.no_contact:
            self._add_no_contact(notes.get(None))
        self._add_origins()
        self._add_elsewhere(notes)
        self._add_shared(self._consents.reach.shared)
        if self.form is not None:
            self._column.addWidget(self.form)

    def show_all(self) -> None:
        """Show every medium."""
        self._all = True
        self._show()

    def _add_no_contact(self, note: ConsentNote | None) -> None:
        theme, sheet = self._workspace.theme, frame("banner")
        row = QHBoxLayout(sheet)
        row.setContentsMargins(theme.space(1.5), theme.px(4), theme.px(6), theme.px(4))
        said = self.tr("Not to be contacted")
        row.addWidget(label(self._with_origin(said, note), "warn", wrap=True), 1)
        made = button(self.tr("Change"), partial(self._ask, None), "link")
        made.setAccessibleDescription(said)
        row.addWidget(made)
        self._column.addWidget(sheet)
        self.changes[None] = made

    def _chip(self, medium: Medium, note: ConsentNote | None) -> QPushButton:
        """電話 拒否: a click changes it."""
        texts = self._workspace.texts
        consent = note.consent if note is not None else "unknown"
        said = texts(f"customers.consent_{consent}")
        words = self.tr("{medium} {consent}").format(
            medium=texts(f"followup.medium_{medium.value}"), consent=said
        )
        kind = "mark" if consent == "refused" else "chip"
        made = self.changes[medium] = button(words, partial(self._ask, medium), kind)
        made.setToolTip(escape(self._with_origin(said, note)))
        return made

    def _add_origins(self) -> None:
        """メール 承諾(2026/11/21・お電話で), for what has a day or a source."""
        texts, said = self._workspace.texts, []
        for note in self._consents.notes if self._consents is not None else ():
            consent = texts(f"customers.consent_{note.consent}")
            whole = self._with_origin(consent, note)
            if note.medium is not None and whole != consent:
                name = texts(f"followup.medium_{note.medium.value}")
                said.append(self.tr("{medium} {consent}").format(medium=name, consent=whole))
        if said:
            self._column.addWidget(label("\n".join(said), "soft", wrap=True))

    def _add_elsewhere(self, notes: Mapping[Medium | None, ConsentNote]) -> None:
        """Say who has refused for the same address."""
        texts = self._workspace.texts
        for medium in Medium:
            refused = medium in notes and notes[medium].consent == "refused"
            said = None if refused else self._elsewhere(medium)
            if said is not None:
                name = texts(f"followup.medium_{medium.value}")
                words = self.tr("{medium}: {consent}").format(medium=name, consent=said)
                self._column.addWidget(label(words, "warn", wrap=True))

    def _elsewhere(self, medium: Medium) -> str | None:
        """Who else has refused for the same address, in words."""
        if self._consents is None or (here := self._consents.reach.others.get(medium)) is None:
            return None
        # The question itself stands below.
        reach = None if here.block is Block.SHARED_PHONE else self._consents.reach
        return block_words(here.block, reach, self._workspace.texts)

    def _add_shared(self, here: RefusedHere | None) -> None:
        """Ask what a refusal at a telephone number means that many share."""
        self.answers = {}
        if here is None:
            return
        theme, texts, sheet = self._workspace.theme, self._workspace.texts, frame("banner")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.space(1.5), theme.px(6), theme.space(1.5), theme.px(6))
        column.setSpacing(theme.px(4))
        key = {None: "open", True: "everyone", False: "own"}[here.everyone]
        who = named(here.name, texts)
        said = texts(f"contacts.shared_{key}", who=who, n=f"{here.sharing:,}")
        column.addWidget(label(said, wrap=True))
        flow = Flow(theme.px(4))
        for everyone, text in (
            (True, self.tr("Call nobody at this number")),
            (False, self.tr("Only leave out who refused")),
        ):
            made = button(text, partial(self._answer, here.phone, everyone), "chip")
            made.setCheckable(True)
            made.setChecked(here.everyone is everyone)
            flow.addWidget(made)
            self.answers[everyone] = made
        column.addWidget(Wrapped(flow))
        self._column.addWidget(sheet)

    def _answer(self, phone: str, everyone: bool) -> None:
        desk = self._workspace.desk
        self._workspace.perform(lambda: shared_refusals.answer(desk, phone, everyone=everyone))

    def _with_origin(self, said: str, note: ConsentNote | None) -> str:
        """拒否 (2026/11/21・お電話で)."""
        if note is None:
            return said
        texts = self._workspace.texts
        sources = {
            FROM_FILE: texts("followup.consent_file"),
            FROM_FOLLOWUP: texts("followup.consent_followup"),
        }
        parts = (
            texts.date(note.day) if note.day is not None else "",
            sources.get(note.source, note.source),
        )
        origin = texts("result.separator").join(part for part in parts if part)
        return (
            self.tr("{consent} ({origin})").format(consent=said, origin=origin) if origin else said
        )

    # Changing

    def _ask(self, medium: Medium | None) -> None:
        self.close_form()
        if self._consents is None:
            return
        note = next((each for each in self._consents.notes if each.medium is medium), None)
        consent: Consent = note.consent if note is not None else "unknown"
        if medium is None:
            # Whoever comes here wants it the other way.
            consent = "unknown" if self._consents.no_contact else "refused"
        self.form = form = ConsentForm(self._workspace, medium, consent)
        form.keep.clicked.connect(self._keep)
        form.leave.clicked.connect(self._leave)
        form.source.returnPressed.connect(self._keep)
        self._show()
        first = form.choices[form.consent]
        QTimer.singleShot(0, first, first.setFocus)

    def _keep(self) -> None:
        form, desk, customer = self.form, self._workspace.desk, self._customer
        if form is None or not all_read((form.day,)):
            return
        medium, consent, day, source = form.medium, form.consent, form.day.day, form.source

        def action() -> Changes:
            if medium is None:
                return use_case.set_no_contact(
                    desk,
                    customer,
                    no_contact=consent == "refused",
                    day=day,
                    source=source.text(),
                    today=today(),
                )
            return use_case.set_consent(
                desk, customer, medium, consent, day=day, source=source.text(), today=today()
            )

        if self._workspace.perform(action):
            self._leave()

    def _leave(self) -> None:
        medium = self.form.medium if self.form is not None else None
        self.close_form()
        if medium in self.changes:
            self.changes[medium].setFocus()

    def close_form(self) -> None:
        """Leave everything as it was."""
        if self.form is not None:
            self.form = None
            self._show()


class ConsentForm(QWidget):
    """What was said, when, and how it came.

    Attributes:
        medium: None for 連絡不可.
    """

    def __init__(self, workspace: Workspace, medium: Medium | None, consent: Consent) -> None:
        super().__init__()
        self.medium, theme = medium, workspace.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(6))
        title, named = self._words(workspace)
        column.addWidget(label(title, "strong", wrap=True))
        flow = Flow(theme.px(4))
        self.choices: dict[Consent, QPushButton] = {}
        for each, text in named.items():
            chip = button(text, partial(self.choose, each), "chip")
            chip.setCheckable(True)
            self.choices[each] = chip
            flow.addWidget(chip)
        column.addWidget(Wrapped(flow))
        self.day = DateField(self.tr("Day"), theme, EARLIEST, LATEST)
        self.day.show_day(today())
        self.source = QLineEdit()
        self.source.setMaxLength(_LONGEST)
        self.source.setAccessibleName(self.tr("How it came"))
        self.source.setPlaceholderText(self.tr("How it came: by telephone, in the shop…"))
        column.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.source)
        row = QHBoxLayout()
        self.keep = button(self.tr("Keep"), lambda: None)
        self.leave = button(self.tr("Cancel"), lambda: None, "link")
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        row.addStretch(1)
        column.addLayout(row)
        self.consent: Consent = consent
        self.choose(consent if consent in named else "unknown")

    def _words(self, workspace: Workspace) -> tuple[str, dict[Consent, str]]:
        """What it is about, and what can be said of it."""
        texts = workspace.texts
        if self.medium is None:
            return self.tr("Contact as a whole"), {
                "refused": self.tr("Not to be contacted"),
                "unknown": self.tr("Can be contacted"),
            }
        said = {each: texts(f"customers.consent_{each}") for each in _CONSENTS}
        return texts(f"followup.medium_{self.medium.value}"), said

    def choose(self, consent: Consent) -> None:
        """Take one of the choices."""
        self.consent = consent
        for each, chip in self.choices.items():
            chip.setChecked(each == consent)
