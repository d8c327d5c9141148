"""Addresses and telephone numbers as they are compared."""

import re
import unicodedata
from functools import lru_cache

from crm_desk.domain.names import fold_name

_ADDRESS = re.compile(r"[!#-'*+\--9=?A-Z^-~]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")


_MALLS = re.compile(
    # 楽天あんしんメルアド: pc., mb., dm.fw.rakuten.ne.jp. Amazon: marketplace.amazon.co.jp, also
    # m.marketplace. and other countries. Yahoo!ショッピング: below its own shop hosts; plain
    # @yahoo.co.jp is a person's own.
    r".+@(?:[\w.-]+\.)?(?:fw\.rakuten\.(?:ne|co)\.jp|marketplace\.amazon\.[a-z]{2,3}(?:\.[a-z]{2})?"
    r"|(?:shopping|store|auctions?)\.yahoo\.co\.jp)"
)


_ONE_BOX = frozenset({"gmail.com", "googlemail.com"})
"""Providers to whom dots before the @, and what stands behind a plus sign, mean nothing."""


_SHORTEST_PHONE, _LONGEST_PHONE = 9, 15


_SEVERAL_PHONES = re.compile(r"[/,;、]|\s{2,}|内線|ext|[(]?代")


_OTHER = re.compile("[^0-9]+")
_KEPT = 1 << 10
"""Asked for again at once, as a key and to be found by."""


_ROUNDED = re.compile(r"[0-9]e\+[0-9]")
"""9.01E+09: Excel kept only some of the digits."""


_DUMMY_PHONES = frozenset({"0123456789", "01234567890", "1234567890", "12345678901"})


PREFECTURE = r"(?:北海道|東京都|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|..)県)"
"""Regular expression for what a Japanese address begins with."""
_PREFECTURE = re.compile(f"^{PREFECTURE}")


_BLOCK = re.compile(r"(?<=[0-9一二三四五六七八九十])(?:丁目|番地の?|番|号(?!室)|の)(?=[0-9]?)")


@lru_cache(maxsize=_KEPT)
def email_key(text: str) -> str:
    """An e-mail address as it is compared: NFKC, trimmed, lower case; "" for anything else.

    Dots in a row are let through: the mobile carriers gave such addresses out.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return plain if len(plain) <= 254 and _ADDRESS.fullmatch(plain) else ""


def email_box(key: str) -> str:
    """The box that mail to an `email_key` lands in; elsewhere than at Gmail the key itself."""
    name, _, host = key.rpartition("@")
    if host not in _ONE_BOX:
        return key
    box = name.partition("+")[0].replace(".", "")
    return f"{box}@gmail.com" if box else key


def is_mall_alias(email: str) -> bool:
    """Whether an address is one that a mall lends for its own orders: a key, never for mail.

    A preset with `mall_email` says so of all of a file's addresses; this finds them elsewhere.
    """
    return _MALLS.fullmatch(email_key(email)) is not None


@lru_cache(maxsize=_KEPT)
def phone_digits(text: str) -> str:
    """The digits of the first telephone number; "" for fewer than 9 or an obvious dummy.

    +81 becomes 0. Nine or ten digits without the 0 in front lost it in Excel, and get it back.
    """
    first = next(iter(phone_parts(text)), "")
    if _ROUNDED.search(first):
        return ""
    digits = first if _is_digits(first) else _OTHER.sub("", first.removesuffix(".0"))
    abroad = first.lstrip(" (").startswith("+")
    if abroad and digits.startswith("81"):
        digits, abroad = "0" + digits[2:].removeprefix("0"), False
    if not _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE or _is_dummy(digits):
        return ""
    if not abroad and not digits.startswith("0") and len(digits) in (9, 10):
        return "0" + digits
    return digits


def phone_parts(text: str) -> list[str]:
    """The telephone numbers of a field that holds several, in one width; extensions too."""
    if _is_digits(text):
        return [text]
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("'").lower()
    return [part for part in _SEVERAL_PHONES.split(plain) if part.strip()]


def _is_digits(text: str) -> bool:
    """Nothing to unfold and nothing to part: most of a cart's numbers."""
    return text.isascii() and text.isdigit()


def _is_dummy(digits: str) -> bool:
    return (
        digits in _DUMMY_PHONES
        or len(set(digits.lstrip("0"))) <= 1
        or len(set(digits[-8:])) == 1
        or digits.endswith("0000000")
    )


def postcode_digits(text: str) -> str:
    """The seven digits of a Japanese post code, "" for anything else.

    Five or six bare digits lost their zeros in Excel (060-0001 as 600001), and get them back.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("'").lstrip("〒").strip()
    digits = re.sub(r"[^0-9]", "", plain)
    if re.fullmatch(r"[0-9]{5,6}", plain):
        digits = digits.zfill(7)
    return digits if len(digits) == 7 and digits.strip("0") else ""


def fold_address(text: str, *, prefecture: bool = False) -> str:
    """An address as it is compared: as `fold_name`, 1丁目2番3号 is 1-2-3.

    Args:
        prefecture: it is kept; beside a post code it says nothing.
    """
    folded = fold_name(text)
    if not prefecture:
        folded = _PREFECTURE.sub("", folded)
    return re.sub("-+", "-", _BLOCK.sub("-", folded)).strip("-")
