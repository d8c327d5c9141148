"""Figures as the JSON of the command line (analysis.md, "On the command line")."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from crm_desk.domain.analysis.figures import Cluster, Figures
from crm_desk.domain.decimals import Number

ROWS = ("read", "accepted", "rejected", "skipped", "unchanged")


def as_json(
    figures: Figures,
    *,
    preset: str,
    currency: str,
    digits: int,
    rows: Mapping[str, int],
    told: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """All keys of the specification, in its order; what has no base is None.

    Args:
        preset: id of the preset the files were read by.
        currency: ISO 4217 code.
        digits: decimals of the currency (JPY 0, USD 2).
        rows: counts of file rows by ROWS; missing ones are 0.
        told: what stands behind the figures: notices, columns and sheets of the files.
    """
    orders = figures.orders
    return {
        "as_of": figures.as_of.isoformat() if figures.as_of else None,
        "data_from": figures.data_from.isoformat() if figures.data_from else None,
        "preset": preset,
        "currency": currency,
        "rows": {name: rows.get(name, 0) for name in ROWS},
        "orders": orders.orders,
        "void_orders": orders.void,
        "purchases": orders.purchases,
        "sales": decimal(orders.sales, digits),
        "unidentified": {
            "orders": orders.unidentified,
            "sales": decimal(orders.unidentified_sales, digits),
        },
        "after_as_of": orders.after_as_of,
        "buyers": figures.buyers,
        "kpi": _kpi(figures, digits),
        "tiers": {
            str(tier.percent): {
                "customers": tier.customers,
                "amount": decimal(tier.amount, digits),
                "share": _rounded(figures.amount_share(tier.amount)),
            }
            for tier in figures.tiers
        },
        "clusters": _clusters(figures, digits),
        "recency_bands": [
            {"from": band.first, "to": band.last, "customers": band.customers}
            for band in figures.bands
        ],
        "conversion": [
            {"from": s.start, "to": s.start + 1, "base": s.base, "rate": _rounded(s.rate)}
            for s in figures.conversion
        ],
        "rfm": _rfm(figures, digits),
        "tenure_days_mean": _rounded(figures.mean_tenure),
        "recency_days_mean": _rounded(figures.mean_recency),
        **(told or {}),
    }


def _kpi(figures: Figures, digits: int) -> dict[str, Any]:
    value, gaps = figures.orders.mean_order_value, figures.intervals
    return {
        "repeat_rate": _rounded(figures.repeat_rate),
        "mean_purchases": _rounded(figures.mean_purchases),
        "mean_order_value": None if value is None else float(value / 10**digits),
        "referrers": figures.referrers,
        "referred": figures.referred,
        "interval_days": {
            "mean": _rounded(gaps.mean),
            "median": _rounded(gaps.median),
            "mean_per_customer": _rounded(gaps.mean_per_customer),
            "gaps": gaps.gaps,
        },
        "f2_within": {str(within.days): _rounded(within.rate) for within in figures.f2_within},
    }


def _clusters(figures: Figures, digits: int) -> dict[str, Any]:
    return {
        cluster.value: {
            "customers": figures.clusters[cluster].customers,
            "purchases": figures.clusters[cluster].purchases,
            "amount": decimal(figures.clusters[cluster].amount, digits),
        }
        for cluster in Cluster
    }


def _rfm(figures: Figures, digits: int) -> dict[str, Any]:
    used = figures.rfm
    return {
        "method": used.method.value,
        "thresholds": {
            "r": [decimal(bound, 0) for bound in used.r],
            "f": [decimal(bound, 0) for bound in used.f],
            "m": [decimal(bound, digits) for bound in used.m],
        },
        "grid": [list(row) for row in used.grid],
    }


def decimal(amount: Number, digits: int) -> int | float:
    """Minor units as a number of the currency: whole where it has no decimals, else rounded once.

    A fraction of a minor unit, as in a quantile, is rounded too.
    """
    exact = Fraction(amount) / 10**digits
    return exact.numerator if digits == 0 and exact.denominator == 1 else float(exact)


def _rounded(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)
