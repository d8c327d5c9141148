"""`python -m tests.store.write_schema` keeps the newest schema as a file, after a new migration."""

import sqlite3
from contextlib import closing
from pathlib import Path

from crm_desk.store import schema

if __name__ == "__main__":
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        schema.migrate(made)
        kept = Path(schema.__file__).parent / "migrations" / "schema.txt"
        kept.write_text(schema.schema_text(made), encoding="utf-8")
