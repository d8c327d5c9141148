"""An entry (記録): something that a customer did, in the words that were said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crm_desk.domain.clean_text import clean_text
from crm_desk.domain.contacts.approach import check_year
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.case import Case

MOST_SIGNS = 10_000
"""Of one entry or line; a longer text belongs into a file."""


class EntryKind(StrEnum):
    """問い合わせ, クレーム, 要望, 感想, メモ."""

    INQUIRY = "inquiry"
    COMPLAINT = "complaint"
    REQUEST = "request"
    PRAISE = "praise"
    NOTE = "note"


INCOMING = (
    *(Way.PHONE, Way.EMAIL, Way.LINE, Way.FAX, Way.LETTER, Way.POSTCARD, Way.VISIT),
    *(Way.SMS, Way.SNS),
)
"""How something comes in; the telephone first."""


@dataclass(frozen=True)
class EntryLine:
    """A further answer to a case.

    Attributes:
        id: in the desk.
        moment: local time.
        staff: who wrote it; "" where nobody said so.
    """

    id: int
    moment: datetime
    words: str
    staff: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry, with its case and the lines of it.

    Attributes:
        id: in the desk.
        person: id of the person, which outlives imports; None while nobody was found.
        caller: telephone number or name, as typed.
        moment: local time.
        staff: who took it down.
        case: None where no answer is waited for.
    """

    id: int
    person: int | None
    kind: EntryKind
    way: Way
    moment: datetime
    words: str
    caller: str = ""
    staff: str = ""
    case: Case | None = None
    lines: tuple[EntryLine, ...] = ()

    @property
    def is_open_complaint(self) -> bool:
        """It holds the customer back from starts and mailings."""
        is_open = self.case is not None and self.case.closing is None
        return is_open and self.kind is EntryKind.COMPLAINT


def checked_words(words: str) -> str:
    """The words as they are kept: verbatim, but for blanks around them.

    Raises:
        ReportableError: `entry_empty`, `entry_long`.
    """
    words = clean_text(words).strip()
    if not words:
        raise ReportableError("entry_empty")
    if len(words) > MOST_SIGNS:
        raise ReportableError("entry_long", most=f"{MOST_SIGNS:,}", count=f"{len(words):,}")
    return words


def check_moment(moment: datetime, now: datetime) -> None:
    """Something can have happened then; a late entry is one, too.

    Raises:
        ReportableError: `entry_ahead` of now, `date_far`.
    """
    check_year(moment.date())
    if moment > now:
        raise ReportableError("entry_ahead")
