"""Last time's answer in one line, beside a card on which nothing is filled in beforehand."""

from PySide6.QtCore import QObject

from crm_desk.domain.assessment.assessment import AnswerState, Assessment
from crm_desk.domain.texts import Texts

_LONGEST = 60
"""Letters of the note."""


class LastTime(QObject):
    """Puts an earlier answer into words."""

    def line(self, earlier: Assessment | None, item_id: str, texts: Texts) -> str:
        """The choice and the note of an earlier assessment; "" where there was nothing."""
        if earlier is None:
            return ""
        answer = earlier.answer(item_id)
        state = answer.state
        if state is AnswerState.UNANSWERED and not answer.note:
            return ""
        said = str(answer.choice) if answer.choice is not None else texts(f"state.{state.value}")
        words = (answer.note or answer.evidence).replace("\n", " ")
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        day = texts.date(earlier.details.held_on)
        line = self.tr("Last time ({day}): {said}").format(day=day, said=said)
        return f"{line} 「{short}」" if short else line
