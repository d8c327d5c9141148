"""The thresholds a shop has chosen (analysis.md, "RFM scores"): as they are typed and as kept."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crm_desk.domain.analysis.figures import AnalysisSettings, Method
from crm_desk.domain.decimals import Number
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.money import Money

AXES = ("r", "f", "m")
_LONGEST = 16
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


def as_json(settings: AnalysisSettings) -> str:
    """What of the settings is kept in the desk; the kind of orders is chosen each time."""
    kept: dict[str, object] = {
        "method": settings.method.value,
        "bands": list(settings.bands),
        "zero_is_purchase": settings.zero_is_purchase,
    }
    for axis in AXES:
        bounds = getattr(settings, axis)
        kept[axis] = None if bounds is None else [str(bound) for bound in bounds]
    return json.dumps(kept)


def from_json(text: str) -> AnalysisSettings:
    """Settings as `as_json` keeps them; the defaults where nothing usable is kept."""
    try:
        kept = json.loads(text)
        r, f, m = (
            None if kept[axis] is None else tuple(_plain(bound) for bound in kept[axis])
            for axis in AXES
        )
        return AnalysisSettings(
            Method(kept["method"]),
            r,
            f,
            m,
            bands=tuple(int(day) for day in kept["bands"]),
            zero_is_purchase=bool(kept["zero_is_purchase"]),
        )
    except (KeyError, OverflowError, RecursionError, TypeError, ValueError, ZeroDivisionError):
        return AnalysisSettings()


def _plain(text: str) -> Number:
    value = Fraction(text)
    return value.numerator if value.denominator == 1 else value


def shown(bound: Number, money: Money | None = None) -> str:
    """A bound in a field: days and purchases with one decimal at most, amounts as amounts.

    Args:
        money: the currency of an amount in minor units; None for days and purchases.
    """
    if money is not None:
        return money.text(round(bound))
    return str(bound) if isinstance(bound, int) else f"{float(bound):.1f}"


def with_axis(
    settings: AnalysisSettings,
    axis: str,
    typed: Sequence[str],
    now: Sequence[Number],
    money: Money | None = None,
) -> AnalysisSettings:
    """The settings with one axis as typed.

    Args:
        typed: the four fields, in ascending order.
        now: the bounds in use: a field that still shows one keeps it to the last digit.
        money: as for `shown`.

    Raises:
        ReportableError: `bound_no_number`, `bounds_order`.
    """
    bounds = []
    for place, text in enumerate(typed):
        same = place < len(now) and text == shown(now[place], money)
        bounds.append(now[place] if same else _read(text, money))
    # Equal ones leave a score that nobody has, which quantiles of few values do, too.
    if bounds != sorted(bounds):
        raise ReportableError("bounds_order")
    changed: Mapping[str, tuple[Number, ...]] = {axis: tuple(bounds)}
    return replace(settings, **changed)  # type: ignore[arg-type]


def with_bands(settings: AnalysisSettings, typed: Sequence[str]) -> AnalysisSettings:
    """The settings with recency bands that end on these days; blank fields are no bands.

    Raises:
        ReportableError: `bound_no_number`, `bounds_order`, `bands_none`.
    """
    days = [_whole_days(text) for text in typed if text.strip()]
    if not days:
        raise ReportableError("bands_none")
    if days != sorted(set(days)):
        raise ReportableError("bounds_order")
    return replace(settings, bands=tuple(days))


def _whole_days(text: str) -> int:
    value = _read(text, None)
    if not isinstance(value, int):
        raise ReportableError("bound_no_number", text=text.strip())
    return value


def _read(text: str, money: Money | None) -> Number:
    """A number as people type it: full-width digits, thousands separated, with its unit."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    if money is not None:
        plain = plain.replace(money.text(0).rstrip("0."), "")
    plain = plain.strip("¥円日回 ")
    if len(plain) > _LONGEST or not _NUMBER.fullmatch(plain):
        raise ReportableError("bound_no_number", text=text.strip()[:_LONGEST])
    value = Fraction(plain)
    return _plain(str(value if money is None else round(value * 10**money.digits)))
