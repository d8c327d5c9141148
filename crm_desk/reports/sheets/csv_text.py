"""CSV files, whose texts are never formulas and hold only what the encoding has."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from crm_desk.domain.formulas import guarded

MISSING = "〓"
"""Stands for a character that the encoding lacks."""
# The same signs, which Shift_JIS has at another place of Unicode.
_TWINS = {
    "cp932": str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢"),
}


class LostCharacters(NamedTuple):
    """A customer's characters that the encoding lacks."""

    name: str
    characters: str


def write_csv(
    path: Path,
    encoding: str,
    headers: Sequence[str],
    rows: Iterable[tuple[str, Sequence[str]]],
    are_texts: Sequence[bool],
) -> tuple[LostCharacters, ...]:
    """Write a table of customers, one a line.

    Args:
        encoding: `utf-8-sig`, or `cp932`, which lacks characters: they become 〓.
        rows: (the customer's name, cells).
        are_texts: by column; False where cells are numbers or days as written here, not typed.

    Returns:
        What became 〓, by customer.

    Raises:
        OSError: the file can't be written.
    """
    lost: list[LostCharacters] = []
    # Typed text may hold half a pair of surrogates, which no encoding takes.
    with path.open("w", encoding=encoding, errors="replace", newline="") as file:
        out = csv.writer(file)
        out.writerow(encodable(header, encoding)[0] for header in headers)
        for name, cells in rows:
            fitted, missing = _fitted(cells, encoding, are_texts)
            out.writerow(fitted)
            if missing:
                lost.append(LostCharacters(name, missing))
    return tuple(lost)


def _fitted(
    cells: Sequence[str], encoding: str, are_texts: Sequence[bool]
) -> tuple[list[str], str]:
    """Cells as the encoding can write them, and the characters that it can't, each once."""
    fitted, missing = [], ""
    for cell, is_text in zip(cells, are_texts, strict=True):
        if not is_text:
            fitted.append(cell)
            continue
        fitting, lost = encodable(cell, encoding)
        # Guarded last: Shift_JIS has other signs that begin a formula.
        fitted.append(guarded(fitting))
        missing += lost
    return fitted, "".join(dict.fromkeys(missing))


def encodable(text: str, encoding: str) -> tuple[str, str]:
    """The text as the encoding can write it, and the characters that it can't."""
    if encoding not in _TWINS:
        return text, ""
    text = text.translate(_TWINS[encoding])
    lost = "".join(dict.fromkeys(sign for sign in text if not _has(sign, encoding)))
    return text.translate(dict.fromkeys(map(ord, lost), MISSING)), lost


def _has(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
