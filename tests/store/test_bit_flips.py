"""A desk with a single bit the wrong way round opens, or is refused; nothing else happens."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from tests.store.support import digest, flip, use

FLIPS = 400


@pytest.fixture
def whole(closed: Path) -> bytes:
    return closed.read_bytes()


def _failures(
    whole: bytes, bits: list[int], folder: Path, work: Callable[[Path], None]
) -> list[str]:
    """What came of it that is neither success nor a sentence."""
    failed = []
    for bit in bits:
        path = folder / f"{bit}.crmdesk"
        path.write_bytes(flip(whole, bit))
        try:
            work(path)
        except ReportableError:
            pass
        except Exception as error:  # noqa: BLE001
            failed.append(f"byte {bit // 8} bit {bit % 8}: {error!r}")
    return failed


def _open(path: Path) -> None:
    before = digest(path)
    try:
        Desk(path).close()
    except ReportableError:
        assert digest(path) == before, "refused, and yet changed"
        raise


def test_a_flipped_bit_anywhere(whole: bytes, tmp_path: Path) -> None:

    # An odd step, so that every bit of a byte is met.
    step = (len(whole) * 8 // FLIPS) | 1
    bits = [number * step for number in range(FLIPS)]
    assert not _failures(whole, bits, tmp_path, _open)


@pytest.mark.parametrize("byte", range(100))
def test_a_flipped_bit_in_the_header(byte: int, whole: bytes, tmp_path: Path) -> None:

    bits = list(range(byte * 8, byte * 8 + 8))
    assert not _failures(whole, bits, tmp_path, _open)


def test_a_flipped_bit_in_a_text(whole: bytes, tmp_path: Path) -> None:

    # What each of these does: no text any more, an unknown state, no date, an unknown choice.
    texts = ("髙橋", "答", "贈り物", "発送", "2026-11-02", "answered", "1-1", "shop_name")
    # In rows, not in the schema's own words, which stand in quotes.
    found = [
        [match.start() for match in re.finditer(rb"(?<!')" + text.encode(), whole)][-1:]
        for text in texts
    ]
    bits = [place * 8 + bit for places in found for place in places for bit in range(8)]
    assert not _failures(whole, bits, tmp_path, use)
