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
    from crm_desk.desk.importing.job import FileJob
    from crm_desk.importing.answers import Answers
    from crm_desk.importing.choices import Choices
    from crm_desk.importing.dates import DateOrder
    from crm_desk.importing.findings import Findings, Notice

    CheckKey = tuple[tuple[FileJob, ...], Choices]

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
class SheetOffer:
    """A sheet that looks like a list of customers, beside the one of orders.

    Attributes:
        rows: in it.
        plan: how it would be read; among the state's plans as long as it is wanted.
    """

    sheet: str
    rows: int
    plan: "FilePlan"
    wanted: bool = True


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
        answers, findings: what was answered about a source, and what reading its files found; by
            the cart's own label, as `sources`.
        checked: how the files of each source were read for that.
        to_check: sources whose files are still to be read, as it is decided now.
        check_error: why they can't be.
        start_asked: what had been asked and told when the person wanted to go on before that was
            done; None when nobody wants to.
        offered: rows of sheets that are looked at for that, by path and sheets.
        offers: sheets that may come in, too.
        fields_shown: fields in the layout of a file; what was shown stays.
        notices: what was told of the imports whose result is shown.
        unread_shown: the names of columns that are not read are open.
        all_fields, reading_shown, keep_as: what is open and typed in the layout.
        progress: how far the import is.
        whole: the check reads all rows: the first ones have told something else.
        replaced: imports whose files are read again; they go when the new one is kept.
        stopping: it was called off and is about to end.
        unbacked: the last try ended because the backup before it could not be made.
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
    answers: "dict[str, Answers]" = field(default_factory=dict)
    findings: "dict[str, Findings]" = field(default_factory=dict)
    checked: "dict[str, CheckKey]" = field(default_factory=dict)
    to_check: list[str] = field(default_factory=list)
    check_error: ReportableError | None = None
    start_asked: frozenset[tuple[str, ...]] | None = None
    offered: dict[tuple[Path, tuple[str, ...]], int] = field(default_factory=dict)
    offers: list[SheetOffer] = field(default_factory=list)
    fields_shown: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    notices: "tuple[Notice, ...]" = ()
    unread_shown: bool = False
    date_order: "DateOrder | None" = None
    basis: str = "goods"
    currency: str = "JPY"
    all_fields: bool = False
    reading_shown: bool = False
    keep_as: str | None = None
    progress: imports.Progress | None = None
    stopping: bool = False
    unbacked: bool = False
    whole: bool = False
    replaced: tuple[int, ...] = ()
    outcomes: list[imports.Outcome] = field(default_factory=list)
    span: "Span | None" = None
    joined_shown: bool = False
