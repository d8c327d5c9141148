"""Which columns of a file of no known cart speak of the recipient, not of the buyer.

Source of the rules: import-doubts.md, 9.
"""

import re
from collections.abc import Sequence

from crm_desk.domain.names import fold_word

CONTACT_FIELDS = ("name", "kana", "phone", "postcode", "address", "email")
"""What both may have."""

_BUYER = re.compile(
    r"購入者|注文者|ご?注文主|ご?依頼主|依頼人|請求先|申込者|buyer|purchaser|billing|bill|orderer"
)
_RECIPIENT = re.compile(
    r"受取人|受取り人|受け取り人|受取先|受取者|受領者|送り先|送付先|届け?先|配送先|発送先|納品先|宛先"
    r"|^ship|shipping|recipient|receiver|consignee|deliver|sender"
)
_SOMEBODY = re.compile(r"(?:先|人|者|主)$")
_PERSON = re.compile(
    r"氏名|名前|お名|姓|^氏|(?:者|主|人|先|様)名|顧客名|会員名|注文者$|購入者$"
    r"|(?<!item)(?<!item_)(?<!product)(?<!product_)(?<!shop)(?<!store)(?<!method_)name"
)
_CONTACT = re.compile(
    r"住所|郵便|〒|電話|tel|携帯|連絡先|都道府県|市区|番地|建物"
    r"|address|phone|mobile|zip|postcode|post_?code|postal|city|state$|province|prefecture"
)
_NO_CONTACT = re.compile(r"メール|mail|status|date|日|商品|item|料|fee")


def recipient_columns(headers: Sequence[str]) -> frozenset[int]:
    """Positions of addresses, post codes and telephones that are the recipient's.

    Where buyers and recipients both have columns of their own, every one that is not marked as
    the buyer's; where only recipients are marked, unmarked ones that follow a recipient's name.
    """
    folded = [fold_word(header) for header in headers]
    marks = [_mark(header) for header in folded]
    if "recipient" not in marks:
        return frozenset()
    both = "buyer" in marks
    # A name without a mark may be the buyer's only, unless the buyer's has one.
    named = any(m == "buyer" and _PERSON.search(h) for m, h in zip(marks, folded, strict=True))
    found, last_person = set(), ""
    for at, (header, mark) in enumerate(zip(folded, marks, strict=True)):
        is_person = _PERSON.search(header) is not None
        if is_person:
            last_person = mark or "buyer"
        of_nobody = not mark and _is_contact(header) and (both or last_person == "recipient")
        if mark == "recipient" or of_nobody or (not mark and is_person and named):
            found.add(at)
    return frozenset(found)


def _mark(header: str) -> str:
    if not (_PERSON.search(header) or _is_contact(header) or _SOMEBODY.search(header)):
        return ""
    if _RECIPIENT.search(header):
        return "recipient"
    return "buyer" if _BUYER.search(header) else ""


def _is_contact(header: str) -> bool:
    return bool(_CONTACT.search(header)) and not _NO_CONTACT.search(header)
