"""Filters as they are kept under a name: conditions, not people, so that they follow the data."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from crm_desk.domain.figures import Band, Cluster
from crm_desk.domain.rfm_view import Filter

_RANGES = ("recency", "amount", "purchases")
_PLAIN = ("past_interval", "subscribed")


def as_json(filters: Iterable[Filter], bands: Sequence[Band]) -> str:
    """Filters as text.

    Args:
        bands: the recency bands they were chosen by: the days are kept, so that other bands
            later on don't change who is meant.
    """
    kept = []
    for each in filters:
        kind, value = each
        if kind == "band":
            kind, value = "recency", (bands[value].first, bands[value].last)
        kept.append([kind, value.value if isinstance(value, Cluster) else value])
    return json.dumps(kept)


def from_json(text: str) -> tuple[Filter, ...] | None:
    """What `as_json` wrote; None for what this program does not know."""
    try:
        return tuple(Filter(kind, _value(kind, value)) for kind, value in json.loads(text))
    except (KeyError, TypeError, ValueError):
        return None


def _value(kind: str, value: Any) -> Any:
    if kind == "cluster":
        return Cluster(value)
    if kind in _RANGES:
        first, last = value
        return tuple(None if end is None else int(end) for end in (first, last))
    if kind == "cell":
        r, f = value
        return int(r), int(f)
    if kind in ("tier", "steps"):
        return int(value)
    if kind in _PLAIN:
        return None
    raise KeyError(kind)
