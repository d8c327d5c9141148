"""The state of one import, as the page shows it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.importing import batches as imports
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.table import ReadOptions

if TYPE_CHECKING:
    from crm_desk.desk.importing.estimates import Span
    from crm_desk.desk.importing.file_plan import FilePlan
    from crm_desk.importing.dates import DateOrder

CHOOSE, LOOKING, LAYOUT, CHECK, RUNNING, RESULT = (
    "choose",
    "looking",
    "layout",
    "check",
    "running",
    "result",
)
ENCODING_QUESTIONS = ("encoding_unknown", "encoding_wrong")
PASSWORD_QUESTIONS = ("password_needed", "password_wrong")
DECISIONS = (*ENCODING_QUESTIONS, *PASSWORD_QUESTIONS)


@dataclass
class WizardState:
    """Everything the page shows.

    Attributes:
        pending: files that are still to be looked at, with what is decided about each.
        asking: the error of the first of them, when only the person can go on.
        samples: how that file's first words look, by encoding.
        current: place in `plans` of the file whose layout is shown.
        row_bytes: how long a row of a file is, by path.
        again: place of the plan that is looked at again, None for a file that has none yet.
        sources: the shop's label by the cart's own.
        all_fields, reading_shown, keep_as: what is open and typed in the layout.
        progress: how far the import is.
        stopping: it was called off and is about to end.
        span: period and sum of what came in.
        joined_shown: the list of guests that are members now is open.
    """

    step: str = CHOOSE
    pending: list[tuple[Path, ReadOptions]] = field(default_factory=list)
    asking: ReportableError | None = None
    samples: dict[str, str] = field(default_factory=dict)
    plans: list["FilePlan"] = field(default_factory=list)
    current: int = 0
    row_bytes: dict[Path, float] = field(default_factory=dict)
    again: int | None = None
    sources: dict[str, str] = field(default_factory=dict)
    date_order: "DateOrder | None" = None
    basis: str = "goods"
    currency: str = "JPY"
    all_fields: bool = False
    reading_shown: bool = False
    keep_as: str | None = None
    progress: imports.Progress | None = None
    stopping: bool = False
    outcomes: list[imports.Outcome] = field(default_factory=list)
    span: "Span | None" = None
    joined_shown: bool = False
