"""A script is cut into its statements, and only there."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.store.schema import migrations, split_statements

TRIGGER = """CREATE TRIGGER t AFTER INSERT ON a BEGIN
    UPDATE a SET x = 'END;' WHERE x = ';';
    -- not the end;
    DELETE FROM b; /* nor; here */
END;"""

SCRIPTS: dict[str, tuple[str, list[str]]] = {
    "nothing": ("", []),
    "blank": ("\n \n\t\n", []),
    "comment only": ("-- nothing; here\n", []),
    "one": ("CREATE TABLE a (x);\n", ["CREATE TABLE a (x);"]),
    "no line end": ("CREATE TABLE a (x);", ["CREATE TABLE a (x);"]),
    "two": ("SELECT 1;\nSELECT 2;\n", ["SELECT 1;", "SELECT 2;"]),
    "over lines": ("SELECT\n  1\n;\nSELECT 2;", ["SELECT\n  1\n;", "SELECT 2;"]),
    "in a text": ("SELECT 'a;\nb;';\nSELECT 2;", ["SELECT 'a;\nb;';", "SELECT 2;"]),
    "quotes in a text": ("SELECT 'it''s;\n';\n", ["SELECT 'it''s;\n';"]),
    "in a name": ('CREATE TABLE "a;\nb" (x);', ['CREATE TABLE "a;\nb" (x);']),
    "in brackets": ("CREATE TABLE [a;\nb] (x);", ["CREATE TABLE [a;\nb] (x);"]),
    "comment in a statement": ("SELECT -- one;\n 1;\n", ["SELECT -- one;\n 1;"]),
    "block comment": ("SELECT /* one;\n two; */ 1;\n", ["SELECT /* one;\n two; */ 1;"]),
    "comment at the end": ("SELECT 1;\n-- the end;\n", ["SELECT 1;"]),
    "trigger": (f"SELECT 1;\n{TRIGGER}\nSELECT 2;\n", ["SELECT 1;", TRIGGER, "SELECT 2;"]),
    "CRLF": ("SELECT 1;\r\nSELECT 2;\r\n", ["SELECT 1;", "SELECT 2;"]),
}


SCRIPTS_OF_ONE_LINE: dict[str, tuple[str, list[str]]] = {
    "two on a line": ("SELECT 1; SELECT 2;\n", ["SELECT 1;", "SELECT 2;"]),
    "block comment at the end": ("SELECT 1;\n/* the end */\n", ["SELECT 1;"]),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_statements(script: str) -> None:
    sql, expected = SCRIPTS[script]
    assert split_statements(sql) == expected


@pytest.mark.parametrize("script", SCRIPTS_OF_ONE_LINE)
def test_statements_that_lines_do_not_show(script: str) -> None:
    sql, expected = SCRIPTS_OF_ONE_LINE[script]
    assert split_statements(sql) == expected


@pytest.mark.parametrize(
    "sql",
    ["SELECT 1", "SELECT 1;\nSELECT 2\n", "SELECT 'a;\n", f"{TRIGGER[:-4]}", "SELECT 1 -- end;"],
)
def test_a_script_without_its_end_is_refused(sql: str) -> None:
    with pytest.raises(ValueError, match="not ended"):
        split_statements(sql)


@given(st.lists(st.text("ab;'\n-*/ \"", max_size=12), max_size=5))
def test_any_texts_come_back_whole(texts: list[str]) -> None:
    quoted = [text.replace("'", "''") for text in texts]
    statements = split_statements("\n".join(f"SELECT '{text}';" for text in quoted))
    with closing(sqlite3.connect(":memory:")) as connection:
        assert [connection.execute(s).fetchone()[0] for s in statements] == texts


def test_the_released_steps_are_numbered_without_a_gap_and_can_be_cut() -> None:
    assert [number for number, _ in migrations()] == list(range(1, len(migrations()) + 1))
    for _, sql in migrations():
        assert split_statements(sql)
