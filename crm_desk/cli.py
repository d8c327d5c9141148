"""The command line. Only `open` needs Qt's windows; nothing is imported before it is needed."""

import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk import __version__

if TYPE_CHECKING:
    import argparse

    from crm_desk.desk.analysis.from_files import FileAnalysis
    from crm_desk.desk.desk import Desk
    from crm_desk.domain.texts import Texts
    from crm_desk.importing.answers import Answers

COMMANDS = ("self-test", "sample", "report", "analyze")
CHILD = "import-worker"
"""Not for people: the program reads files in a child process, which is itself."""
OK, FAILED, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 (a check failed), 2 (the input is wrong)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [CHILD]:
        from crm_desk.desk.importing.worker import run

        return run()
    if not given or given[0] not in (*COMMANDS, "-h", "--help", "--version"):
        return _open(given)
    for stream in (sys.stdout, sys.stderr):
        # A file name that the console can't show must not end the command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parsed = _parser().parse_args(given)
    from crm_desk.domain.errors import ReportableError

    try:
        return int(parsed.run(parsed))
    except ReportableError as error:
        from crm_desk.desk import resources

        said = resources.texts(_system_language())
        print(said.with_option(error.key, said.error(error)), file=sys.stderr)
        return UNUSABLE


def _open(given: Sequence[str]) -> int:
    # Not parsed by argparse: the way to the first window loads nothing that it can do without.
    if len(given) > 1 or (given and given[0].startswith("-")):
        print("usage: python -m crm_desk [DESK]; --help for the commands", file=sys.stderr)
        return UNUSABLE
    from crm_desk.start import start

    # Loading makes objects that stay; looking through them for garbage takes 5 % of the way to
    # the first window. The program switches it on again once that is up.
    gc.disable()
    return start(Path(given[0]) if given else None, _system_language)


def _parser() -> "argparse.ArgumentParser":
    import argparse

    parser = argparse.ArgumentParser(
        prog="crm_desk",
        description="CRM Desk. Without a command: python -m crm_desk [DESK] opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"CRM Desk {__version__}")
    commands = parser.add_subparsers(required=True)

    command = commands.add_parser("self-test", help="check fonts, translations, files; JSON")
    command.set_defaults(run=_self_test)

    command = commands.add_parser("sample", help="make a sample desk")
    command.add_argument("out", type=Path)
    command.add_argument("--lang", choices=("ja", "en"), default="ja")
    command.set_defaults(run=_sample)

    command = commands.add_parser(
        "report", help="write an assessment or the analysis as PDF or XLSX"
    )
    command.add_argument("desk", type=Path)
    command.add_argument("--pdf", type=Path)
    command.add_argument("--xlsx", type=Path)
    command.add_argument("--rfm", type=Path, metavar="OUT", help="the analysis as PDF")
    command.add_argument("--assessment", default="latest", metavar="latest|ID")
    command.add_argument("--lang", choices=("ja", "en"), default="ja")
    command.set_defaults(run=_report)
    _add_analyze(commands.add_parser("analyze", help="figures of order files, without a desk"))
    return parser


def _add_analyze(command: "argparse.ArgumentParser") -> None:
    from datetime import date

    command.set_defaults(run=_analyze)
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.add_argument("--preset", default="", metavar="NAME", help="the cart; found if left out")
    command.add_argument("--source", default="", metavar="NAME", help="the shop's label for it")
    command.add_argument(
        "--map",
        action="extend",
        nargs="+",
        default=[],
        metavar="field=column",
        help="map a field by hand",
    )
    command.add_argument("--amount", choices=("goods", "total"), default="goods")
    command.add_argument("--encoding", metavar="NAME")
    command.add_argument("--date-order", choices=("ymd", "mdy", "dmy"))
    command.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")
    command.add_argument("--currency", default="JPY")
    _add_answers(command)
    command.add_argument("--quiet", action="store_true", help="no lines on what was noticed")
    command.add_argument("--json", metavar="OUT|-", help="- is the standard output")
    command.add_argument("--xlsx", type=Path, metavar="OUT")
    command.add_argument("--lang", choices=("ja", "en"), default="ja", help="of the workbook")


def _add_answers(command: "argparse.ArgumentParser") -> None:
    """What the import wizard asks, as options."""
    add = command.add_argument
    add("--sheet", nargs="+", metavar="NAME", help="sheets of a workbook, read as one table")
    add("--void-status", nargs="+", default=[], metavar="WORD", help="statuses that are no sale")
    add("--numbers", choices=("unique", "repeat", "customer"), help="what an order number is")
    add("--per-line", nargs="+", default=[], metavar="FIELD", help="amounts that are the lines'")
    add("--per-order", nargs="+", default=[], metavar="FIELD", help="amounts that are the orders'")
    add("--tax", choices=("included", "on-top"), help="whether prices have their tax in them")
    add("--discount", choices=("before", "after"), help="whether prices are before discounts")
    add("--decimal", choices=(".", ","), help="the sign before the decimals")
    add("--year", type=int, metavar="YYYY", help="of days that are written without one")
    add("--future", choices=("keep", "reject"), help="days after today")
    add("--ditto", choices=("amounts",), help="marks such as \N{DITTO MARK} repeat amounts, too")
    add("--openings", choices=("add", "leave"), help="purchases that a list of customers states")


def _answers(parsed: "argparse.Namespace") -> "Answers":
    from crm_desk.importing.answers import Answers, Numbers, Tax
    from crm_desk.importing.row_filter import fold

    discount_off = {"before": False, "after": True}.get(parsed.discount)
    return Answers(
        numbers=Numbers(parsed.numbers) if parsed.numbers else None,
        per_line=tuple(parsed.per_line),
        per_order=tuple(parsed.per_order),
        tax=Tax(parsed.tax) if parsed.tax else None,
        discount_off=discount_off,
        void_status=tuple(map(fold, parsed.void_status)),
        decimal=parsed.decimal or "",
        year=parsed.year,
        keep_future=parsed.future == "keep",
        ditto_amounts=parsed.ditto == "amounts",
        openings={"add": True, "leave": False}.get(parsed.openings),
    )


def _analyze(parsed: "argparse.Namespace") -> int:
    import json

    from crm_desk.desk import files, resources
    from crm_desk.desk.analysis import documents, from_files
    from crm_desk.domain.errors import ReportableError
    from crm_desk.importing.choices import AmountBasis
    from crm_desk.importing.dates import DateOrder
    from crm_desk.importing.matching import parse_mapping

    for out in (parsed.xlsx, Path(parsed.json) if parsed.json not in (None, "-") else None):
        if out is not None and out.exists() and any(map(out.samefile, parsed.files)):
            raise ReportableError("copy_onto_itself", file=out.name)
    answer = from_files.analyze(
        from_files.Request(
            files=parsed.files,
            preset=parsed.preset,
            source=parsed.source,
            mapping=parse_mapping(parsed.map),
            basis=AmountBasis(parsed.amount),
            encoding=parsed.encoding,
            date_order=DateOrder(parsed.date_order) if parsed.date_order else None,
            as_of=parsed.as_of,
            currency=parsed.currency,
            sheets=tuple(parsed.sheet) if parsed.sheet else None,
            answers=_answers(parsed),
        )
    )
    if not parsed.quiet:
        _say_notices(answer)
    written = json.dumps(from_files.as_json(answer, parsed.currency), ensure_ascii=False, indent=1)
    if parsed.json and parsed.json != "-":
        files.save_text(written + "\n", Path(parsed.json))
    elif parsed.json or not parsed.xlsx:
        print(written)
    if parsed.xlsx:
        documents.save_figures(answer, parsed.currency, resources.texts(parsed.lang), parsed.xlsx)
    return OK


def _say_notices(answer: "FileAnalysis") -> None:
    """One line for each kind of thing that was noticed."""
    from crm_desk.desk import resources
    from crm_desk.desk.analysis.from_files import notices
    from crm_desk.desk.importing.wording import notice_line

    said = resources.texts(_system_language())
    for notice in notices(answer.findings):
        print(notice_line(notice, said), file=sys.stderr)


def _self_test(_parsed: "argparse.Namespace") -> int:
    import json

    from crm_desk.selftest import run

    report = run()
    print(json.dumps(report, ensure_ascii=False, indent=2))
    return OK if report["ok"] else FAILED


def _sample(parsed: "argparse.Namespace") -> int:
    from crm_desk.desk import resources
    from crm_desk.desk.sample.make import create_sample

    create_sample(parsed.out, parsed.lang)
    print(resources.texts(_system_language())("cli.written", path=parsed.out))
    return OK


def _report(parsed: "argparse.Namespace") -> int:
    from crm_desk.desk import resources
    from crm_desk.desk.assessment import assessments
    from crm_desk.desk.assessment import documents as assessment_documents
    from crm_desk.desk.desk import Desk

    if not (parsed.pdf or parsed.xlsx or parsed.rfm):
        print("crm_desk report: --pdf, --xlsx or --rfm OUT is needed", file=sys.stderr)
        return UNUSABLE
    texts = resources.texts(parsed.lang)
    with Desk(parsed.desk) as desk:
        if parsed.rfm:
            _say_written(parsed.rfm, _write_rfm(desk, texts, parsed.rfm))
        if not (parsed.pdf or parsed.xlsx):
            return OK
        chosen = assessments.pick(desk, parsed.assessment)
        summary = assessments.summary(desk, chosen.id, parsed.lang)
    if parsed.pdf:
        _say_written(
            parsed.pdf, assessment_documents.save_assessment_pdf(summary, texts, parsed.pdf)
        )
    if parsed.xlsx:
        assessment_documents.save_assessment_xlsx(summary, texts, parsed.xlsx)
        _say_written(parsed.xlsx, {})
    return OK


def _write_rfm(desk: "Desk", texts: "Texts", path: Path) -> dict[str, str]:
    from crm_desk.desk.analysis import cache, documents
    from crm_desk.desk.analysis.thresholds import chosen
    from crm_desk.desk.desk import today
    from crm_desk.desk.money import money_of

    look = cache.look(desk, chosen(desk))
    paper = documents.analysis_paper(look, desk.shop_name, texts, money_of(desk), today())
    return documents.save_analysis_pdf(paper, texts, path)


def _say_written(path: Path, missing: dict[str, str]) -> None:
    """Where a file is, and by place the characters that could not be printed in it."""
    from crm_desk.desk import resources

    said = resources.texts(_system_language())
    for where, characters in missing.items():
        codes = " ".join(f"U+{ord(character):04X}" for character in characters)
        print(said("cli.missing_one", where=where, codes=codes), file=sys.stderr)
    print(said("cli.written", path=path))


def _system_language() -> str:
    """The language of messages: "ja" on a Japanese system, else "en"."""
    import locale

    try:
        name = locale.setlocale(locale.LC_CTYPE, None)
        if name in ("C", "POSIX"):
            name = locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        name = ""
    return "ja" if name.startswith(("ja", "Japanese")) else "en"
