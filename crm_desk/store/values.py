"""Values that no desk of ours holds, though its schema lets them in: rows that are damaged."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import combinations
from pathlib import Path

from crm_desk.domain.errors import ReportableError
from crm_desk.store.connection import Connection, OperationalError, connect_checker
from crm_desk.store.rows import marks

_MOST = 10**15
"""Of minor units, or thousandths, in one row: sums over all rows still fit in 63 bits."""
WAYS = (
    "email",
    "line",
    "phone",
    "handwritten",
    "postcard",
    "letter",
    "catalogue",
    "newsletter",
    "insert",
    "sms",
    "fax",
    "visit",
    "sns",
)
MEDIA = (
    "email",
    "line",
    "phone",
    "post",
    "insert",
    "sms",
    "fax",
    "visit",
    "sns",
)
"""As in `domain.contacts.media`, which the kernel does not know; a test compares them."""
_REMEDY = ("refund", "exchange", "apology", "explanation")
REMEDIES = tuple(" ".join(some) for n in range(5) for some in combinations(_REMEDY, n))
"""As in `domain.timeline.case`, every choice of them; likewise."""
MARKS = ("deceased", "mourning", "moved_away", "no_phone", "no_mailings", "no_visit")
"""As in `domain.contacts.marks`; likewise."""
TYPED = (
    *("name", "kana", "phone", "email", "postcode", "address"),
    *("birthday", "company", "note"),
)
"""As in `domain.customers.typed_facts`; likewise."""
TABLE_KEYS = {
    "assessment": "desk_assessments_damaged",
    "answer": "desk_assessments_damaged",
    "customer": "desk_customers_damaged",
    "customer_facts": "desk_customers_damaged",
    "customer_sums": "desk_customers_damaged",
    "shop_order": "desk_orders_damaged",
    "order_line": "desk_orders_damaged",
    "followup_plan": "desk_plans_damaged",
    "followup_step": "desk_plans_damaged",
    "followup_template_step": "desk_plans_damaged",
    "approach": "desk_plans_damaged",
    "consent": "desk_customers_damaged",
    "entry": "desk_entries_damaged",
    "entry_line": "desk_entries_damaged",
    "case_work": "desk_entries_damaged",
    "entry_draft": "desk_entries_damaged",
    "consent_event": "desk_customers_damaged",
    "typed_fact": "desk_customers_damaged",
    "person_mark": "desk_customers_damaged",
    "mark_answer": "desk_customers_damaged",
    "mark_proposal": "desk_customers_damaged",
}
"""The sentence for each table's rows."""
_DAYS = {
    "customer": ("birthday", "consent_day", "opening_first", "opening_last"),
    "customer_facts": ("seen_day", "birthday", "consent_day", "opening_first", "opening_last"),
    "customer_sums": ("first_day", "last_day"),
    "shop_order": ("day",),
    "followup_plan": (
        "start",
        "last_day",
        "paused_on",
        "cancelled_on",
        "bought_on",
        "thanks_on",
    ),
    "followup_step": ("planned",),
    "approach": ("day",),
    "consent": ("day",),
    "entry": ("day",),
    "entry_line": ("day",),
    "case_work": ("due", "order_day", "closed_day"),
    "entry_draft": ("day",),
    "consent_event": ("day", "noted_day"),
    "typed_fact": ("day",),
    "person_mark": ("day",),
}
_YEARS = {"person_mark": ("year",), "mark_proposal": ("year",)}
_AMOUNTS = {
    "customer": ("opening_amount", "opening_purchases"),
    "customer_facts": ("opening_amount", "opening_purchases"),
    "customer_sums": ("amount", "purchases"),
    "shop_order": ("goods", "total", "discount", "refund", "shipping"),
    "order_line": ("quantity", "amount"),
    "case_work": ("amount",),
}
_COUNTS = {"customer": ("opening_purchases",), "customer_sums": ("purchases",)}
_WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("followup_step", "way"): WAYS,
    ("followup_template_step", "way"): WAYS,
    ("approach", "way"): WAYS,
    ("consent", "medium"): ("", *MEDIA),
    ("entry", "way"): WAYS,
    ("entry_draft", "way"): WAYS,
    ("case_work", "remedies"): REMEDIES,
    ("consent_event", "medium"): ("", *MEDIA),
    ("typed_fact", "field"): TYPED,
    ("person_mark", "kind"): MARKS,
    ("mark_answer", "kind"): MARKS,
    ("mark_proposal", "kind"): MARKS,
}
_MORE = {
    # One who stands for others is joined to nobody: otherwise all of them are unseen.
    "customer": (
        "joined_to IN (SELECT id FROM customer WHERE joined_to IS NOT NULL)",
        "joined_to = id",
    ),
    # A day that no calendar has would be read as the next month's.
    "typed_fact": ("(field = 'birthday' AND value <> '' AND date(value, '+0 days') IS NOT value)",),
}


def damaged_rows(connection: Connection) -> ReportableError | None:
    """The first kind of rows that hold what cannot be; None where there are none.

    Reads every row: long desks take seconds. The error names the records, and how many they are.
    """
    for table, condition, words in _conditions():
        sql = f"SELECT count(*) FROM {table} WHERE {condition}"
        count = connection.execute(sql, words).fetchone()[0]
        if count:
            return ReportableError(TABLE_KEYS[table], count=count)
    return None


def _conditions() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(table, what only damaged rows fulfil, its values); comparing with NULL is never true."""
    for table in TABLE_KEYS:
        ranges = [(column, 1, date.max.toordinal()) for column in _DAYS.get(table, ())]
        ranges += [(column, 1, date.max.year) for column in _YEARS.get(table, ())]
        ranges += [(column, -_MOST, _MOST) for column in _AMOUNTS.get(table, ())]
        ranges += [(column, 0, _MOST) for column in _COUNTS.get(table, ())]
        found = [f"{column} NOT BETWEEN {low} AND {high}" for column, low, high in ranges]
        known: tuple[str, ...] = ()
        for (of, column), words in _WORDS.items():
            if of == table:
                found.append(f"{column} NOT IN ({marks(words)})")
                known += words
        found += _MORE.get(table, ())
        if found:
            yield table, " OR ".join(found), known


@contextmanager
def naming_damaged_rows(path: Path, connection: Connection) -> Iterator[None]:
    """Where reading stumbles over a value, tell whether the desk is at fault, or we are.

    Args:
        connection: the one that is read; what it has not committed is looked at, too.

    Raises:
        ReportableError: `desk_damaged`, or one of this module's keys.
    """
    try:
        yield
    except (ArithmeticError, LookupError, OperationalError, TypeError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError) or not _may_be_a_value(error):
            raise
        damaged = _look_again(path, connection)
        if damaged is None:
            raise
        raise damaged from error


def _may_be_a_value(error: Exception) -> bool:
    return not isinstance(error, OperationalError) or "overflow" in str(error)


def _look_again(path: Path, connection: Connection) -> ReportableError | None:
    with suppress(OperationalError, ReportableError):
        found = damaged_rows(connection)
        if found is not None:
            return found
        with closing(connect_checker(path)) as checker:
            # A word that the schema does not allow, too: CHECK is checked with it.
            if checker.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return ReportableError("desk_damaged", file=path.name)
    return None


def refuse_damaged_figures(days: Iterable[int], amounts: Iterable[int]) -> None:
    """Where figures are worked out without the rows: what cannot be is no figure.

    Args:
        days, amounts: the smallest and the largest.

    Raises:
        ReportableError: `desk_orders_damaged`.
    """
    odd = sum(not 1 <= day <= date.max.toordinal() for day in days)
    odd += sum(not -_MOST <= amount <= _MOST for amount in amounts)
    if odd:
        raise ReportableError("desk_orders_damaged", count=odd)
