"""What tells that two orders are one customer's, and the plain words around a customer."""

import re
import unicodedata
from typing import Literal

from crm_desk.domain.clean_text import clean_text
from crm_desk.domain.names import fold_name

Consent = Literal["given", "refused", "unknown"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ADDRESS = re.compile(r"[!#-'*+\--9=?A-Z^-~]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
_MALLS = re.compile(
    # 楽天あんしんメルアド: pc., mb., dm.fw.rakuten.ne.jp. Amazon: marketplace.amazon.co.jp, also
    # m.marketplace. and other countries. Yahoo!ショッピング: below its own shop hosts; plain
    # @yahoo.co.jp is a person's own.
    r".+@(?:[\w.-]+\.)?(?:fw\.rakuten\.(?:ne|co)\.jp|marketplace\.amazon\.[a-z]{2,3}(?:\.[a-z]{2})?"
    r"|(?:shopping|store|auctions?)\.yahoo\.co\.jp)"
)

_NO_MEMBER = _words(
    "なし 無し 無 ゲスト 非会員 未会員 会員外 会員登録なし 未登録 guest null none nil n/a nan"
)

_SHORTEST_PHONE, _LONGEST_PHONE = 9, 15
_SEVERAL_PHONES = re.compile(r"[/,;、]|\s{2,}|内線|ext|[(]?代")
_ROUNDED = re.compile(r"[0-9]e\+[0-9]")
"""9.01E+09: Excel kept only some of the digits."""
_DUMMY_PHONES = frozenset({"0123456789", "01234567890", "1234567890", "12345678901"})

_PREFECTURE = re.compile(r"^(?:北海道|東京都|(?:京都|大阪)府|(?:神奈川|和歌山|鹿児島|..)県)")
_BLOCK = re.compile(r"(?<=[0-9一二三四五六七八九十])(?:丁目|番地の?|番|号(?!室)|の)(?=[0-9]?)")


def clean_id(text: str) -> str:
    """An id or code exactly as written (00123 stays), without blanks around it.

    Nor the apostrophe that Shopify and Excel put in front.
    """
    return clean_text(text).strip().removeprefix("'").strip()


def member_id(text: str) -> str:
    """A member id as `clean_id`; "" for words such as ゲスト, for dashes and for zeros only."""
    id_ = clean_id(text)
    plain = unicodedata.normalize("NFKC", id_).strip().casefold()
    return "" if plain in _NO_MEMBER or not plain.strip("0-ー―—‐− ") else id_


def email_key(text: str) -> str:
    """An e-mail address as it is compared: NFKC, trimmed, lower case; "" for anything else.

    Dots in a row are let through: the mobile carriers gave such addresses out.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return plain if len(plain) <= 254 and _ADDRESS.fullmatch(plain) else ""


def is_mall_alias(email: str) -> bool:
    """Whether an address is one that a mall lends for its own orders: a key, never for mail.

    A preset with `mall_email` says so of all of a file's addresses; this finds them elsewhere.
    """
    return _MALLS.fullmatch(email_key(email)) is not None


def phone_digits(text: str) -> str:
    """The digits of the first telephone number; "" for fewer than 9 or an obvious dummy.

    +81 becomes 0. Nine or ten digits without the 0 in front lost it in Excel, and get it back.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("'").lower()
    first = next((part for part in _SEVERAL_PHONES.split(plain) if part.strip()), "")
    if _ROUNDED.search(first):
        return ""
    digits = re.sub(r"[^0-9]", "", first.removesuffix(".0"))
    abroad = first.lstrip(" (").startswith("+")
    if abroad and digits.startswith("81"):
        digits, abroad = "0" + digits[2:].removeprefix("0"), False
    if not _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE or _is_dummy(digits):
        return ""
    if not abroad and not digits.startswith("0") and len(digits) in (9, 10):
        return "0" + digits
    return digits


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


def customer_key(
    member: str, email: str, phone: str, name: str, postcode: str, address: str
) -> str | None:
    """The key of a customer, from cells as written or as cleaned; None where nothing is enough.

    `m:` member id, else `e:` e-mail, else `p:` telephone and name, else `a:` post code, address
    and name. Words for "no member" and an id of zeros only are no id: carts write them for guests,
    who would otherwise all be one customer.
    """
    if id_ := member_id(member):
        return f"m:{id_}"
    if address_of_mail := email_key(email):
        return f"e:{address_of_mail}"
    folded = _part(fold_name(name))
    if not folded:
        return None
    if digits := phone_digits(phone):
        return f"p:{digits}|{folded}"
    code, place = postcode_digits(postcode), _part(fold_address(address))
    return f"a:{code}|{place}|{folded}" if code and place else None


def _part(text: str) -> str:
    return text.replace("|", "")


def fold_address(text: str) -> str:
    """An address as it is compared: as `fold_name`, 1丁目2番3号 is 1-2-3.

    Without the prefecture, which the post code tells.
    """
    folded = _PREFECTURE.sub("", fold_name(text))
    return re.sub("-+", "-", _BLOCK.sub("-", folded)).strip("-")


_GIVEN = _words(
    """承諾 承諾する 承諾済 承諾済み 同意 同意する 同意済 同意済み 同意あり
    許可 許可する 希望 希望する 希望あり 受け取る 受取る 受取 受け取り 受信 受信する
    購読 購読する 購読中 配信 配信する 配信可 配信中 送る 登録 登録する 登録済 登録済み
    する 可 可能 有 有り あり 有効 はい ○ 〇 ◯ yes y true t 1 on ok
    subscribed subscribe opt-in optin accepted agree agreed given"""
)
_REFUSED = _words("否 無 × ✕ ✖ x no n false f 0 off ng opt-out optout declined refused")
_REFUSAL = re.compile(
    r"ない|なし|無し|不要|不可|不同意|不承諾|拒否|停止|解除|退会|いいえ|せず|unsub|^not[^a-z]"
    r"|^未(?!確認|設定|定|回答|入力|選択)"
)
_ABOUT_MAIL = re.compile(
    r"^(?:メールマガジン|メルマガ|ダイレクトメール|e?-?メール|dm|ご?案内|お知らせ)"
    r"の?(?:配信|受信|送付)?[をにへ:は]?(?=.)"
)


def parse_consent(text: str) -> Consent:
    """Whether a customer agreed to e-mail. What is not clearly a yes is never one."""
    word = _word(text)
    if word in _REFUSED or _REFUSAL.search(word):
        return (
            "refused" if word not in ("不明", "未設定", "未確認", "未定", "未回答") else "unknown"
        )
    if word in _GIVEN or _ABOUT_MAIL.sub("", word) in _GIVEN:
        return "given"
    return "unknown"


_SINGLE = re.compile(
    r"定期(?:購入|購買)?(?:外|以外|なし|無し|ではない|でない)|非定期|都度|通常|単品|単発|スポット"
    r"|今回のみ|お試し|[1一]回(?:のみ|限り|だけ|$)|one-?time|single|unsub|^not[^a-z]"
)
_SUBSCRIPTION = re.compile(r"定期|頒布会|サブスク|継続|自動お届け|subscri|recurring|autoship")
_YES = _words("1 true yes y t on ○ 〇 ◯ 有 有り あり はい する")
_NO = _words("0 false no n f off × ✕ x - 無 無し なし いいえ しない")


def names_subscription(name: str) -> bool:
    """Whether a product's name sounds like a subscription: 定期便, 頒布会."""
    return bool(_SUBSCRIPTION.search(_word(name)))


def is_subscription(text: str) -> bool | None:
    """Whether the kind of an order (定期, 都度, a yes or no) is a subscription; None if unclear."""
    word = _word(text)
    if word in _NO or _SINGLE.search(word):
        return False
    return True if word in _YES or _SUBSCRIPTION.search(word) else None


def _word(text: str) -> str:
    """NFKC, lower case, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
