"""What tells that two orders are one customer's."""

import unicodedata

from crm_desk.domain.clean_text import clean_text
from crm_desk.domain.contacts.handles import email_key, fold_address, phone_digits, postcode_digits
from crm_desk.domain.names import fold_name, word_set

_NO_MEMBER = word_set(
    "なし 無し 無 該当なし 登録なし 会員外 会員登録なし 未会員 未登録 不明"
    " null (null) none nil n/a nan undefined"
)
_GUESTS = ("ゲスト", "非会員", "guest")
"""Also with any ending: ゲスト購入, Guest checkout."""

_DASHES_AND_ZEROS = "0.-ー―—–‐− "


def clean_id(text: str) -> str:
    """An id or code exactly as written (00123 stays), without blanks around it.

    Nor the apostrophe that Shopify and Excel put in front.
    """
    return clean_text(text).strip().removeprefix("'").strip()


def member_id(text: str) -> str:
    """A member id as `clean_id`; "" for words such as ゲスト購入, dashes, and zeros only (0.0)."""
    id_ = clean_id(text)
    plain = unicodedata.normalize("NFKC", id_).strip().casefold()
    nobody = plain in _NO_MEMBER or plain.startswith(_GUESTS) or not plain.strip(_DASHES_AND_ZEROS)
    return "" if nobody else id_


def customer_key(
    member: str, email: str, phone: str, name: str, postcode: str, address: str
) -> str | None:
    """The key of a customer, from cells as written or as cleaned; None where nothing is enough.

    `m:` member id, else `e:` e-mail, else `p:` telephone, with the name where there is one, else
    `a:` address and name, with the post code where there is one. Words for "no member" and an id
    of zeros only are no id: carts write them for guests, who would otherwise all be one customer.
    """
    if id_ := member_id(member):
        return f"m:{id_}"
    if address_of_mail := email_key(email):
        return f"e:{address_of_mail}"
    folded = _part(fold_name(name))
    if digits := phone_digits(phone):
        return f"p:{digits}|{folded}"
    if not folded:
        return None
    code = postcode_digits(postcode)
    # Without the post code only the prefecture tells 府中市 from 府中市.
    place = _part(fold_address(address, prefecture=not code))
    return f"a:{code}|{place}|{folded}" if place else None


def _part(text: str) -> str:
    return text.replace("|", "")
