"""The time line on a customer's page, for tests of whoever yields rows to it."""

from PySide6.QtWidgets import QWidget

from crm_desk.desk.timeline_rows import TimelineRow
from crm_desk.ui.customers.page import CustomersPage
from crm_desk.ui.shell.window import Window
from crm_desk.ui.timeline.section import TimelineSection
from tests.gallery.scenes import settle, wait_for_customers, wait_until


def section_of(page: CustomersPage) -> TimelineSection:
    """The section of the customer shown, once its rows are read."""
    section = next(s for s in page.list.detail.sections if isinstance(s, TimelineSection))
    wait_until(lambda: section.is_settled)
    settle()
    return section


def section_in(window: Window) -> TimelineSection:
    """As `section_of`, of the page that the window shows."""
    return section_of(wait_for_customers(window))


def rows_of(section: TimelineSection) -> list[TimelineRow]:
    """The rows that are shown, from the top."""
    model = section.rows.rows
    found = (model.row_at(place) for place in range(model.rowCount()))
    return [row for row in found if row is not None]


def line_words(section: TimelineSection) -> str:
    """Everything that the rows say, headings too."""
    model = section.rows.rows
    return "\n".join(str(model.index(place, 0).data()) for place in range(model.rowCount()))


def opened(section: TimelineSection, words: str) -> QWidget:
    """Open the row that says these words; returns what was opened."""
    row = next(row for row in rows_of(section) if words in row.words)
    section.open_row(row)
    settle()
    panel = section.rows.panel
    assert panel is not None
    return panel.content  # type: ignore[attr-defined,no-any-return]
