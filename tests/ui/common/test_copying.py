"""What is copied from a table arrives in a spreadsheet as it was typed."""

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crm_desk.ui.common.tables import NOWHERE, Table
from crm_desk.ui.common.windowed import TableColumn, as_tsv
from crm_desk.ui.theme import Theme

HOSTILE = ['=HYPERLINK("http://x","y")', "+81 90-1111-2222", "＝1+1", "-1+1", "@x", "＠x"]


class TwoColumns(QAbstractTableModel):
    """Names, and figures at the right."""

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        return "=1+1" if role == Qt.ItemDataRole.DisplayRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None


@pytest.mark.parametrize("name", HOSTILE)
def test_typed_text_is_no_formula_and_a_figure_stays_one(name: str, qtbot: QtBot) -> None:
    table = Table(Theme(), "表")
    qtbot.addWidget(table)
    model = TwoColumns([(name, "-1,200"), ("二行\nの名\t前", "+3%")])
    model.setParent(table)
    table.setModel(model)
    table.selectAll()
    table.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    # The headers of a file that is looked at are nobody's but the file's.
    assert lines[0] == "'=1+1\t'=1+1"
    assert lines[1:] == [f"'{name}\t-1,200", "二行 の名 前\t+3%"]


@pytest.mark.parametrize("sign", ["=1+1", "+81", "-x", "@x", "＝1", "＋1", "－1", "＠x", " =1"])
def test_no_cell_of_a_large_table_is_a_formula(sign: str) -> None:
    columns = [
        TableColumn("shown", sign, lambda row: row, 100),
        TableColumn("name", "氏名", lambda row: row, 100, copied=lambda row: row),
        TableColumn("amount", "金額", lambda row: row, 100, right=True, copied=lambda _: "-1200"),
    ]
    head, line = as_tsv(columns, [sign]).split("\n")
    assert head.startswith(f"'{sign.strip()}")
    assert line.split("\t") == [f"'{sign.strip()}", f"'{sign.strip()}", "-1200"]
