"""Keeps in the desk what is done on the card of an item."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from crm_desk.desk.assessment import assessments
from crm_desk.desk.changes import Changes
from crm_desk.desk.desk import Desk
from crm_desk.ui.assessment.item_card import ItemCard
from crm_desk.ui.assessment.open_assessment import OpenAssessment
from crm_desk.ui.common.fields import TextField
from crm_desk.ui.common.workspace import Workspace


class AnswerKeeper(QObject):
    """Writes answers of the item on the card, and which item that is.

    Signals:
        tried: an answer was written, or refused; the card has to show what is stored.
        pressed: one of the card's buttons did it, which may be gone now.
    """

    tried = Signal()
    pressed = Signal()

    def __init__(self, workspace: Workspace, card: ItemCard) -> None:
        super().__init__(card)
        self._workspace = workspace
        self._assessment_id, self._item_id = 0, ""
        card.deferred.connect(lambda: self._press(assessments.defer))
        card.cleared.connect(lambda: self._press(assessments.clear))
        card.exempted.connect(self._exempt)
        for field, written, write in (
            (card.evidence, card.evidence_written, assessments.write_evidence),
            (card.note, card.note_written, assessments.write_note),
        ):
            written.connect(partial(self._write, field, write))

    def show_item(self, opened: OpenAssessment, item_id: str) -> None:
        """From now on the card shows this item; scoring goes on there another day."""
        self._assessment_id, self._item_id = opened.id, item_id
        if opened.assessment.place != item_id:
            self._keep(_remember_place)

    def choose(self, level: int) -> bool:
        """Keep a level 0-3; False where the world refused."""
        return self._perform(lambda desk, a, i: assessments.choose(desk, a, i, level))

    def _press(self, use_case: Callable[..., Changes]) -> None:
        self._perform(use_case)
        self.pressed.emit()

    def _exempt(self, reason: str) -> None:
        if self._perform(lambda desk, a, i: assessments.exempt(desk, a, i, reason)):
            self.pressed.emit()

    def _write(self, field: TextField, use_case: Callable[..., Changes], text: str) -> None:
        if self._keep(lambda desk, a, i: use_case(desk, a, i, text)):
            field.note_saved(text)
            self._workspace.failed.emit("")

    def _perform(self, use_case: Callable[..., Changes]) -> bool:
        done = self._keep(use_case)
        # A radio button shows a click at once; show what is really stored.
        self.tried.emit()
        return done

    def _keep(self, use_case: Callable[..., Changes]) -> bool:
        workspace = self._workspace
        return workspace.perform(
            lambda: use_case(workspace.desk, self._assessment_id, self._item_id)
        )


def _remember_place(desk: Desk, assessment_id: int, item_id: str) -> Changes:
    assessments.remember_place(desk, assessment_id, item_id)
    return Changes()
