"""One mark of a person put right: since when, how it came, and the year of 喪中."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from crm_desk.desk.contacts.marks import mark_words
from crm_desk.desk.desk import today
from crm_desk.domain.contacts.approach import EARLIEST, LATEST
from crm_desk.domain.contacts.marks import Mark
from crm_desk.ui.common.date_field import DateField, all_read
from crm_desk.ui.common.fields import Flow, Wrapped
from crm_desk.ui.common.widgets import button, label
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.contacts.mark_question import YearField

_LONGEST = 200


class MarkForm(QWidget):
    """Asked for by a click on a mark; `keep`, `remove` and `leave` are its buttons."""

    def __init__(self, workspace: Workspace, mark: Mark) -> None:
        super().__init__()
        self.mark, theme, texts = mark, workspace.theme, workspace.texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(6))
        column.addWidget(label(mark_words(mark, texts), "strong", wrap=True))
        means = texts(f"marks.means_{mark.kind.value}")
        column.addWidget(label(means, "soft", wrap=True))
        self.year = None if mark.year is None else YearField(today().year, mark.year)
        if self.year is not None:
            column.addWidget(self.year, 0, Qt.AlignmentFlag.AlignLeft)
        self.day = DateField(self.tr("Day"), theme, EARLIEST, LATEST)
        self.day.show_day(mark.day or today())
        column.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        self.source = QLineEdit(mark.source)
        self.source.setMaxLength(_LONGEST)
        self.source.setAccessibleName(self.tr("How it came"))
        self.source.setPlaceholderText(self.tr("How it came: by telephone, in the shop…"))
        column.addWidget(self.source)
        self.keep = button(self.tr("Keep"), lambda: None, "chip")
        self.remove = button(self.tr("Take the mark away"), lambda: None, "chip")
        self.leave = button(self.tr("Cancel"), lambda: None, "link")
        flow = Flow(theme.px(4))
        for made in (self.keep, self.remove, self.leave):
            flow.addWidget(made)
        column.addWidget(Wrapped(flow))

    def typed(self) -> Mark | None:
        """The mark as it should read; None while the day can't be read."""
        if not all_read((self.day,)):
            return None
        year = self.mark.year if self.year is None else self.year.value()
        return replace(self.mark, day=self.day.day, source=self.source.text(), year=year)
