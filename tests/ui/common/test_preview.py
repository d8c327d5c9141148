"""Cards and labels are printed at actual size; only reports are fitted to the paper."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from crm_desk.ui.common.preview import PreviewDialog, print_pdf
from crm_desk.ui.theme import Theme
from tests.reports.placing import MM

A4, CARD, LETTER = (210.0, 297.0), (100.0, 148.0), (215.9, 279.4)


def pages(path: Path, size: tuple[float, float]) -> Path:
    """One page of a size in millimetres with a bar of 50 × 20 mm, 10 mm off the corner."""
    canvas = Canvas(str(path), pagesize=(size[0] * mm, size[1] * mm))
    canvas.rect(10 * mm, (size[1] - 30) * mm, 50 * mm, 20 * mm, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return path


def printer(path: Path, size: tuple[float, float]) -> QPrinter:
    found = QPrinter(QPrinter.PrinterMode.HighResolution)
    found.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    found.setOutputFileName(str(path))
    found.setResolution(300)
    paper = QPageSize(QSizeF(*size), QPageSize.Unit.Millimeter)
    found.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(9, 9, 9, 9)))
    return found


def bar(path: Path) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is dark on the first page, in millimetres."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        image = document[0].render(scale=2, grayscale=True).to_numpy()
    rows = [n for n, row in enumerate(image) if (row < 128).any()]
    columns = [n for n, column in enumerate(image.T) if (column < 128).any()]
    dot = 2 * MM
    width, height = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    return columns[0] / dot, rows[0] / dot, width / dot, height / dot


@pytest.mark.parametrize("made", [A4, CARD])
@pytest.mark.parametrize("paper", [A4, CARD, LETTER])
def test_a_millimetre_stays_one_on_any_paper(
    qtbot: QtBot, tmp_path: Path, made: tuple[float, float], paper: tuple[float, float]
) -> None:
    pdf = pages(tmp_path / "a.pdf", made)
    assert print_pdf(pdf, printer(tmp_path / "b.pdf", paper), actual_size=True) == 1
    assert bar(tmp_path / "b.pdf") == pytest.approx((10, 10, 50, 20), abs=0.6)


def test_a_report_is_fitted(qtbot: QtBot, tmp_path: Path) -> None:
    pdf = pages(tmp_path / "a.pdf", A4)
    print_pdf(pdf, printer(tmp_path / "b.pdf", CARD))
    assert bar(tmp_path / "b.pdf")[2] == pytest.approx(50 * 100 / 210, abs=0.6)


@pytest.mark.parametrize(
    ("made", "paper", "asked"),
    [
        (A4, A4, False),
        (A4, (210.3, 296.7), False),
        (CARD, CARD, False),
        (A4, LETTER, True),
        (CARD, A4, True),
        (CARD, (105.0, 148.0), True),
    ],
)
def test_another_paper_is_said_before_anything_is_printed(
    qtbot: QtBot,
    tmp_path: Path,
    made: tuple[float, float],
    paper: tuple[float, float],
    asked: bool,
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    pdf = pages(tmp_path / "a.pdf", made)
    dialog = PreviewDialog(parent, Theme(), pdf, "a", actual_size=True)
    qtbot.addWidget(dialog)
    done: list[bool] = []
    dialog.printed.connect(lambda: done.append(True))
    out = tmp_path / "b.pdf"
    dialog.print_on(printer(out, paper))
    assert bool(done) is not asked
    assert dialog.other_paper.isVisibleTo(dialog) is asked
    if asked:
        assert not out.exists()
        assert f"{paper[0]:.0f} × {paper[1]:.0f} mm" in dialog._line.text()
        dialog.other_paper.click()
    assert done == [True]
    assert bar(out) == pytest.approx((10, 10, 50, 20), abs=0.6)


def test_a_report_is_printed_on_any_paper_without_a_word(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreviewDialog(parent, Theme(), pages(tmp_path / "a.pdf", A4), "a")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.printed):
        dialog.print_on(printer(tmp_path / "b.pdf", LETTER))
