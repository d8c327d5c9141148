"""Does this copy of the program have what it needs? For an installed package, without a screen."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm_desk import __version__
from crm_desk.desk import resources
from crm_desk.desk.assessment import assessments, documents, questionnaires
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import shipped
from crm_desk.desk.sample.make import DEFAULT_DAY, create_sample
from crm_desk.domain.texts import Texts


def run() -> dict[str, Any]:
    """Run every check; `ok` tells whether all passed, `checks` each one's finding."""
    checks: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="crm-desk-self-test-") as name:
        folder = Path(name)
        for check in _CHECKS:
            checks[check.__name__.lstrip("_")] = _finding(check, folder)
    passed = all(finding["ok"] for finding in checks.values())
    return {"program": "CRM Desk", "version": __version__, "ok": passed, "checks": checks}


def _finding(check: Callable[[Path], str], folder: Path) -> dict[str, Any]:
    # Whatever fails is a finding of the check, not the end of the report.
    try:
        return {"ok": True, "found": check(folder)}
    except Exception as error:  # noqa: BLE001
        return {"ok": False, "found": f"{type(error).__name__}: {error}"}


def _require(condition: object, finding: str) -> None:
    if not condition:
        raise AssertionError(finding)


def _fonts(_folder: Path) -> str:
    from crm_desk.reports.typesetting import fonts

    fonts.register()
    for character in "顧客管理髙﨑德濵①〜":
        _require(fonts.has_glyph(character, fonts.REGULAR), f"no glyph for {character}")
        _require(fonts.has_glyph(character, fonts.BOLD), f"no bold glyph for {character}")
    _require(fonts.has_glyph("𠮷", fonts.KANJI), "no glyph for 𠮷")
    return "BIZ UDPGothic Regular and Bold, CRM Desk Kanji"


def _texts(_folder: Path) -> str:
    items = 0
    for language in resources.LANGUAGES:
        resources.texts(language)
        questionnaire = questionnaires.questionnaire(questionnaires.LATEST_QUESTIONNAIRE, language)
        items = len(questionnaire.items)
        _require(questionnaire.max_points == 100, f"{questionnaire.max_points} points, not 100")
    return f"{items} items, 100 points, {len(resources.LANGUAGES)} languages"


def _translations(_folder: Path) -> str:
    from crm_desk.ui.translation import translated

    word = translated("ja", "Window", "Home")
    _require(word == "ホーム", f"Home is {word!r} in Japanese")
    return "ja"


def _post_and_telephone(_folder: Path) -> str:
    from crm_desk.domain.contacts import postcode_table
    from crm_desk.domain.contacts.phones import shown_phone

    shown, place = shown_phone("0312345678"), postcode_table.place_of("100-0001")
    _require(shown == "03-1234-5678", f"a telephone number is shown as {shown}")
    _require(place is not None and place.city == "千代田区", f"100-0001 lies in {place}")
    return "{}-{:02}".format(*postcode_table.table_month())


def _desk_file(folder: Path) -> str:
    path = folder / "self-test.crmdesk"
    create_sample(path)
    with Desk(path) as desk:
        count = len(assessments.assessments(desk))
        chosen = assessments.pick(desk, "latest").id
        assessments.write_note(desk, chosen, "1-1", "顧客 𠮷田 <b>")
        desk.save_copy(folder / "copy.crmdesk")
    with Desk(folder / "copy.crmdesk") as copy:
        note = assessments.pick(copy, "latest").answer("1-1").note
    _require(note == "顧客 𠮷田 <b>", "a note came back changed")
    return f"created, migrated, {count} assessments, copied and read back"


def _pdf(folder: Path) -> str:
    import pypdfium2

    path = folder / "self-test.pdf"
    texts, summary = _sample_summary(folder)
    documents.save_assessment_pdf(summary, texts, path)
    document = pypdfium2.PdfDocument(path)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        pages = len(document)
    finally:
        document.close()
    _require("顧客" in text and "𠮷田" in text, "the text can't be searched")
    return f"{pages} pages"


def _xlsx(folder: Path) -> str:
    import openpyxl

    path = folder / "self-test.xlsx"
    texts, summary = _sample_summary(folder)
    documents.save_assessment_xlsx(summary, texts, path)
    workbook = openpyxl.load_workbook(path)
    try:
        sheets = workbook.sheetnames
        rows = workbook[sheets[-1]].max_row
    finally:
        workbook.close()
    _require(rows == len(summary.questionnaire.items) + 1, f"{rows} rows of items")
    return f"{len(sheets)} sheets"


def _import_file(folder: Path) -> str:
    """A workbook through the child process, with the presets and libraries of this copy."""
    from openpyxl import Workbook

    from crm_desk.desk.child import Cancel
    from crm_desk.desk.desk import create_desk
    from crm_desk.desk.importing import batches, file_plan
    from crm_desk.importing.choices import Choices
    from crm_desk.importing.presets import load_presets
    from crm_desk.importing.table import ReadOptions

    book, path = Workbook(), folder / "orders.xlsx"
    for row in (
        ["注文番号", "注文日", "お名前", "電話番号", "商品名", "数量", "単価"],
        ["001", "令和8年11月1日", "𠮷田", "03-0000-1111", "煎茶", "2", "1,080円"],
    ):
        book["Sheet"].append(row)
    book.save(path)
    create_desk(folder / "import.crmdesk", "self-test")
    with Desk(folder / "import.crmdesk") as desk:
        look = file_plan.look_at(path, ReadOptions(), Cancel())
        job = file_plan.plan(desk, path, look).job
        taken = batches.run_import(desk, [job], "self-test", Choices()).taken
    _require(taken.new_orders == 1, f"{taken.new_orders} orders, not 1")
    return f"{len(load_presets())} presets, one order from a workbook"


def _charts(_folder: Path) -> str:
    """One chart, with the plotting library of this copy."""
    from crm_desk.ui.analysis.trial import draw_one

    marks = draw_one()
    _require(marks == 1, f"{marks} marks, not 1")
    return "a curve with 1 mark"


def _followup(folder: Path) -> str:
    """Templates, a plan of the sample, and its sheet on paper."""
    from crm_desk.desk.child import Cancel
    from crm_desk.desk.contacts.outgoing import PaperKind, PaperRequest
    from crm_desk.desk.followup import outgoing, worklist
    from crm_desk.domain.money import Money

    texts, _ = _sample_summary(folder)
    with Desk(folder / "sample.crmdesk") as desk:
        found = worklist.open_worklist(desk, DEFAULT_DAY)
        plans = [id_ for bucket in worklist.BUCKETS for id_ in found.ids[bucket]][:1]
        wanted = PaperRequest(PaperKind.SHEETS, tuple(plans))
        ready = outgoing.prepare(desk, wanted, "self-test", Money(), texts, DEFAULT_DAY)
        ready.write(folder / "sheet.pdf", wanted, lambda _done, _pages: None, Cancel(), "")
    _require(ready.sheets == 1, f"{ready.sheets} sheets, not 1")
    return f"{len(shipped.design('ja').templates)} templates, one sheet"


def _sample_summary(folder: Path) -> tuple[Texts, Any]:
    path = folder / "sample.crmdesk"
    if not path.exists():
        create_sample(path)
    with Desk(path) as desk:
        chosen = assessments.pick(desk, "latest").id
        return resources.texts("ja"), assessments.summary(desk, chosen, "ja")


_CHECKS = (
    _fonts,
    _texts,
    _translations,
    _post_and_telephone,
    _desk_file,
    _pdf,
    _xlsx,
    _import_file,
    _charts,
    _followup,
)
