"""Money as it is written."""

from typing import NamedTuple

_SIGNS = {"JPY": "¥", "USD": "$", "EUR": "€", "GBP": "£"}


class Money(NamedTuple):
    """The currency of a desk.

    Attributes:
        currency: ISO 4217 code.
        digits: decimals of its minor unit; 0 for yen.
    """

    currency: str = "JPY"
    digits: int = 0

    def text(self, minor: int) -> str:
        """¥1,234,567, -¥1,200, $12.00."""
        sign = _SIGNS.get(self.currency, f"{self.currency} ")
        return f"{'-' if minor < 0 else ''}{sign}{self._digits(minor, ',')}"

    def number(self, minor: int) -> str:
        """1234567, -12.00: for another program."""
        return f"{'-' if minor < 0 else ''}{self._digits(minor, '')}"

    def _digits(self, minor: int, grouping: str) -> str:
        # In whole numbers: no amount is ever a float.
        whole, rest = divmod(abs(minor), 10**self.digits)
        written = f"{whole:,}" if grouping else str(whole)
        return f"{written}.{rest:0{self.digits}}" if self.digits else written
