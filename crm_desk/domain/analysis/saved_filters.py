"""Filters as they are kept under a name: conditions, not people, so that they follow the data."""

import json
from collections.abc import Iterable
from typing import Any

from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.analysis.view import Filter

_RANGES = ("recency", "amount", "purchases")
_PLAIN = ("past_interval", "subscribed")


def as_json(filters: Iterable[Filter]) -> str:
    """Filters as text."""
    kept = [[kind, value.value if isinstance(value, Cluster) else value] for kind, value in filters]
    return json.dumps(kept)


def from_json(text: str) -> tuple[Filter, ...] | None:
    """What `as_json` wrote; None for what this program does not know."""
    try:
        return tuple(Filter(kind, _value(kind, value)) for kind, value in json.loads(text))
    except (KeyError, OverflowError, RecursionError, TypeError, ValueError):
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
