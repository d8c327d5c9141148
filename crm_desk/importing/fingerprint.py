"""What tells that an order has not changed since it was imported."""

from hashlib import blake2b
from typing import Any

import numpy as np

Hashes = np.ndarray[Any, np.dtype[np.uint64]]
Integers = np.ndarray[Any, np.dtype[np.int64]]

_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_STEP = np.uint64(0x9E3779B97F4A7C15)
NO_VALUE = -(2**62)
"""Stands for a quantity or amount that is not stated."""


def text_hash(*texts: str) -> int:
    """64 bits of some texts, the same in every run."""
    joined = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big")


def line_hashes(products: Hashes, quantities: Integers, amounts: Integers) -> Hashes:
    """One hash per line; their sum is an order's, whatever the order of its lines.

    Args:
        products: `text_hash` of code and name per line.
        quantities: in thousandths, `NO_VALUE` where not stated.
        amounts: in minor units, likewise.
    """
    with np.errstate(over="ignore"):
        mixed = _mixed(products)
        mixed = _mixed(mixed ^ quantities.view(np.uint64))
        return _mixed(mixed ^ amounts.view(np.uint64))


def _mixed(values: Hashes) -> Hashes:
    # The finaliser of splitmix64 (Steele, Lea, Flood 2014): every input bit moves every output bit.
    values = values + _STEP
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))


def order_fingerprint(said: tuple[object, ...], lines: int, line_sum: int) -> bytes:
    """16 bytes of everything that an import keeps of an order."""
    whole = repr((said, lines, line_sum)).encode("utf-8", "surrogatepass")
    return blake2b(whole, digest_size=16).digest()
