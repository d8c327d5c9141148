"""What is typed of an entry; kept as a draft until it is saved."""

from dataclasses import dataclass, field
from datetime import datetime

from crm_desk.domain.contacts.media import Way
from crm_desk.domain.timeline.entry import EntryKind


@dataclass(frozen=True)
class EntryInput:
    """What is recorded of a call, a letter, a visit.

    Attributes:
        customer: id of one; None where nobody was found.
        caller: telephone number or name, as typed.
        moment: local time.
        needs_answer: 要対応; a complaint always is.
        customer_key: of that customer; "" where the id was read just now. Ids are given again once
            an import has been taken back, and a note may wait until one is kept.
    """

    customer: int | None
    caller: str
    kind: EntryKind
    way: Way
    moment: datetime
    words: str
    needs_answer: bool = False
    customer_key: str = field(default="", compare=False)
