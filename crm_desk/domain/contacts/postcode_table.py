"""What a Japanese post code stands for: Japan Post's table, packed by build_spec/pack_postcodes.py.

The file is text, packed: the year and month of the table, then a line a code with prefecture, city
and town; parts that several places of a code do not share are empty.
"""

import gzip
import re
from functools import cache
from typing import NamedTuple

from crm_desk.domain.contacts.handles import PREFECTURE, fold_address, postcode_digits
from crm_desk.domain.names import fold_name
from crm_desk.domain.toml_lines import damaged
from crm_desk.paths import RESOURCES

_FILE = RESOURCES / "contacts" / "postcodes.gz"
_COUNTY = "郡"
_PREFECTURE = re.compile(rf"\s*({PREFECTURE})")
_PREFECTURE_ALONE = re.compile(rf"\s*(?:{PREFECTURE})?\s*")


class Place(NamedTuple):
    """What is sure of the places of a post code; "" from where they differ on."""

    prefecture: str
    city: str
    town: str

    @property
    def text(self) -> str:
        """The beginning of an address there."""
        return "".join(self)


@cache
def _table() -> bytes:
    """Some 6 MB, unpacked in 0.03 s when first asked for.

    Raises:
        ReportableError: `resource_damaged`.
    """
    try:
        return gzip.decompress(_FILE.read_bytes())
    except (OSError, EOFError) as error:
        raise damaged(_FILE.name, 1, str(error)) from error


def table_month() -> tuple[int, int]:
    """Year and month of Japan Post's table.

    Raises:
        ReportableError: `resource_damaged`.
    """
    try:
        with gzip.open(_FILE) as table:
            year, month = table.read(len("\n2026-10")).split(b"-")
    except OSError as error:
        raise damaged(_FILE.name, 1, str(error)) from error
    return int(year), int(month)


def place_of(code: str) -> Place | None:
    """The places of a post code, however it is written; None where the table has no such code.

    Raises:
        ReportableError: `resource_damaged`.
    """
    digits = postcode_digits(code)
    if not digits:
        return None
    table = _table()
    at = table.find(f"\n{digits}\t".encode())
    if at < 0:
        return None
    line = table[at + 1 : table.index(b"\n", at + 1)].decode()
    return Place(*line.split("\t")[1:])


def lies_in(address: str, place: Place) -> bool:
    """Whether an address begins in the city of a post code, as far as both say where they lie.

    Prefecture and county are often left out, and are not asked for.
    """
    stated = _PREFECTURE.match(address)
    if stated is not None and place.prefecture not in ("", stated[1]):
        # 府中市 of Tokyo is not that of Hiroshima.
        return False
    written = fold_address(address)
    if not place.city or not written:
        return fold_name(address).startswith(fold_name(place.prefecture))
    city = fold_name(place.city)
    return written.startswith((city, city.partition(_COUNTY)[2] or city))


def is_only_beginning(address: str) -> bool:
    """Whether an address is no more than a post code may fill in: nothing, or a prefecture."""
    return _PREFECTURE_ALONE.fullmatch(address) is not None
