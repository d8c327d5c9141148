"""The page 顧客分析 in the states that a shop's data can be in."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.route import Route
from crm_desk.desk.settings import Settings
from crm_desk.ui.analysis.page import AnalysisPage
from crm_desk.ui.common.workspace import Workspace
from crm_desk.ui.shell.window import Window
from tests.desk.customers.people import bring, order
from tests.desk.making import DAY

SIZE = (1366, 768)
WHOLE = 2500
"""Height that shows the page from top to foot."""


def _shop(buyers: int, days: int = 700, price: int | None = None, named: bool = True) -> list[str]:
    chance = random.Random(buyers)
    rows: list[str] = []
    for number in range(buyers):
        for _ in range(1 + int(chance.expovariate(0.6))):
            day = DAY - timedelta(int(days * chance.random() ** 2))
            paid = 100 * chance.randint(5, 60) if price is None else price
            name = f"客 {number}" if named else ""
            rows.append(_order(len(rows), day.strftime("%Y/%m/%d"), number, name, paid))
    return rows


def _order(number: int, day: str, member: int, name: str, price: int) -> str:
    return order(number + 1, day, f"M{member:04}", name, price=price)


TODAY = DAY.strftime("%Y/%m/%d")
STATES: dict[str, list[str]] = {
    "one": [_order(0, TODAY, 1, "佐藤", 3000)],
    "five": _shop(5),
    "thirty-seven": _shop(37),
    "same-amount": _shop(60, price=1000),
    "one-day": [_order(n, TODAY, n, f"客 {n}", 500 + 10 * n) for n in range(40)],
    "returns-only": [_order(n, TODAY, n, f"客 {n}", -500) for n in range(4)],
    "no-names": _shop(60, named=False),
    "billion": [*_shop(40), _order(900, TODAY, 1, "客 1", 1_000_000_000)],
    "forty-years": _shop(120, days=40 * 365),
    "nobody-known": [order(n + 1, TODAY, price=1200) for n in range(6)],
}


@contextmanager
def opened_state(
    folder: Path, name: str, language: str, colours: str = "light", scale: int = 100
) -> Iterator[tuple[Window, AnalysisPage]]:
    """The page on a desk in that state, with everything that was asked for on it."""
    from tests.gallery.scenes import settle, wait_until

    settings = Settings(folder / "settings.json")
    for key, value in (("language", language), ("colours", colours), ("scale", scale)):
        settings.put(key, value)
    path = folder / f"{name}.crmdesk"
    create_desk(path, "みずほ茶舗")
    with Desk(path) as desk:
        bring(desk, STATES[name])
    window = Window(Workspace(Desk(path), settings, language))
    window.resize(*SIZE)
    window.show()
    settle()
    try:
        window.go(Route("analysis"))
        page = window.current
        assert isinstance(page, AnalysisPage)
        wait_until(lambda: page.is_settled)
        settle()
        yield window, page
    finally:
        window.close()
        window.workspace.close()
        window.deleteLater()
        settle()
        for left in folder.glob(f"{name}*"):
            left.unlink(missing_ok=True)
