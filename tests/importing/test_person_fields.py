"""One description of a customer's fields; lists that are spelt elsewhere agree with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from crm_desk.domain.customers.fields import FACTS, FILE_FIELDS, PERSON_FIELDS
from crm_desk.importing.heads import HEAD_FIELDS, mapped_field
from crm_desk.importing.layout import CUSTOMER_FIELDS, ORDER_FIELDS
from crm_desk.store.store import create_file


def test_a_customer_file_can_hold_every_field() -> None:
    assert set(CUSTOMER_FIELDS) == {field.file_field for field in FILE_FIELDS}
    assert len(CUSTOMER_FIELDS) == len(FILE_FIELDS)


def test_orders_say_what_the_description_says_they_do() -> None:
    said = {field.file_field for field in PERSON_FIELDS if field.in_orders}
    known = {field.file_field for field in PERSON_FIELDS}
    assert said == known & set(ORDER_FIELDS)
    assert said == known & {mapped_field(name) for name in HEAD_FIELDS}


def test_the_tables_have_the_columns(tmp_path: Path) -> None:
    create_file(tmp_path / "s.crmdesk")
    with closing(sqlite3.connect(tmp_path / "s.crmdesk")) as connection:
        columns = {
            table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
            for table in ("customer", "customer_facts")
        }
    facts = {field.name for field in FACTS}
    assert columns["customer_facts"] == facts | {"customer_id", "batch_id", "seen_day"}
    assert columns["customer"] >= facts | {"member_no"}
