"""The fields of a customer: what files say of one, and what the desk keeps.

Presets, staging, the facts of a customer and the import wizard read this one description. A new
field is a row here, a column of the tables `customer` and `customer_facts` (a migration) and its
name in the texts (`field.<name>`). An order file's fields are in `importing.layout`.
"""

from enum import StrEnum
from typing import NamedTuple

FieldValue = str | int | None
"""A text, or an integer; days are `date.toordinal()`, money is in minor units."""


class FieldKind(StrEnum):
    """What a field holds, and so how its cells are cleaned."""

    MEMBER_NO = "member_no"
    TEXT = "text"
    CONSENT = "consent"
    DAY = "day"
    AMOUNT = "amount"
    COUNT = "count"
    SWITCH = "switch"
    """1 or 0, set by the preset: no column of a file says it."""


class PersonField(NamedTuple):
    """One field of a customer.

    Attributes:
        name: its column in the tables.
        in_orders: order files say it, too.
        as_mapped: its name in presets and mappings, where that is another one.
    """

    name: str
    kind: FieldKind = FieldKind.TEXT
    in_orders: bool = False
    as_mapped: str = ""

    @property
    def file_field(self) -> str:
        """Its name in presets and mappings."""
        return self.as_mapped or self.name

    @property
    def unsaid(self) -> FieldValue:
        """Its value in the facts of an import that does not say it."""
        return "" if self.kind in _TEXTS else None

    @property
    def unknown(self) -> FieldValue:
        """Its value for a customer of whom nothing says it."""
        return _UNKNOWN.get(self.kind, self.unsaid)


_TEXTS = frozenset({FieldKind.MEMBER_NO, FieldKind.TEXT, FieldKind.CONSENT})
_UNKNOWN: dict[FieldKind, FieldValue] = {
    FieldKind.CONSENT: "unknown",
    FieldKind.AMOUNT: 0,
    FieldKind.COUNT: 0,
    FieldKind.SWITCH: 0,
}

PERSON_FIELDS = (
    PersonField("member_no", FieldKind.MEMBER_NO, in_orders=True, as_mapped="customer"),
    PersonField("name", in_orders=True),
    PersonField("kana", in_orders=True),
    PersonField("email", in_orders=True),
    PersonField("phone", in_orders=True),
    PersonField("postcode", in_orders=True),
    PersonField("address", in_orders=True),
    PersonField("company"),
    PersonField("birthday", FieldKind.DAY),
    PersonField("consent", FieldKind.CONSENT, in_orders=True),
    PersonField("consent_day", FieldKind.DAY, as_mapped="consent_date"),
    PersonField("consent_source"),
    PersonField("referrer", in_orders=True),
    PersonField("note"),
    PersonField("opening_purchases", FieldKind.COUNT),
    PersonField("opening_amount", FieldKind.AMOUNT),
    PersonField("opening_first", FieldKind.DAY),
    PersonField("opening_last", FieldKind.DAY),
    # The opening balances count the orders of the desk as well.
    PersonField("opening_lifetime", FieldKind.SWITCH),
)

FACTS = tuple(field for field in PERSON_FIELDS if field.kind is not FieldKind.MEMBER_NO)
"""What can differ between imports: the columns of `customer_facts`."""

FILE_FIELDS = tuple(field for field in PERSON_FIELDS if field.kind is not FieldKind.SWITCH)
"""What a column of a file can be."""


def file_fields(*kinds: FieldKind) -> tuple[str, ...]:
    """Names in presets and mappings of the fields of these kinds."""
    return tuple(field.file_field for field in FILE_FIELDS if field.kind in kinds)
