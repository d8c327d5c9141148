"""What the words in all charts have in common."""

from crm_desk.domain.money import Money
from crm_desk.domain.texts import Texts


class ChartWords:
    """Words for the screen, where pointing tells the rest; paper has its own.

    Attributes:
        few: too few buyers for shares to say anything.
    """

    def __init__(self, texts: Texts, money: Money, *, few: bool) -> None:
        self.texts, self.money, self.few = texts, money, few

    def people(self, n: int) -> str:
        """`1,214名`."""
        texts = self.texts
        return texts("chart.person") if n == 1 else texts("chart.people", n=f"{n:,}")
