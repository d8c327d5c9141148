"""Analyses to print, in the states that a shop can be in."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from crm_desk.analysis.charting import charts
from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import AnalysisSettings
from crm_desk.domain.analysis.view import AnalysisView
from crm_desk.domain.analysis.wording import sentences
from crm_desk.domain.money import Money
from crm_desk.reports.analysis.pdf import write_rfm_pdf
from crm_desk.reports.analysis.pdf_wording import RfmPaper
from tests.analysis.making import studied
from tests.analysis.reference import Row

DAY = date(2026, 11, 20)
HOSTILE_SHOP = "<img src=x>A<B R&D 𠮷"


def shop_of(
    buyers: int, seed: int = 1, days: int = 900, amount: int | None = None, times: float = 0.6
) -> list[Row]:
    """Orders of so many customers on so many days; all of one amount, if it is given."""
    chance, rows = random.Random(seed), []
    for number in range(buyers):
        for _ in range(1 + int(chance.expovariate(times))):
            day = DAY - timedelta(int(days * chance.random() ** 2))
            paid = 100 * chance.randint(8, 90) if amount is None else amount
            rows.append(Row(f"K{number:05}", day, paid))
    return rows


STATES: dict[str, Sequence[Row]] = {
    "one": [Row("K1", DAY, 3240)],
    "five": shop_of(5),
    "thirty-seven": shop_of(37),
    "same": shop_of(60, amount=1000),
    "one-day": [Row(f"K{n}", DAY, 500 + 10 * n) for n in range(40)],
    "billion": [*shop_of(30), Row("K00000", DAY, 1_000_000_000)],
    "forty-years": shop_of(300, days=40 * 365),
    "returns": [*shop_of(30), Row("K00001", DAY, -900_000), Row(None, DAY, 1500)],
    "debts": [Row("K1", DAY, 100), Row("K1", DAY, -900), Row("K2", DAY, 100)],
    "many": shop_of(6000),
}
"""Every one of them has buyers."""


def paper_of(
    rows: Sequence[Row],
    language: str = "ja",
    shop: str = "みずほ茶舗",
    as_of: date | None = DAY,
    settings: AnalysisSettings | None = None,
    money: Money | None = None,
) -> RfmPaper:
    """The analysis of these orders."""
    analysis, keys = studied(rows, as_of=as_of, settings=settings)
    said, money = texts(language), money or Money()
    view = AnalysisView(
        analysis.figures,
        charts(analysis, np.arange(len(keys))[analysis.table.customer], said),
        sentences(analysis.figures, money, said, DAY),
    )
    return RfmPaper(shop, money, view, DAY)


def printed(paper: RfmPaper, path: Path, language: str = "ja") -> dict[str, str]:
    """Write it; returns what could not be printed."""
    return write_rfm_pdf(paper, texts(language), path)
