"""What was answered about the files of a source, kept with the source."""

import json
from collections.abc import Mapping
from typing import Any

from crm_desk.store.connection import Connection


def answers(connection: Connection, label: str) -> dict[str, Any]:
    """`importing.answers.Answers` as plain data; empty of a source that is not there."""
    row = connection.execute("SELECT answers FROM source WHERE label = ?", (label,)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def put_answers(connection: Connection, label: str, given: Mapping[str, Any]) -> None:
    """Replace the answers about a source, which is made where there is none."""
    connection.execute("INSERT OR IGNORE INTO source (label) VALUES (?)", (label,))
    connection.execute(
        "UPDATE source SET answers = ? WHERE label = ?",
        (json.dumps(dict(given), ensure_ascii=False), label),
    )


def numbers_of(connection: Connection, source: int) -> str:
    """What was answered about the order numbers of a source; "" where nobody was asked."""
    row = connection.execute("SELECT answers FROM source WHERE id = ?", (source,)).fetchone()
    return str(json.loads(row[0]).get("numbers") or "")


def put_numbers(connection: Connection, source: int, numbers: str) -> None:
    """Note what the order numbers of a source turned out to be."""
    connection.execute(
        "UPDATE source SET answers = json_set(answers, '$.numbers', ?) WHERE id = ?",
        (numbers, source),
    )
