"""Post codes as paper writes them: Japanese ones with their seven digits, others as they are."""

import re
import unicodedata

from crm_desk.domain.clean_text import clean_line
from crm_desk.domain.contacts.firms import is_abroad
from crm_desk.domain.contacts.handles import PREFECTURE, postcode_digits

_PREFECTURE = re.compile(rf"\s*{PREFECTURE}")
_JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d\u3400-\u9fff\uf900-\ufaff]")
_ROMAJI = re.compile(
    r"\b(?:japan|tokyo|osaka|kyoto|hokkaido|[a-z]+-(?:ken|shi|ku|cho|machi|mura|gun))\b", re.I
)
_TYPED_AS_JAPANESE = re.compile(r"〒?\s*[0-9]{3}\D[0-9]{4}")
_WHOLE = 7


def is_japanese_address(address: str) -> bool:
    """Whether an address lies in Japan, as far as its signs tell: a prefecture, kana, kanji."""
    if _PREFECTURE.match(address):
        return True
    return _JAPANESE.search(address) is not None and not is_abroad(address)


def paper_digits(text: str, address: str) -> str:
    """The seven digits of a Japanese post code, "" for anything else.

    Zeros that a spreadsheet took away are given back only where the address is Japanese: 90210
    in Beverly Hills is no 009-0210. Seven digits typed as 100-0001 are Japanese everywhere.
    """
    digits = postcode_digits(text)
    if not digits or is_japanese_address(address):
        return digits
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("'")
    if is_abroad(address) or len(re.sub(r"\D", "", plain)) != _WHOLE:
        return ""
    sure = not address.strip() or _ROMAJI.search(address) or _TYPED_AS_JAPANESE.fullmatch(plain)
    return digits if sure else ""


def paper_code(text: str, address: str) -> str:
    """100-0001 for a Japanese code, however it was written; anything else as it is."""
    digits = paper_digits(text, address)
    return f"{digits[:3]}-{digits[3:]}" if digits else clean_line(text)


def marked_code(text: str, address: str) -> str:
    """〒100-0001; a code that is no Japanese one as it is."""
    mark = "〒" if paper_digits(text, address) else ""
    return f"{mark}{paper_code(text, address)}"
