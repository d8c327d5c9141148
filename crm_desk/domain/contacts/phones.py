"""Telephone numbers as Japan writes them: 03-1234-5678. What is kept stays as it was typed.

Where the groups of a number end, only the numbering plan tells: `phonenumbers` has it. The library
is loaded when the first number is shown.
"""

import re
import unicodedata
from functools import lru_cache

from crm_desk.domain.contacts.handles import phone_digits

_SEPARATORS = re.compile(r"\s*[/,;、，／；\n]\s*|\s{2,}")
_PLAIN = re.compile(r"[0-9+()\-‐‑‒–—―−ー－. ]+")
_MOBILE = re.compile(r"(0[5789]0)([1-9][0-9]{3})([0-9]{4})")
"""As the library groups them, a hundred times as fast; most customers' numbers."""
_KEPT = 20_000
BETWEEN = "、"
"""Stands between several numbers of one person."""


def phone_numbers(text: str) -> tuple[str, ...]:
    """The telephone numbers of a field that holds several, as written."""
    return tuple(part for part in _SEPARATORS.split(text.strip()) if part)


@lru_cache(maxsize=_KEPT)
def shown_phones(text: str) -> tuple[str, ...]:
    """As `phone_numbers`, each as Japan writes it."""
    return tuple(map(_shown, phone_numbers(text)))


def shown_phone(text: str) -> str:
    """The first telephone number as Japan writes it: what lists and paper show."""
    return next(iter(shown_phones(text)), "")


def _shown(written: str) -> str:
    """Anything but a whole number of Japan stays as it is: an extension, one from abroad."""
    plain = unicodedata.normalize("NFKC", written)
    digits = phone_digits(plain)
    if not digits.startswith("0") or not _PLAIN.fullmatch(plain):
        return written
    if mobile := _MOBILE.fullmatch(digits):
        return "-".join(mobile.groups())
    from phonenumbers import PhoneNumber, PhoneNumberFormat, format_number, is_valid_number

    number = PhoneNumber(country_code=81, national_number=int(digits))
    if not is_valid_number(number):
        return written
    return format_number(number, PhoneNumberFormat.NATIONAL)
