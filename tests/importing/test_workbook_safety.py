"""How far the cells of a sheet reach, however their places are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.errors import ReportableError
from crm_desk.importing.workbook_safety import _Sheet

WAYS = [' r="{}"', " r='{}'", ' r = "{}"', '\n\tr="{}"', ' s="1" r="{}"', ' a="x=y" r="{}"']


def is_refused(sheet: bytes, size: int) -> bool:
    watcher = _Sheet("a.xlsx")
    try:
        for at in range(0, len(sheet), size):
            watcher.see(sheet[at : at + size])
    except ReportableError:
        return True
    return False


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", ["XFD1048576", "xfd1048576", "A999999999", "ZZZZ400"])
@given(
    size=st.integers(1, 400),
    before=st.integers(0, 60),
    after=st.integers(0, 60),
)
def test_a_far_cell_is_found_wherever_it_stands(
    way: str, place: str, size: int, before: int, after: int
) -> None:
    near = '<c r="B2"><v>1</v></c>'
    sheet = f"<sheetData>{near * before}<c{way.format(place)}/>{near * after}</sheetData>"
    assert is_refused(sheet.encode(), size)
    plain = f"<sheetData>{near * before}<c{way.format('C7')}/>{near * after}</sheetData>"
    assert not is_refused(plain.encode(), size)
