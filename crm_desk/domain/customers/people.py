"""What a file says of the people in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crm_desk.domain.contacts.handles import (
    email_key,
    fold_address,
    is_mall_alias,
    phone_digits,
    postcode_digits,
)
from crm_desk.domain.names import fold_name, fold_search


@dataclass(frozen=True)
class Facts:
    """What one import says of one customer; "" or None where it says nothing.

    Days are `date.toordinal()`, money is in minor units.

    Attributes:
        key: see `domain.customer_key`; the source is not in it.
        seen_day: of the newest order or entry that says so.
        opening_lifetime: 1 where the opening balances count the orders of the desk as well.
    """

    key: str
    seen_day: int = 0
    member_no: str = ""
    name: str = ""
    kana: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""
    address: str = ""
    birthday: int | None = None
    consent: str = ""
    consent_day: int | None = None
    consent_source: str = ""
    referrer: str = ""
    note: str = ""
    opening_purchases: int | None = None
    opening_amount: int | None = None
    opening_first: int | None = None
    opening_last: int | None = None
    opening_lifetime: int | None = None


def newest(said: Iterable[Facts]) -> Facts:
    """One customer's facts, field by field the newest that says something.

    Args:
        said: at least one, oldest first.
    """
    said = list(said)
    known: dict[str, object] = {}
    for facts in said:
        known.update(
            (name, value) for name, value in vars(facts).items() if value not in ("", None)
        )
    return replace(said[-1], **known)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Handles:
    """What a customer is found by: folded, never shown."""

    email_key: str
    phone_digits: str
    postcode_digits: str
    folded_name: str
    folded_address: str
    search: str
    mall_email: bool


def handles(
    *,
    member_no: str,
    name: str,
    kana: str,
    email: str,
    phone: str,
    postcode: str,
    address: str,
    mall: bool,
) -> Handles:
    """The search forms of a customer's facts."""
    digits = phone_digits(phone)
    words = (name, kana, member_no, email, digits)
    return Handles(
        email_key=email_key(email),
        phone_digits=digits,
        postcode_digits=postcode_digits(postcode),
        folded_name=fold_name(name),
        folded_address=fold_address(address),
        search="\n".join(fold_search(word) for word in words if word),
        mall_email=mall or is_mall_alias(email),
    )
