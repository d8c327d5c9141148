"""The registry of a person's data: no table with somebody in it is forgotten."""

import re

import pytest

from crm_desk.desk.capabilities import FREE_TEXTS, PERSON_TABLES
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.store import person_data
from crm_desk.store.connection import Connection
from crm_desk.store.person_data import Mentions, Subject

NOBODY = Subject((), (), (), ())
ROOTS = {"customer", "person"}
"""The tables that are a person."""
OF_NOBODY = {"export_note"}
"""They hold nobody by themselves."""


def tables_of_a_person(connection: Connection) -> set[str]:
    """Those that refer to a person, over however many others; whatever they call the column."""
    rows = connection.execute(
        "SELECT t.name, f.'table' FROM sqlite_schema t, pragma_foreign_key_list(t.name) f"
        " WHERE t.type = 'table'"
    ).fetchall()
    named = connection.execute(
        "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        " AND (c.name LIKE '%customer%' OR c.name LIKE '%person%'"
        " OR c.name IN ('name', 'kana', 'email', 'address', 'referrer', 'handle',"
        " 'contact', 'phone', 'answers', 'value', 'files', 'paths'))"
    ).fetchall()
    named_so = {name for (name,) in named if not name.startswith("sqlite_")}
    found = ROOTS | named_so - SHOP_ONLY
    while more := {table for table, of in rows if of in found} - found:
        found |= more
    return found


SHOP_ONLY = {
    # A shop's own words and settings, no person's: names of selections, mappings and templates.
    *("desk_info", "saved_selection", "saved_mapping", "followup_template", "followup_limit"),
    *("product", "staff"),
}


def test_every_table_with_a_person_in_it_has_a_provider(desk: Desk) -> None:
    listed = [table.table for table in PERSON_TABLES]
    assert len(set(listed)) == len(listed)
    missing = desk.store.read(tables_of_a_person) - set(listed)
    assert missing <= OF_NOBODY


def test_a_new_table_without_one_is_found(desk: Desk) -> None:
    def with_new(connection: Connection) -> set[str]:
        connection.execute("CREATE TABLE visit (who INTEGER REFERENCES followup_plan (id)) STRICT")
        return tables_of_a_person(connection)

    assert "visit" in desk.store.write(with_new)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_column_and_table_that_is_told_has_a_name(desk: Desk, language: str) -> None:
    said = texts(language)

    def columns(connection: Connection) -> set[str]:
        found = set()

        def watch(sql: str) -> None:
            # What a statement would name, without any row.
            if sql.lstrip().startswith("SELECT"):
                found.add(sql)

        connection.set_trace_callback(watch)
        for table in PERSON_TABLES:
            table.read(connection, NOBODY)
        connection.set_trace_callback(None)
        return {column[0] for sql in found for column in connection.execute(sql).description or ()}

    read = desk.store.read(columns)
    assert {"name", "email", "number", "medium", "step"} <= read
    known = {key.removeprefix("personal.column_") for key in said.sentences}
    assert read <= known
    for table in PERSON_TABLES:
        if table.read is not person_data.nothing:
            assert said(f"personal.table_{table.table}")


def test_nothing_of_nobody_is_erased(desk: Desk) -> None:
    def work(connection: Connection) -> None:
        for table in PERSON_TABLES:
            table.erase(connection, NOBODY)

    desk.store.write(work)


@pytest.mark.parametrize(
    ("words", "text", "is_there"),
    [
        (["髙橋 花子"], "高橋花子様へ", True),
        (["090-0111-2222"], "電話 09001112222", True),
        (["Hanako@Example.jp"], "ｈａｎａｋｏ@example.jp;", True),
        (["12"], "1,200円", False),
        (["12"], "12", True),
        (["花"], "花束", False),
        ([""], "", False),
        (["K-1"], "K-15", False),
    ],
)
def test_a_persons_values_are_found_however_they_are_written(
    words: list[str], text: str, is_there: bool
) -> None:
    assert Mentions(words)(text) is is_there


_TYPED = re.compile(r"(note|reason|evidence|participants|purpose|remark|text|words|source)$")
_NOT_TYPED_OF_OTHERS = {
    # What files said, under what shows of it; words of templates; reasons that are keys.
    *("customer_facts.note", "customer_facts.consent_source", "customer.consent_source"),
    *("followup_step.purpose", "followup_template_step.purpose"),
    *("import_issue.reason", "import_notice.reason"),
    # What follows from what is shown of a customer.
    "mark_proposal.words",
}


def test_every_typed_text_is_looked_through_for_names(desk: Desk) -> None:
    def columns(connection: Connection) -> set[str]:
        rows = connection.execute(
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
            " WHERE t.type = 'table' AND c.type = 'TEXT'"
        )
        return {f"{table}.{column}" for table, column in rows if _TYPED.search(column)}

    def is_read(name: str) -> bool:
        table, column = name.split(".")
        return any(
            re.search(rf"\b{table}\b", one.sql) and re.search(rf"\b{column}\b", one.sql)
            for one in FREE_TEXTS
        )

    found = desk.store.read(columns)
    assert {name for name in found if not is_read(name)} == _NOT_TYPED_OF_OTHERS
