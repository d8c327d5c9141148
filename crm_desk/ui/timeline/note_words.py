"""What will become of a note, in a sentence, before it is saved."""

from datetime import date

from crm_desk.desk.timeline.timeline import short_day
from crm_desk.domain.texts import Texts
from crm_desk.domain.timeline.case import due_day
from crm_desk.domain.timeline.entry import EntryKind
from crm_desk.domain.timeline.entry_input import EntryInput


def what_will_happen(made: EntryInput, name: str, today: date, texts: Texts) -> str:
    """Where a note goes, and what follows.

    Args:
        name: of the customer chosen.
    """
    known = made.customer is not None
    if made.kind is EntryKind.COMPLAINT:
        return texts(f"phone_note.will_complaint{'' if known else '_nameless'}")
    if made.needs_answer:
        due = due_day(today, is_complaint=False)
        return texts("phone_note.will_answer", day=short_day(due, texts))
    if known:
        return texts("phone_note.will_keep", name=name)
    return texts("phone_note.will_keep_nameless")
