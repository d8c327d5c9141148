"""Layouts of files that a person keeps."""

import json
from collections.abc import Mapping
from typing import Any

from crm_desk.domain.sort_order import sort_key
from crm_desk.store.connection import Connection


def all_mappings(connection: Connection) -> list[dict[str, Any]]:
    """Every layout as plain data, by name."""
    rows = connection.execute("SELECT name, layout FROM saved_mapping").fetchall()
    return [json.loads(layout) for _, layout in sorted(rows, key=lambda row: sort_key(row[0]))]


def put(connection: Connection, name: str, layout: Mapping[str, Any]) -> None:
    """Keep a layout; one of the same name is replaced."""
    connection.execute(
        "INSERT INTO saved_mapping (name, layout) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET layout = excluded.layout",
        (name, json.dumps(layout, ensure_ascii=False)),
    )


def remove(connection: Connection, name: str) -> None:
    """Forget a layout."""
    connection.execute("DELETE FROM saved_mapping WHERE name = ?", (name,))
