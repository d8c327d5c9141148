"""What customers are looked up by: words, and telephone numbers however they are written."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm_desk.domain.contacts.handles import phone_digits, phone_parts
from crm_desk.domain.names import fold_search

PHONES_BEGIN = "\t"
"""Stands before the telephone numbers of a search text, and nowhere else in it."""

_NUMERIC = re.compile(r"[0-9+().\-‐‑‒–—―−─ー~〜]+")
_LABEL = re.compile(r"(?:tel|fax|phone|電話|☎)[.:]?(?=[0-9+(]|$)", re.IGNORECASE)
"""As paper says it before a number."""
_LEAST, _SHORTEST, _LONGEST = 4, 9, 15
"""Digits of a part worth looking for, and of whole numbers."""
_TAIL = 4
"""Digits of the last group of every telephone number in Japan."""
_ABROAD_PREFIX = re.compile("(?:0081|01081|81)0?")
_JAPANESE = (11, 12)
"""Digits after which 81 at the beginning is the country: its plus sign was lost."""


class SearchWord(NamedTuple):
    """One thing that must be found.

    Attributes:
        forms: any of them is enough; folded as `search_text` is.
        written: as the person typed it.
        is_number_part: never looked for within telephone numbers: 1-2-3 is no part of one.
    """

    forms: tuple[str, ...]
    written: str
    is_number_part: bool = False


def search_text(
    name: str, kana: str, member_no: str, email: str, phone: str, company: str = ""
) -> str:
    """What the words of a search are looked for in; every telephone number in digits."""
    said = (name, kana, member_no, email, company)
    words = "\n".join(fold_search(word) for word in said if word)
    return words + PHONES_BEGIN + "\n".join(dict.fromkeys(_phone_forms(phone)))


def _phone_forms(phone: str) -> Iterator[str]:
    if first := phone_digits(phone):
        yield first
    for part in phone_parts(phone):
        digits = re.sub("[^0-9]", "", part)
        if len(digits) >= _LEAST:
            yield from _forms(digits, abroad=part.lstrip(" (").startswith("+"))


def _forms(digits: str, *, abroad: bool) -> tuple[str, ...]:
    """Digits as they may be written: in Japan, and with the country in front."""
    found = _ABROAD_PREFIX.match(digits)
    if found is None or not (abroad or digits.startswith("0") or len(digits) in _JAPANESE):
        return (digits,)
    home = "0" + digits[found.end() :]
    # Without a plus sign it may be a number of the shop's own as well.
    return (home,) if abroad else (digits, home)


def search_words(text: str) -> tuple[SearchWord, ...]:
    """The words of a search: telephone numbers whole, whatever parts them, else by blanks."""
    found: list[SearchWord] = []
    run: list[str] = []
    for piece in (*text.split(), ""):
        plain = _LABEL.sub("", unicodedata.normalize("NFKC", piece).strip())
        if plain and _NUMERIC.fullmatch(plain):
            run.append(plain)
            continue
        found += _numbers(run)
        run = []
        if plain and (folded := fold_search(plain)):
            found.append(SearchWord((folded,), piece))
    return tuple(found)


def _numbers(run: Sequence[str]) -> Iterator[SearchWord]:
    """Numeric pieces that stand beside one another: one telephone number, or each for itself."""
    if not run:
        return
    joined = "".join(run)
    digits = re.sub("[^0-9]", "", joined)
    is_whole = _SHORTEST <= len(digits) <= _LONGEST and joined.lstrip("(").startswith(("0", "81"))
    if len(run) == 1 or is_whole or joined.lstrip("(").startswith("+"):
        yield from _number(joined, digits, " ".join(run))
    else:
        for piece in run:
            yield from _number(piece, re.sub("[^0-9]", "", piece), piece)


def _number(plain: str, digits: str, written: str) -> Iterator[SearchWord]:
    if not digits:
        return
    folded = fold_search(plain)
    if digits != plain and not _may_be_phone(plain, digits):
        yield SearchWord((folded,), written, is_number_part=True)
        return
    forms = _forms(digits, abroad=plain.lstrip("(").startswith("+"))
    if not re.search("[+()]", plain):
        # Perhaps a number of the shop's own, written with dots.
        forms = (*forms, folded)
    yield SearchWord(tuple(dict.fromkeys(forms)), written)


def _may_be_phone(plain: str, digits: str) -> bool:
    """Whether digits with signs between may be (a part of) a telephone number.

    Its beginning, its end, or so many digits; 1-2-3 and 12-5 are of an address or a code.
    """
    if plain.startswith(("0", "+", "(")) or len(digits) >= _SHORTEST:
        return True
    groups = re.findall("[0-9]+", plain)
    return len(groups[-1]) == _TAIL or (len(groups) <= 2 and len(groups[0]) > 2)


_LEAST_PART = 3
"""Digits from which a part of a telephone number is looked for."""


def phone_part(text: str) -> tuple[str, ...]:
    """The digits of (a part of) a telephone number as it may be written, for somebody who rings.

    Full-width digits are digits, all other signs are dropped, +81 is 0. Where 81 stands without
    its plus it is both, a country and a part. Empty where the text is anything else, or where
    fewer than three digits are left.
    """
    pieces = (_LABEL.sub("", unicodedata.normalize("NFKC", piece)) for piece in text.split())
    plain = "".join(pieces)
    if not _NUMERIC.fullmatch(plain):
        return ()
    digits = re.sub("[^0-9]", "", plain)
    forms = _forms(digits, abroad=plain.lstrip("(").startswith("+"))
    return tuple(form for form in forms if len(form) >= _LEAST_PART)


def part_in(phone: str, parts: Sequence[str]) -> tuple[int, int]:
    """From where to where in a telephone number, as it is written, a part of it stands.

    (0, 0) where none of the parts is in it as it is written.
    """
    signs = [unicodedata.normalize("NFKC", sign) for sign in phone]
    places = [place for place, sign in enumerate(signs) if sign in _DIGITS]
    digits = "".join(signs[place] for place in places)
    for part in parts:
        at = digits.find(part)
        if at >= 0:
            return places[at], places[at + len(part) - 1] + 1
    return 0, 0


_DIGITS = frozenset("0123456789")
