"""The JSON of the command line: every key, in the order of the specification."""

import json
from datetime import date
from typing import Any

from crm_desk.analysis.as_json import as_json, decimal
from crm_desk.domain.analysis.figures import AnalysisSettings, Method
from tests.analysis.making import figures
from tests.analysis.reference import Person, Row

GROUP = {"customers", "purchases", "amount"}
KEYS = [
    "as_of", "data_from", "preset", "currency", "rows", "orders", "void_orders", "purchases",
    "sales", "unidentified", "after_as_of", "buyers", "kpi", "tiers", "clusters", "recency_bands",
    "conversion", "rfm", "tenure_days_mean", "recency_days_mean",
]  # fmt: skip


def said(rows: list[Row], digits: int = 0, **kwargs: Any) -> dict[str, Any]:
    found = figures(rows, **kwargs)
    written = as_json(found, preset="generic", currency="USD", digits=digits, rows={"read": 9})
    back: dict[str, Any] = json.loads(json.dumps(written, allow_nan=False))
    assert back == written
    return back


def check_shape(written: dict[str, Any]) -> None:
    assert list(written) == KEYS
    assert list(written["rows"]) == ["read", "accepted", "rejected", "skipped", "unchanged"]
    assert set(written["unidentified"]) == {"orders", "sales"}
    assert list(written["kpi"]) == [
        "repeat_rate", "mean_purchases", "mean_order_value", "referrers", "referred",
        "interval_days", "f2_within",
    ]  # fmt: skip
    assert set(written["kpi"]["interval_days"]) == {"mean", "median", "mean_per_customer", "gaps"}
    assert list(written["kpi"]["f2_within"]) == ["90", "180", "365"]
    assert list(written["tiers"]) == ["1", "10", "20"]
    assert all(set(t) == {"customers", "amount", "share"} for t in written["tiers"].values())
    assert list(written["clusters"]) == [
        "top1", "top10", "top20", "once", "two_three", "four_plus",
    ]  # fmt: skip
    assert all(set(group) == GROUP for group in written["clusters"].values())
    assert all(set(band) == {"from", "to", "customers"} for band in written["recency_bands"])
    assert written["recency_bands"][-1]["to"] is None
    assert all(set(s) == {"from", "to", "base", "rate"} for s in written["conversion"])
    assert set(written["rfm"]) == {"method", "thresholds", "grid"}
    assert set(written["rfm"]["thresholds"]) == {"r", "f", "m"}
    assert [len(row) for row in written["rfm"]["grid"]] == [5] * 5


def test_nothing_is_null_where_there_is_no_base() -> None:
    written = said([])
    check_shape(written)
    assert written["as_of"] is None
    assert written["kpi"]["f2_within"] == {"90": None, "180": None, "365": None}
    assert written["kpi"]["interval_days"] == {
        "mean": None, "median": None, "mean_per_customer": None, "gaps": 0,
    }  # fmt: skip
    assert written["tiers"]["1"] == {"customers": 0, "amount": 0, "share": None}
    assert written["conversion"] == []
    assert written["rfm"]["thresholds"] == {"r": [30, 90, 180, 365], "f": [2, 3, 6, 12], "m": []}
    assert written["tenure_days_mean"] is None
    assert written["rows"] == {
        "read": 9, "accepted": 0, "rejected": 0, "skipped": 0, "unchanged": 0,
    }  # fmt: skip
    check_shape(said([], settings=AnalysisSettings(method=Method.QUANTILES)))


def test_amounts_are_numbers_of_the_currency() -> None:
    rows = [
        Row("a", date(1997, 1, 1), 1029),
        Row("a", date(1997, 2, 1), 10),
        Row("b", date(1997, 1, 9), 333),
        Row("b", date(1997, 1, 10), 111, void=True),
        Row(None, date(1997, 1, 10), 5),
        Row("b", date(1998, 1, 1), 5, void=True),
    ]
    people = {"b": Person(referrer="a")}
    written = said(rows, 2, people=people, as_of=date(1997, 12, 31))
    check_shape(written)
    assert written["as_of"] == "1997-12-31"
    assert written["data_from"] == "1997-01-01"
    assert (written["orders"], written["void_orders"], written["after_as_of"]) == (5, 1, 1)
    assert (written["purchases"], written["sales"], written["buyers"]) == (4, 13.77, 2)
    assert written["unidentified"] == {"orders": 1, "sales": 0.05}
    assert written["kpi"]["mean_order_value"] == 13.77 / 4
    assert (written["kpi"]["referrers"], written["kpi"]["referred"]) == (1, 1)
    assert written["kpi"]["repeat_rate"] == 0.5
    assert written["tiers"]["10"] == {"customers": 1, "amount": 10.39, "share": 1039 / 1372}
    assert written["clusters"]["once"] == {"customers": 1, "purchases": 1, "amount": 3.33}
    assert written["conversion"][0] == {"from": 1, "to": 2, "base": 2, "rate": 0.5}
    # 20, 40, 60, 80 % between 333 and 1039 are 474.2, 615.4, 756.6, 897.8.
    assert written["rfm"]["thresholds"]["m"] == [5.0, 6.0, 8.0, 9.0]
    assert written["rfm"]["grid"][1] == [1, 1, 0, 0, 0]


def test_yen_are_whole() -> None:
    written = said([Row("a", date(2026, 1, 1), 10**9)])
    assert json.dumps(written["sales"]) == "1000000000"
    assert written["rfm"]["thresholds"]["m"] == [10**9] * 4
    assert decimal(123456789, 2) == 1234567.89
    assert decimal(10, 3) == 0.01
