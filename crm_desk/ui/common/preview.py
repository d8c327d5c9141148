"""Preview and print a PDF: both show the very pages of the file, rendered by pdfium."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from crm_desk.desk.documents import Outline
from crm_desk.ui.common.widgets import button, label, scrolling
from crm_desk.ui.theme import Theme

POINTS_PER_INCH = 72
_SAME_PAPER = 2.0
"""Millimetres by which drivers name one paper differently."""
SHOWN = 30
"""Pages that are shown before printing."""


def render(path: Path, pixels_per_point: float) -> Iterator[QImage]:
    """The pages of a PDF, one after the other."""
    with _opened(path) as document:
        for index in range(len(document)):
            yield _render_page(document, index, pixels_per_point)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


def _render_page(document: Any, index: int, pixels_per_point: float) -> QImage:
    page = document[index]
    bitmap = page.render(scale=pixels_per_point, rev_byteorder=True, prefer_bgrx=True)
    image = QImage(
        bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888
    ).copy()
    bitmap.close()
    page.close()
    return image


def print_pdf(path: Path, printer: Any, *, actual_size: bool = False) -> int:
    """Send the pages to a QPrinter; returns how many, 0 when it refused.

    Args:
        printer: its page range is honoured; its resolution is what is rendered.
        actual_size: a millimetre stays one, from the upper left corner of the paper on; else
            pages are fitted to the paper.
    """
    dots_per_point = printer.resolution() / POINTS_PER_INCH
    first, last = printer.fromPage() or 1, printer.toPage()
    painter, printed = QPainter(printer), 0
    if not painter.isActive():
        return 0
    try:
        with _opened(path) as document:
            for index in range(first - 1, min(last or len(document), len(document))):
                if printed:
                    printer.newPage()
                image = _render_page(document, index, dots_per_point)
                painter.drawImage(_target(image, printer, actual_size=actual_size), image)
                printed += 1
    finally:
        painter.end()
    return printed


def _target(image: QImage, printer: Any, *, actual_size: bool) -> QRect:
    """Where a page goes on the printer's paper, in dots."""
    dots = type(printer).Unit.DevicePixel
    margin = printer.pageRect(dots).toRect().topLeft()
    size = image.size()
    if not actual_size:
        paper = printer.paperRect(dots).toRect()
        size = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(-margin, size)


def other_paper(printer: Any, wanted: QPageLayout) -> str:
    """The size of the printer's paper in words, where it is not the one wanted; else ""."""
    unit = QPageLayout.Unit.Millimeter
    size, right = printer.pageLayout().fullRect(unit).size(), wanted.fullRect(unit).size()
    if max(abs(size.width() - right.width()), abs(size.height() - right.height())) <= _SAME_PAPER:
        return ""
    return f"{size.width():.0f} × {size.height():.0f} mm"


def paper_of(document: Any) -> QPageLayout:
    """The paper that a PDF is made for, by its first page; upright or across."""
    width, height = document[0].get_size()
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    ways = QPageLayout.Orientation
    return QPageLayout(size, ways.Landscape if width > height else ways.Portrait, QMarginsF())


class PageSheet(QLabel):
    """A page of the preview; the outlines of labels are drawn over it, on screen only.

    Args:
        outlines: in millimetres.
        pixels: of the screen in a millimetre of the page.
    """

    def __init__(self, image: QImage, outlines: Sequence[Outline], pixels: float) -> None:
        super().__init__()
        self.setPixmap(QPixmap.fromImage(image))
        self._outlines, self._pixels = outlines, pixels
        self._is_outlined = False

    def show_outlines(self, shown: bool) -> None:
        """Draw the outlines, or no longer."""
        self._is_outlined = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_outlined:
            return
        painter = QPainter(self)
        # Grey on white paper, whatever colours the window has.
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1))
        for outline in self._outlines:
            painter.drawRect(QRectF(*(side * self._pixels for side in outline)))
        painter.end()


class PreviewDialog(QDialog):
    """The pages as they will be printed, with the ways on: print, save.

    Args:
        outlines: of labels, on every page.
        outlined: they are shown at first.
        actual_size: cards and labels: printed as large as they are, on their own paper only
            unless somebody says otherwise.

    Signals:
        saved: the file shown is to be kept.
        printed: the printer took the pages.
        outlining: whether outlines are to be shown, from now on.
    """

    saved = Signal()
    printed = Signal()
    outlining = Signal(bool)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        pdf: Path,
        file_name: str,
        *,
        actual_size: bool = False,
        outlines: Sequence[Outline] = (),
        outlined: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print preview"))
        self._outlines = outlines
        self._actual_size = actual_size
        self._printer: Any = None
        self._theme, self.pdf, self._file_name = theme, pdf, file_name
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.space(1.5))
        self._pages = QWidget()
        column = QVBoxLayout(self._pages)
        column.setSpacing(theme.space(2))
        column.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2))
        with _opened(pdf) as document:
            self.page_count = len(document)
            self._paper = paper_of(document)
        self.sheets: list[PageSheet] = []
        for number, image in enumerate(self._images(), start=1):
            column.addWidget(self._sheet(image, number), 0, Qt.AlignmentFlag.AlignHCenter)
        if self.page_count > SHOWN:
            words = self.tr("… and {n} more pages, which are printed and saved, too")
            more = label(words.format(n=self.page_count - SHOWN), "soft", wrap=True)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(scrolling(self._pages), 1)
        layout.addLayout(self._make_foot(outlined=outlined))
        self.print_button.setFocus()
        self.resize(self._width(), theme.px(680))

    def _width(self) -> int:
        """Wide enough for a page, as far as the screen goes."""
        wanted = self._pages.sizeHint().width() + self._theme.px(24)
        return max(self._theme.px(760), min(wanted, self.screen().availableGeometry().width()))

    def _images(self) -> Iterator[QImage]:
        ratio = self.devicePixelRatioF()
        pages = render(self.pdf, 1.1 * self._theme.percent / 100 * ratio)
        # Some hundred sheets would not fit into the memory of a small laptop.
        for image in islice(pages, SHOWN):
            image.setDevicePixelRatio(ratio)
            yield image

    def _sheet(self, image: QImage, number: int) -> PageSheet:
        per_page = image.deviceIndependentSize().width()
        width = self._paper.fullRect(QPageLayout.Unit.Millimeter).width()
        sheet = PageSheet(image, self._outlines, per_page / width)
        self.sheets.append(sheet)
        sheet.setAccessibleName(self.tr("Page {n}").format(n=number))
        return sheet

    def _make_outlining(self, *, outlined: bool) -> QCheckBox:
        """Whether the edges of labels are seen; paper does not have them."""
        self.outlining_box = QCheckBox(self.tr("Show the edges of the labels"))
        self.outlining_box.toggled.connect(self._show_outlines)
        self.outlining_box.setChecked(outlined and bool(self._outlines))
        self.outlining_box.toggled.connect(self.outlining)
        self.outlining_box.setVisible(bool(self._outlines))
        return self.outlining_box

    def _show_outlines(self, shown: bool) -> None:
        for sheet in self.sheets:
            sheet.show_outlines(shown)

    def _make_foot(self, *, outlined: bool) -> QHBoxLayout:
        theme, row = self._theme, QHBoxLayout()
        row.setContentsMargins(theme.space(2), theme.space(), theme.space(2), 0)
        words = self.tr("Pages: {n}, {paper}").format(n=self.page_count, paper=self._paper_name())
        self._line = label(words, "soft")
        self._line.setWordWrap(True)
        row.addWidget(self._line, 1)
        row.addWidget(self._make_outlining(outlined=outlined))
        row.addWidget(button(self.tr("Close"), self.reject))
        row.addWidget(button(self.tr("Save as PDF…"), self.saved.emit))
        self.print_button = button(self.tr("Print…"), self._print, "primary")
        row.addWidget(self.print_button)
        self.other_paper = button(self.tr("Print at actual size"), self._print_anyway)
        self.other_paper.hide()
        row.addWidget(self.other_paper)
        return row

    def _paper_name(self) -> str:
        kind = self._paper.pageSize()
        size = kind.size(QPageSize.Unit.Millimeter)
        is_a4 = kind.id() == QPageSize.PageSizeId.A4
        return "A4" if is_a4 else f"{size.width():.0f} × {size.height():.0f} mm"

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        printer.setResolution(300)
        printer.setPageSize(self._paper.pageSize())
        printer.setPageOrientation(self._paper.orientation())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.page_count)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: Any) -> None:
        """Print; on another paper than cards and labels are made for only when told again."""
        found = other_paper(printer, self._paper) if self._actual_size else ""
        self.other_paper.setVisible(bool(found))
        if found:
            self._printer = printer
            words = self.tr(
                "These pages are made for paper of {wanted}; the printer is set to {found}. "
                "Nothing has been printed yet. At actual size, what lies beyond the paper is lost."
            )
            self._line.setText(words.format(wanted=self._paper_name(), found=found))
        else:
            self._send(printer)

    def _print_anyway(self) -> None:
        self._send(self._printer)

    def _send(self, printer: Any) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            printed = print_pdf(self.pdf, printer, actual_size=self._actual_size)
        finally:
            QApplication.restoreOverrideCursor()
        if printed:
            self.printed.emit()
            self.accept()
        else:
            self._line.setText(self.tr("The printer did not take the pages. Check it."))
