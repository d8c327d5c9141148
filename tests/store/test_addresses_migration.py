"""Step 9 finds the same former addresses that an import finds."""

import re

from crm_desk.desk.desk import Desk
from crm_desk.store.connection import Connection
from crm_desk.store.migrations.functions import put_functions
from crm_desk.store.schema import migrations, split_statements
from tests.desk.customers.people import bring, order

STEP = 9


def _statements(*beginnings: str) -> list[str]:
    sql = re.sub(r"^--.*\n", "", dict(migrations())[STEP], flags=re.MULTILINE)
    return [each for each in split_statements(sql) if each.startswith(beginnings)]


def _kept(connection: Connection) -> set[tuple[object, ...]]:
    return set(
        connection.execute(
            "SELECT kind, handle, postcode, customer_id, is_former FROM other_address"
        ).fetchall()
    )


def _filled(desk: Desk) -> None:
    old = {"postcode": "100-0001", "address": "東京都千代田区1-1", "phone": "03-1111-2222"}
    new = {"postcode": "530-0001", "address": "大阪市北区2-2", "phone": "06-3333-4444"}
    name = "髙橋 花子"
    for number, (email, more) in enumerate(
        [("a.b@gmail.com", old), ("A@example.jp", new), ("c+1@gmail.com", new)], start=1
    ):
        bring(desk, [order(number, f"2026/0{number}/05", "A1", name, email, **more)])  # type: ignore[arg-type]
    bring(desk, [order(9, "2026/01/05", "B1", "佐藤 茂", "same@example.jp", **old)])  # type: ignore[arg-type]


def test_former_addresses_are_found(desk: Desk) -> None:
    _filled(desk)
    before = desk.store.read(_kept)
    assert {row[0] for row in before} == {"email", "phone", "place"}

    def again(connection: Connection) -> set[tuple[object, ...]]:
        put_functions(connection)
        connection.execute("DELETE FROM other_address")
        for statement in _statements("INSERT"):
            connection.execute(statement)
        return _kept(connection)

    assert desk.store.write(again) == before


def test_a_code_of_another_address_goes(desk: Desk) -> None:
    _filled(desk)

    def update(connection: Connection) -> list[str]:
        put_functions(connection)
        connection.execute("UPDATE customer SET postcode = '100-0001' WHERE member_no = 'A1'")
        for statement in _statements("UPDATE"):
            connection.execute(statement)
        rows = connection.execute("SELECT postcode FROM customer ORDER BY member_no")
        return [code for (code,) in rows]

    assert desk.store.write(update) == ["", "100-0001"]
