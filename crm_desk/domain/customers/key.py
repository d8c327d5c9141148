"""What tells that two orders are one customer's."""

import unicodedata

from crm_desk.domain.clean_text import clean_text
from crm_desk.domain.contacts.handles import email_key, fold_address, phone_digits, postcode_digits
from crm_desk.domain.names import fold_name, word_set

_NO_MEMBER = word_set(
    "なし 無し 無 ゲスト 非会員 未会員 会員外 会員登録なし 未登録 guest null none nil n/a nan"
)


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
