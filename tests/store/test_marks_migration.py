"""Step 13 proposes the same marks that an import proposes."""

import re

from crm_desk.desk.desk import Desk
from crm_desk.store.connection import Connection
from crm_desk.store.migrations.functions import put_functions
from crm_desk.store.schema import migrations, split_statements
from tests.desk.contacts.marking import noted
from tests.desk.customers.people import bring, order

STEP = 13


def _proposed(connection: Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT * FROM mark_proposal ORDER BY 1, 2").fetchall()


def test_words_propose_the_same(desk: Desk) -> None:
    bring(desk, [order(1, "2026/01/05", "A1", "故 佐藤 茂", "s@example.jp")])
    bring(desk, [order(2, "2026/01/05", "B1", "高橋 花子", "h@example.jp")])
    noted(desk, 2, note="2026年 喪中。DM不要、電話×")
    before = desk.store.read(_proposed)
    assert len(before) == 4

    def again(connection: Connection) -> list[tuple[object, ...]]:
        put_functions(connection)
        connection.execute("DELETE FROM mark_proposal")
        sql = re.sub(r"^--.*\n", "", dict(migrations())[STEP], flags=re.MULTILINE)
        for statement in split_statements(sql):
            if statement.startswith("INSERT"):
                connection.execute(statement)
        return _proposed(connection)

    assert desk.store.write(again) == before
