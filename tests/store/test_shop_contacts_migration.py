"""Step 8: desks of before know no shop's contacts, and which orders have names of their own."""

from pathlib import Path

from crm_desk.store import desk_info
from crm_desk.store.contacts.shared import put_shared, shop_contacts
from crm_desk.store.store import Store
from tests.store import steps
from tests.store.support import integrity

STEP = 8
IMPORT = """
INSERT INTO import_batch (id, source_id, kind, preset, files, imported_at, rows_accepted,
    rows_rejected, rows_skipped, rows_unchanged)
VALUES (?, 50, 'orders', 'generic', '[]', '2026-01-02 10:00:00', 1, 0, 0, 0)
"""


def earlier(folder: Path, batches: tuple[int, ...]) -> Path:
    """A desk of schema 7 with imports."""
    path = folder / "desk" / "shop.crmdesk"
    known = steps.released()[: STEP - 1]
    steps.make_earlier(path, known)
    with steps.program_with(known), Store(path) as store:
        store.write(lambda c: c.execute("INSERT INTO source (id, label) VALUES (50, '支店')"))
        store.write(lambda c: c.executemany(IMPORT, [(id_,) for id_ in batches]))
    return path


def test_orders_of_earlier_imports_are_known_to_have_no_names(tmp_path: Path) -> None:
    path = earlier(tmp_path, (101, 107))
    with Store(path) as store:
        assert store.read(lambda c: desk_info.get(c, "orders_unnamed_until")) == "107"
        assert store.read(shop_contacts) == frozenset()
    assert integrity(path) == "ok"


def test_a_contact_is_the_shops_as_long_as_an_import_knows_it(tmp_path: Path) -> None:
    with Store(earlier(tmp_path, (101, 107))) as store:
        store.write(lambda c: put_shared(c, 101, ["office@kobo.example"]))
        store.write(lambda c: put_shared(c, 107, ["office@kobo.example"]))
        store.write(lambda c: c.execute("DELETE FROM import_batch WHERE id = 101"))
        assert store.read(shop_contacts) == {"office@kobo.example"}
        store.write(lambda c: c.execute("DELETE FROM import_batch WHERE id = 107"))
        assert store.read(shop_contacts) == frozenset()


def test_what_is_a_persons_by_one_source_is_no_shops(tmp_path: Path) -> None:
    with Store(earlier(tmp_path, (101,))) as store:
        store.write(lambda c: put_shared(c, 101, ["a@kobo.example", "0312345678"]))
        answers = '{"personal": ["a@kobo.example"]}'
        store.write(lambda c: c.execute("UPDATE source SET answers = ? WHERE id = 50", (answers,)))
        assert store.read(shop_contacts) == {"0312345678"}
