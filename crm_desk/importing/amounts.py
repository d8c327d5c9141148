"""Money, quantities and tax rates as carts and people write them; always exact, never a float."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact
from enum import StrEnum
from typing import NamedTuple

from crm_desk.importing.issues import CleaningError

LONGEST = 60
"""Characters; no figure is longer, and hostile cells are not worth a look."""
LARGEST = Decimal(10**15)
"""Of an amount, in units of the currency: with three digits it still fits 64 bits."""
LARGEST_QUANTITY = Decimal(10**9)

# Wide enough for the product of any two figures that can be read here.
_EXACT = Context(prec=400, traps=[Inexact])


class Amount(NamedTuple):
    """What a cell says.

    Attributes:
        value: in units of the currency.
        notice: key of a sentence on how it was read, "" without one.
        currency: ISO 4217 code of the sign that stands beside it, "" without one.
    """

    value: Decimal
    notice: str = ""
    currency: str = ""


# \ is the yen sign of CP932.
_CURRENCIES = {
    **dict.fromkeys(("¥", "\\", "円", "円也", "yen", "jpy", "jp¥"), "JPY"),
    **dict.fromkeys(("$", "us$", "usd", "ドル"), "USD"),
    **dict.fromkeys(("£", "gbp", "ポンド"), "GBP"),
    **dict.fromkeys(("€", "eur", "ユーロ"), "EUR"),
}
_CURRENCY = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_FREE = frozenset({"無料", "無償", "送料無料", "free"})
_RATE_WORDS = frozenset({"非課税", "不課税", "免税", "対象外", "課税対象外"})
_COUNTERS = (
    "個|点|本|枚|袋|箱|缶|冊|着|足|台|式|杯|組|束|巻|瓶|匹|つ|ケ|ヶ|コ|セット|ケース|パック|ダース"
    "|pcs?|pieces?|ea|units?|set|box"
)
_NUMBER = r"""(?P<number> (?: [1-9]\d{0,2} (?:,\d{3})+ | \d+ ) (?:\.\d*)? | \.\d+ )
    (?P<power> e [+-]? \d{1,2} )?"""
_FLAGS = re.VERBOSE | re.ASCII | re.IGNORECASE

_DASHES = dict.fromkeys("‐‑‒–—―−ー─", "-")
_LOOK_ALIKES = str.maketrans({**_DASHES, "、": ",", "△": "-", "▲": "-", "\ufeff": None})
_QUICK = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
_QUICK_WHOLE = re.compile(r"-?\d{1,12}", re.ASCII)
_SEPARATORS = str.maketrans(",.", ".,")
_TAX_INCLUDED = re.compile(r"^\(?税込み?\)?\s*|\s*\(?税込み?\)?$")
_FIGURE = re.compile(r"[\d.,]+", re.ASCII)
_LEADING = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_SIGNED = re.compile(
    rf"""(?P<open> \( )? \s* (?: 金 \s* )?
    (?P<sign> [-+] )? \s* (?P<before> {_CURRENCY} )? \s* (?P<sign_inside> [-+] )? \s*
    {_NUMBER} \s* (?P<after> {_CURRENCY} )? (?P<dash> [-] )? \s* (?P<close> \) )?""",
    _FLAGS,
)
_DASHES_ONLY = re.compile(rf"(?: {_CURRENCY} )? \s* -+ \s* (?: {_CURRENCY} )?", _FLAGS)
_QUANTITY = re.compile(
    rf"(?: [x×*] \s* )? (?P<sign> [-+] )? \s* {_NUMBER} \s* (?: {_COUNTERS} )?", _FLAGS
)
_RATE = re.compile(
    r"""(?: 軽減税率 | 標準税率 | 軽減 | 標準 | 消費税 | 税率 | 課税 )? \s*
    (?P<number> \d+ (?:\.\d+)? ) \s* (?P<percent> % | パーセント )? \s*
    (?: \( (?: 軽減 | 標準 ) (?: 税率 )? \) | ※ | \* )?""",
    _FLAGS,
)


def parse_amount(text: str, *, decimal_comma: bool = False) -> Amount:
    """The amount that a cell names, whatever its currency.

    ▲, △, parentheses and every kind of minus are negative; the dash of ¥1,200- is an ornament, but
    only beside a yen sign (elsewhere it could be the minus of an accounting program). Digits are
    grouped by commas in threes or not at all. Dashes alone, also beside a currency, are 0.

    Args:
        decimal_comma: digits are grouped by dots, and a comma stands before the decimals.

    Raises:
        CleaningError: `not_an_amount`, also for amounts marked as without tax (税抜); `too_large`.
    """
    if (_QUICK_WHOLE if decimal_comma else _QUICK).fullmatch(text):
        return Amount(Decimal(text) or Decimal(0))
    plain = _plain(text)
    if decimal_comma:
        plain = plain.translate(_SEPARATORS)
    if plain.casefold() in _FREE:
        return Amount(Decimal(0), "free")
    if _DASHES_ONLY.fullmatch(plain):
        return Amount(Decimal(0))
    # Prices count tax included, so this says nothing more.
    found = _SIGNED.fullmatch(_TAX_INCLUDED.sub("", plain, count=1))
    if found is None or not _coherent(found):
        raise CleaningError("not_an_amount")
    negative = bool(found["open"]) or "-" in (found["sign"], found["sign_inside"])
    unit = found["before"] or found["after"]
    currency = _CURRENCIES[unit.lower()] if unit else ""
    return Amount(_within(_decimal(found, negative=negative), LARGEST), currency=currency)


def parse_quantity(text: str, *, decimal_comma: bool = False) -> Decimal:
    """How many: 12, 1.5, ２点, 1個, x3, -1.

    Args:
        decimal_comma: as of `parse_amount`.

    Raises:
        CleaningError: `not_a_number`; `too_large`.
    """
    if (_QUICK_WHOLE if decimal_comma else _QUICK).fullmatch(text):
        return _within(Decimal(text), LARGEST_QUANTITY)
    plain = _plain(text)
    if decimal_comma:
        plain = plain.translate(_SEPARATORS)
    if in_parentheses := re.fullmatch(r"\(([^-+()]*)\)", plain):
        plain = f"-{in_parentheses[1]}"
    found = _QUANTITY.fullmatch(plain)
    if found is None:
        raise CleaningError("not_a_number")
    return _within(_decimal(found, negative=found["sign"] == "-"), LARGEST_QUANTITY)


def parse_rate(text: str) -> int:
    """A tax rate in tenths of a percent: 80 for 8, 8%, 8.0, 0.08, 軽減8%; 0 for 非課税.

    Raises:
        CleaningError: `not_a_rate`, also for 1 and 1.1, which could be a rate, a share or a factor.
    """
    plain = _plain(text)
    if plain in _RATE_WORDS:
        return 0
    found = _RATE.fullmatch(plain)
    if found is None:
        raise CleaningError("not_a_rate")
    rate = Decimal(found["number"])
    if not found["percent"] and 0 < rate < 2:
        if rate >= 1:
            raise CleaningError("not_a_rate")
        rate = _EXACT.multiply(rate, Decimal(100))
    tenths = _EXACT.multiply(rate, Decimal(10))
    if tenths > 1000 or tenths != tenths.to_integral_value():
        raise CleaningError("not_a_rate")
    return int(tenths)


class Separators(StrEnum):
    """What the separators of a figure say.

    Attributes:
        COMMA: a comma before the decimals, or dots between the thousands.
        DOT: the other way round.
        EITHER_DOT: one dot before three digits: 1.250 may be both.
        EITHER_COMMA: one comma before three digits.
        NONE: there are none, or it is no figure.
    """

    COMMA = "comma"
    DOT = "dot"
    EITHER_DOT = "either_dot"
    EITHER_COMMA = "either_comma"
    NONE = "none"


def separators_of(text: str) -> Separators:
    """What the separators in a cell say of its column."""
    found = _FIGURE.search(_plain(text))
    figure = found[0] if found else ""
    marks = [mark for mark in figure if mark in ",."]
    if not marks or not any(map(str.isdigit, figure)):
        return Separators.NONE
    last, rest = marks[-1], figure.rpartition(marks[-1])[2]
    if len(set(marks)) == 2:
        decimal = marks.count(last) == 1
    elif len(marks) > 1:
        decimal = False
    elif len(rest) == 3 and _LEADING.fullmatch(figure.partition(last)[0]):
        return Separators.EITHER_COMMA if last == "," else Separators.EITHER_DOT
    else:
        decimal = True
    return Separators.COMMA if decimal is (last == ",") else Separators.DOT


def line_amount(quantity: Decimal, unit_price: Decimal, digits: int) -> int:
    """Quantity times unit price in minor units (`digits` of them, 0 for yen), half away from zero.

    Raises:
        CleaningError: `too_large`.
    """
    return to_minor(_EXACT.multiply(quantity, unit_price), digits)


def to_minor(value: Decimal, digits: int) -> int:
    """An amount in minor units, rounded half away from zero.

    Raises:
        CleaningError: `too_large`.
    """
    # Decimal's "half up" is by size: -0.5 becomes -1.
    scaled = _within(value, LARGEST).scaleb(digits, _EXACT)
    return int(scaled.to_integral_value(ROUND_HALF_UP))


def _plain(text: str) -> str:
    """Full-width forms and all minus signs made plain; "" for what is far too long."""
    if len(text) > LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).translate(_LOOK_ALIKES).strip()
    return plain.removeprefix("'").lstrip()


def _coherent(found: re.Match[str]) -> bool:
    """At most one sign, parentheses in pairs, one currency, and an ornament only beside yen."""
    signs = [bool(found[name]) for name in ("open", "sign", "sign_inside")]
    units = {_CURRENCIES[u.lower()] for u in (found["before"], found["after"]) if u}
    return (
        sum(signs) <= 1
        and bool(found["open"]) == bool(found["close"])
        and len(units) <= 1
        and (not found["dash"] or units == {"JPY"})
    )


def _decimal(found: re.Match[str], *, negative: bool) -> Decimal:
    value = Decimal(found["number"].replace(",", "") + (found["power"] or ""))
    # Not `-value`, which rounds to the digits of the context; and no negative zero.
    return value.copy_negate() if negative and value else value


def _within(value: Decimal, largest: Decimal) -> Decimal:
    if not -largest <= value <= largest:
        raise CleaningError("too_large")
    return value
