"""Figures of order files without a desk: the command `analyze`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desk.desk.analysis.look import Look, look_at
from crm_desk.desk.analysis.orders import load
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import groups, layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.temporary import sweep_folders, temporary_folder
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.answers import UNANSWERED, Answers
from crm_desk.importing.choices import MINOR_DIGITS, AmountBasis, Choices
from crm_desk.importing.findings import Findings, Notice
from crm_desk.importing.issues import PRIVATE
from crm_desk.importing.table import ReadOptions

if TYPE_CHECKING:
    from crm_desk.importing.dates import DateOrder

LARGEST_UNPACKED = 4 << 30


@dataclass(frozen=True)
class Request:
    """What the command line asks for.

    Attributes:
        preset: id; "" proposes one per file.
        source: the shop's label; "" takes the preset's name.
        mapping: field -> columns, as in `matching.layout_by_hand`.
        sheets: of a workbook that are read; None takes those that the program finds.
        answers: what the person says of the files.
    """

    files: Sequence[Path]
    preset: str = ""
    source: str = ""
    mapping: Mapping[str, Sequence[str]] = None  # type: ignore[assignment]
    basis: AmountBasis = AmountBasis.GOODS
    encoding: str | None = None
    date_order: "DateOrder | None" = None
    as_of: date | None = None
    currency: str = "JPY"
    sheets: tuple[str, ...] | None = None
    answers: Answers = UNANSWERED


@dataclass(frozen=True)
class FileAnalysis:
    """Figures, and what they are figures of.

    Attributes:
        rows: read, accepted, rejected, skipped, unchanged.
        look: at all orders of the files; their lines are gone with the desk.
        findings: of each group of files.
    """

    look: Look
    preset: str
    rows: Mapping[str, int]
    digits: int
    findings: Sequence[Findings] = ()


def analyze(request: Request) -> FileAnalysis:
    """Read the files into a desk of their own, for the moment, and work out the figures.

    Raises:
        ReportableError: a file can't be read or mapped, or a column's dates can't be decided.
    """
    if request.currency not in MINOR_DIGITS:
        known = ", ".join(MINOR_DIGITS)
        raise ReportableError("currency_unknown", currency=request.currency, known=known)
    digits = MINOR_DIGITS[request.currency]
    choices = Choices(request.date_order, request.currency, digits)
    findings: list[Findings] = []
    rows = dict.fromkeys(("read", "accepted", "rejected", "skipped", "unchanged"), 0)
    sweep_folders()
    with temporary_folder() as folder:
        files = [_unpacked(path, folder / str(number)) for number, path in enumerate(request.files)]
        jobs = [_job(path, request) for path in files]
        path = folder / "analyze.crmdesk"
        create_desk(path, "analyze")
        with Desk(path) as desk:
            for group in groups(jobs):
                source = request.source or group[0].layout.preset.source
                outcome = batches.run_in_process(desk, group, source, choices)
                findings.append(outcome.findings)
                rows["read"] += outcome.read
                for name in ("accepted", "rejected", "skipped", "unchanged"):
                    rows[name] += getattr(outcome.taken, name)
            data = load(desk, request.basis.value)
    look = look_at(data, AnalysisSettings(), request.as_of)
    return FileAnalysis(look, jobs[0].layout.preset.id, rows, digits, findings)


def as_json(answer: FileAnalysis, currency: str) -> dict[str, Any]:
    """The figures as the specification writes them."""
    from crm_desk.analysis.as_json import as_json as figures_as_json

    return figures_as_json(
        answer.look.figures,
        preset=answer.preset,
        currency=currency,
        digits=answer.digits,
        rows=answer.rows,
        told=told_as_json(answer.findings),
    )


NOT_TOLD = ("fee_row", "no_sale_row")
"""Rows that a known cart writes beside its orders: their number stands in the counts."""


def notices(findings: Iterable[Findings]) -> list[Notice]:
    """Everything that is told of the files, one entry for each reason."""
    found: dict[str, Notice] = {}
    for notice in (notice for each in findings for notice in each.notices):
        known = found.get(notice.reason)
        if notice.reason not in NOT_TOLD:
            count = notice.count + (known.count if known else 0)
            found[notice.reason] = replace(known or notice, count=count)
    return list(found.values())


def told_as_json(findings: Sequence[Findings]) -> dict[str, Any]:
    """`notices`, `columns` and `sheets` of the JSON (import-doubts.md, "Told")."""
    told = [
        {
            "reason": notice.reason,
            "count": notice.count,
            "file": notice.file,
            "row": notice.row,
            "value": "" if notice.reason in PRIVATE else notice.value,
        }
        for notice in notices(findings)
    ]
    read: dict[str, str] = {}
    for each in findings:
        read = {**(each.read or {}), **read}
    return {
        "notices": told,
        "columns": {"read": read, "unread": _all(each.unread for each in findings)},
        "sheets": {
            "read": _all(each.sheets_read for each in findings),
            "unread": _all(each.sheets_unread for each in findings),
        },
    }


def _all(lists: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(lists)))


def _job(path: Path, request: Request) -> FileJob:
    options = ReadOptions(encoding=request.encoding, sheets=request.sheets)
    options, layout = layout_of(path, options, request.preset, request.mapping or {})
    return FileJob(path, options, layout, request.answers)


def _unpacked(path: Path, folder: Path) -> Path:
    """The file itself, or what is in it where it is packed by gzip."""
    if path.suffix.lower() != ".gz" or not path.is_file():
        return path
    import gzip
    import zlib

    # A folder of its own: two files may have the same name.
    folder.mkdir()
    target = folder / path.stem
    try:
        with gzip.open(path) as packed, target.open("wb") as plain:
            while block := packed.read(1 << 20):
                plain.write(block)
                if plain.tell() > LARGEST_UNPACKED:
                    raise ReportableError("import_memory", file=path.name)
    except (OSError, EOFError, zlib.error) as error:
        raise ReportableError("import_foreign", file=path.name) from error
    return target
