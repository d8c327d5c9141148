"""A desk that is not built as the migrations build it is refused, and stays as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crm_desk.desk.analysis import orders
from crm_desk.desk.customers import people
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.marks import MarkKind
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.customers.typed_facts import TYPED_FIELDS
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.timeline.case import Remedy, in_order
from crm_desk.store import schema, values
from crm_desk.store.checking import check_open_desk
from crm_desk.store.connection import LONGEST_WRITTEN, connect_checker
from crm_desk.store.copying import never
from tests.faults.hostile_desks import _SCHEMA as CHANGES
from tests.store import steps
from tests.store.support import refused, tellable

ROOT_OF_SCHEMA = Path(schema.__file__).parent / "migrations" / "schema.txt"


def changed(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.mark.parametrize("statement", CHANGES)
def test_another_schema_is_refused(statement: str, closed: Path) -> None:
    assert refused(changed(closed, statement)) == "desk_altered"


@pytest.mark.parametrize(
    ("before", "after"),
    [("DEFAULT 0", "DEFAULT 1"), ("'unknown'", "'given'"), ("IN (0, 1)", "> 5")],
)
def test_another_default_or_rule_is_refused(before: str, after: str, closed: Path) -> None:
    put = f"replace(sql, '{before.replace(chr(39), chr(39) * 2)}', '{after.replace(chr(39), chr(39) * 2)}')"  # noqa: E501
    changed(closed, f"UPDATE sqlite_schema SET sql = {put} WHERE name = 'customer'")  # noqa: S608
    assert refused(closed) == "desk_altered"


@pytest.mark.parametrize("version", range(1, schema.latest_version() + 1))
def test_every_released_schema_is_ours_and_one_view_more_is_not(
    version: int, tmp_path: Path
) -> None:
    path = tmp_path / "shop.crmdesk"
    steps.make_earlier(path, steps.released()[:version])
    with closing(sqlite3.connect(path)) as connection:
        assert not schema.differs(connection)
    changed(path, "CREATE VIEW more AS SELECT 1")
    assert refused(path) == "desk_altered"


def test_spaces_comments_and_quotes_mean_nothing(closed: Path) -> None:
    changed(
        closed,
        "UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', ' /* a */  TEXT -- b\n')"
        " WHERE name = 'answer'",
        "UPDATE sqlite_schema SET sql = replace(sql, '\"person\"', 'person')"
        " WHERE name = 'approach'",
    )
    Desk(closed).close()


def test_statistics_of_sqlite_itself_are_no_change(closed: Path) -> None:
    changed(closed, "ANALYZE")
    Desk(closed).close()


def test_the_kept_schema_is_the_one_that_the_migrations_make() -> None:
    """Otherwise starts are slower; write it anew by `python -m tests.store.write_schema`."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        assert ROOT_OF_SCHEMA.read_text(encoding="utf-8") == schema.schema_text(connection)


_CUSTOMERS, _ENTRIES = "desk_customers_damaged", "desk_entries_damaged"
_ENTRY = "INSERT INTO entry VALUES (91, 1, '', '', 'note', {}, NULL, 'a', '')"
DAMAGE = {
    "UPDATE shop_order SET day = 4611686018427387904": "desk_orders_damaged",
    "UPDATE shop_order SET goods = -4611686018427387904": "desk_orders_damaged",
    "UPDATE order_line SET amount = 9223372036854775807": "desk_orders_damaged",
    "UPDATE customer SET birthday = -1": "desk_customers_damaged",
    "UPDATE customer SET opening_purchases = -1": "desk_customers_damaged",
    "UPDATE customer SET joined_to = id, joined_by = 'hand'": "desk_customers_damaged",
    "UPDATE followup_step SET way = 'pigeon'": "desk_plans_damaged",
    "UPDATE approach SET day = 0": "desk_plans_damaged",
    "UPDATE customer_sums SET purchases = -1": "desk_customers_damaged",
    # The records, marks and corrections of a person.
    "INSERT INTO typed_fact VALUES (1, 1, 'note', 'a', '', 4611686018427387904, 1)": _CUSTOMERS,
    "INSERT INTO typed_fact VALUES (1, 1, 'shoe_size', '7', '', 739000, 1)": _CUSTOMERS,
    "INSERT INTO typed_fact VALUES (1, 1, 'birthday', '2026-02-31', '', 739000, 1)": _CUSTOMERS,
    "INSERT INTO typed_fact VALUES (1, 1, 'birthday', 'May', '', 739000, 1)": _CUSTOMERS,
    "INSERT INTO person_mark VALUES (1, 'mourning', 739000, '', 4611686018427387904)": _CUSTOMERS,
    "INSERT INTO person_mark VALUES (1, 'no_phone', -5, '', NULL)": _CUSTOMERS,
    "INSERT INTO person_mark VALUES (1, 'cursed', 739000, '', NULL)": "desk_check_failed",
    "INSERT INTO mark_answer VALUES (1, 'cursed', 'a', 1)": _CUSTOMERS,
    "INSERT INTO mark_proposal VALUES (1, 'cursed', 'note', 'a', 'b', NULL)": _CUSTOMERS,
    "INSERT INTO mark_proposal VALUES (1, 'mourning', 'note', 'a', 'b', 0)": _CUSTOMERS,
    "INSERT INTO consent_event VALUES (91, 1, 'pigeon', 'given', 'refused', 1, '', 1)": _CUSTOMERS,
    _ENTRY.format("'phone', 4611686018427387904"): _ENTRIES,
    _ENTRY.format("'pigeon', 739000"): _ENTRIES,
    "UPDATE case_work SET due = 0": _ENTRIES,
    "UPDATE entry SET kind = 'poem'": "desk_check_failed",
    "UPDATE customer SET consent = 'perhaps'": "desk_check_failed",
    "UPDATE answer SET state = 'perhaps'": "desk_check_failed",
    "UPDATE shop_order SET current = 7": "desk_check_failed",
}


@pytest.mark.parametrize("statement", DAMAGE)
def test_values_that_can_not_be_are_named_by_the_full_check(statement: str, closed: Path) -> None:
    changed(closed, statement)
    with (
        closing(connect_checker(closed)) as connection,
        pytest.raises(ReportableError) as caught,
    ):
        check_open_desk(connection, closed, never, is_full=True)
    assert caught.value.key == DAMAGE[statement]
    tellable(caught.value)


def test_a_sound_desk_passes_the_full_check(closed: Path) -> None:
    with closing(connect_checker(closed)) as connection:
        check_open_desk(connection, closed, never, is_full=True)


def test_a_check_that_is_called_off_ends(closed: Path) -> None:
    with closing(connect_checker(closed)) as connection, pytest.raises(InterruptedError):
        check_open_desk(connection, closed, lambda: True, is_full=True)


def test_reading_a_damaged_day_is_a_sentence(closed: Path) -> None:
    changed(closed, "UPDATE customer SET birthday = 4611686018427387904")
    with Desk(closed) as desk, pytest.raises(ReportableError) as caught:
        [people.person(desk, id_) for id_ in range(1, 60)]
    assert caught.value.key == "desk_customers_damaged"


def test_our_own_mistakes_stay_mistakes(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.store.read(lambda _: {"a": 1}["no such thing"])


def test_a_text_that_could_not_be_read_again_is_not_written(desk: Desk) -> None:
    with pytest.raises(ReportableError, match="text_too_long"):
        desk.rename_shop("長" * LONGEST_WRITTEN)
    assert desk.shop_name == "みずほ茶舗"


def test_orders_of_a_damaged_desk_are_no_figures(closed: Path) -> None:
    changed(closed, "UPDATE shop_order SET day = 4611686018427387904")
    with Desk(closed) as desk, pytest.raises(ReportableError, match="desk_orders_damaged"):
        orders.load(desk)


def test_the_words_of_the_kernel_are_those_of_the_contacts() -> None:
    assert set(values.WAYS) == set(Way)
    everything = " ".join(remedy.value for remedy in in_order(Remedy))
    assert max(values.REMEDIES, key=len) == everything
    assert len(values.REMEDIES) == 2 ** len(Remedy)
    assert set(values.MEDIA) == set(Medium)
    assert tuple(MarkKind) == values.MARKS
    assert values.TYPED == TYPED_FIELDS
