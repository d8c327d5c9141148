"""What the shop itself says of a customer: it wins over what files say.

Post code and address are typed together, for a post code is worth something with its address only.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crm_desk.domain.clean_text import clean_line, clean_text
from crm_desk.domain.contacts.handles import email_key, fold_address, phone_digits, postcode_digits
from crm_desk.domain.contacts.phones import BETWEEN, phone_numbers
from crm_desk.domain.customers.fields import FieldValue
from crm_desk.domain.customers.people import Facts
from crm_desk.domain.names import fold_name

TYPED_FIELDS = (
    *("name", "kana", "phone", "email", "postcode", "address"),
    *("birthday", "company", "note"),
)
"""What can be typed, in the order of forms."""
PLACE = ("postcode", "address")
_REACHED_BY = frozenset({"phone", "email", *PLACE})
LONGEST = {
    **dict.fromkeys(("name", "kana", "company", "phone"), 200),
    "email": 254,
    "postcode": 20,
    "address": 500,
    "birthday": 20,
    "note": 10_000,
}
"""Characters of each field."""
_SIGNS_OF_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn round what follows, on paper too, and can't be seen."""


class TypedFact(NamedTuple):
    """One field as it was typed.

    Attributes:
        number: of the entry among those of a person: what was typed together has one number.
        value: "" says that there is none, whatever files say; a day is written 2026-11-28.
        said: what files said then.
        day: of typing, as `date.toordinal()`.
        is_current: it holds; else something was typed over it, or a file's value taken.
    """

    number: int
    field: str
    value: str
    said: str
    day: int
    is_current: bool = True


class TypedProblem(NamedTuple):
    """Why something typed can't be kept.

    Attributes:
        reason: key of the sentence, `typed.<reason>`; `n` in it is `most`.
    """

    field: str
    reason: str
    most: int = 0


def together(field: str) -> tuple[str, ...]:
    """The fields that are typed with this one."""
    return PLACE if field in PLACE else (field,)


def clean_fact(field: str, text: str) -> str:
    """Text as it is kept; several telephone numbers stand with 、 between them."""
    if field == "note":
        return "\n".join(line.rstrip() for line in clean_text(text).split("\n")).strip()
    line = clean_line(text)
    return BETWEEN.join(phone_numbers(line)) if field == "phone" else line


def problem_of(field: str, text: str) -> TypedProblem | None:
    """Why a text can't be kept as this field; None where it can. A day is read before."""
    if len(clean_fact(field, text)) > LONGEST[field]:
        return TypedProblem(field, "too_long", LONGEST[field])
    if any(_is_control(sign) for sign in text):
        return TypedProblem(field, "odd_sign")
    kept = clean_fact(field, text)
    if field == "name" and not kept:
        return TypedProblem(field, "name_missing")
    if kept and not _is_readable(field, kept):
        return TypedProblem(field, f"{field}_odd")
    return None


def _is_control(sign: str) -> bool:
    if sign in _SIGNS_OF_DIRECTION:
        return True
    return unicodedata.category(sign) in ("Cc", "Cs") and not sign.isspace()


def _is_readable(field: str, kept: str) -> bool:
    if field == "phone":
        return all(map(phone_digits, phone_numbers(kept)))
    if field == "email":
        return bool(email_key(kept))
    return field != "postcode" or any(map(str.isdigit, kept))


def as_text(value: FieldValue) -> str:
    """A field's value as it is kept when typed."""
    return date.fromordinal(value).isoformat() if isinstance(value, int) else value or ""


def as_value(field: str, text: str) -> FieldValue:
    """What was kept as typed, as a value of the customer."""
    if field == "birthday":
        return date.fromisoformat(text).toordinal() if text else None
    return text


def current(typed: Iterable[TypedFact]) -> dict[str, TypedFact]:
    """What holds of everything that was typed of one person, by field."""
    return {fact.field: fact for fact in typed if fact.is_current}


def with_typed(said: Facts, typed: Mapping[str, TypedFact]) -> Facts:
    """A customer as shown: what files say, and over it what was typed here."""
    if not typed:
        return said
    values = {name: as_value(name, fact.value) for name, fact in typed.items()}
    return replace(said, values={**said.values, **values})


def typed_before(key: str, typed: Iterable[TypedFact]) -> list[Facts]:
    """What was typed, entry by entry: the person was once reached by each of these."""
    entries: dict[int, dict[str, FieldValue]] = {}
    for fact in typed:
        entries.setdefault(fact.number, {})[fact.field] = as_value(fact.field, fact.value)
    return [Facts(key, values=values) for values in entries.values()]


def added(
    typed: Iterable[TypedFact], values: Mapping[str, str], said: Facts, day: int
) -> tuple[TypedFact, ...]:
    """Everything that was typed of a person, with one more entry.

    Args:
        values: texts by field, as kept.
        said: what files say now.
    """
    before = list(typed)
    number = max((fact.number for fact in before), default=0) + 1
    new = (
        TypedFact(number, name, value, as_text(said.values.get(name)), day)
        for name, value in values.items()
    )
    return (*without(before, values), *new)


def without(typed: Iterable[TypedFact], names: Iterable[str]) -> tuple[TypedFact, ...]:
    """Everything typed, where what files say of these fields holds again.

    Addresses stay, as former ones: a refusal was said for them. Nothing else does.
    """
    gone = frozenset(names)
    kept = (fact for fact in typed if fact.field not in gone or fact.field in _REACHED_BY)
    return tuple(fact._replace(is_current=False) if fact.field in gone else fact for fact in kept)


def acknowledged(
    typed: Iterable[TypedFact], names: Iterable[str], said: Facts
) -> tuple[TypedFact, ...]:
    """Everything typed, where it is known what files say of these fields, and not taken."""
    known = frozenset(names)
    return tuple(
        fact._replace(said=as_text(said.values.get(fact.field)))
        if fact.is_current and fact.field in known
        else fact
        for fact in typed
    )


def said_otherwise(typed: Mapping[str, TypedFact], said: Facts) -> frozenset[str]:
    """Fields of which files say something else since they were typed.

    What they said when it was typed is known, and so is another way of writing the same.
    """
    return frozenset(
        name
        for name, fact in typed.items()
        if (now := as_text(said.values.get(name)))
        and not is_same(name, now, fact.value)
        and not is_same(name, now, fact.said)
    )


def is_same(field: str, one: str, other: str) -> bool:
    """Whether two texts of a field say the same."""
    return _compared(field, one) == _compared(field, other)


def _compared(field: str, text: str) -> object:
    if field == "phone":
        return tuple(phone_digits(each) or each for each in phone_numbers(text))
    if field == "email":
        return email_key(text) or text
    if field == "postcode":
        return postcode_digits(text) or text
    if field == "address":
        return fold_address(text, prefecture=True)
    return fold_name(text) if field in ("name", "kana", "company") else text
