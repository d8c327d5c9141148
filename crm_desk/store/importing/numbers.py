"""Order numbers that turn out to repeat: keys of a source become number and day.

A key is the number itself, ` #DAY NUMBER` where numbers repeat, or ` #DAY NUMBER CUSTOMER` where
several registers number alike. Keys never turn back: the same files would come in twice.
"""

from crm_desk.store.importing.answers import numbers_of, put_numbers
from crm_desk.store.importing.attached import Staged

FAR_APART = 31
"""Days between two orders of one number from which on they are two (import-doubts.md, rule 4)."""

_FORMS = ("", "unique", "repeat", "customer")
"""From the plainest key to the longest."""

# A key that begins with no blank is a number.
_PLAIN = "key >= '!' AND number <> ''"
_BY_DAY = "substr(key, 1, 2) = ' #' AND number <> ''"
# As the files say it: a member's number without its source.
_CUSTOMER = """coalesce(
    (SELECT CASE WHEN c.source_id IS NULL THEN c.key
        ELSE 'm:' || substr(c.key, length('m:' || c.source_id || ':') + 1) END
    FROM customer c WHERE c.id = shop_order.customer_id), '')"""


def settle_numbers(staged: Staged, source: int, *, may_turn: bool) -> str:
    """Bring the keys of a source and of a staging file to one form.

    Args:
        may_turn: numbers far apart in time show that they repeat, unless answered otherwise.

    Returns:
        The first number that showed it; "" where nothing turned by that.
    """
    told = [row[0] for row in staged.execute("SELECT DISTINCT numbers FROM staging.file")]
    answered = numbers_of(staged.connection, source)
    form = max((*told, answered, _stored_form(staged, source)), key=_FORMS.index)
    first = ""
    if may_turn and form == "":
        first = _far_apart(staged, source)
        form = "repeat" if first else ""
    if form in ("", "unique"):
        return ""
    _re_key_stored(staged, source, form)
    _re_key_staged(staged, form)
    if answered != form:
        put_numbers(staged.connection, source, form)
    return first


def _stored_form(staged: Staged, source: int) -> str:
    """`repeat` where the source's orders are kept by number and day already."""
    # What was answered since would part them from the same files' orders.
    row = staged.execute(
        "SELECT 1 FROM shop_order WHERE source_id = ? AND current AND key >= ' #' AND key < ' $'"
        " LIMIT 1",
        (source,),
    ).fetchone()
    return "repeat" if row else ""


def _far_apart(staged: Staged, source: int) -> str:
    """The first number whose order lies far from one that the desk has, or had, under it."""
    found = [
        staged.execute(
            f"""
            SELECT r.code, r.number FROM staging.ready r
            CROSS JOIN shop_order o ON o.source_id = :source AND o.key = r.key AND {which} o.current
            WHERE r.number <> '' AND r.goods >= 0 AND abs(o.day - r.day) > {FAR_APART}
            ORDER BY r.code LIMIT 1
            """,
            {"source": source},
        ).fetchone()
        for which in ("", "NOT")
    ]
    return str(min(filter(None, found))[1]) if any(found) else ""


def _re_key_staged(staged: Staged, form: str) -> None:
    who = "' ' || coalesce((SELECT p.key FROM staging.person p WHERE p.id = ready.person), '')"
    staged.execute(
        "UPDATE staging.ready SET key = ' #' || day || ' ' || number"
        f" {f'|| {who}' if form == 'customer' else ''} WHERE {_PLAIN}"
    )
    if form == "customer":
        staged.execute(
            f"UPDATE staging.ready SET key = key || {who}"
            f" WHERE {_BY_DAY} AND key = ' #' || day || ' ' || number"
        )


def _re_key_stored(staged: Staged, source: int, form: str) -> None:
    """Give stored orders their keys, former versions too, and show the latest of each key.

    What stood as a former version of another day's order is an order of its own now.
    """
    shorter = "key = ' #' || day || ' ' || number"
    chosen = f"{_PLAIN} OR {shorter}" if form == "customer" else _PLAIN
    customer = f"|| ' ' || {_CUSTOMER}" if form == "customer" else ""
    execute = staged.execute
    execute("DROP TABLE IF EXISTS temp.re_keyed")
    execute("CREATE TEMP TABLE re_keyed (id INTEGER PRIMARY KEY, key TEXT NOT NULL)")
    for which in ("", "NOT"):
        execute(
            "INSERT INTO temp.re_keyed"
            f" SELECT id, ' #' || day || ' ' || number {customer} FROM shop_order"
            f" WHERE source_id = ? AND {which} current AND ({chosen})",
            (source,),
        )
    execute(
        "UPDATE shop_order SET current = 0,"
        " key = (SELECT r.key FROM temp.re_keyed r WHERE r.id = shop_order.id)"
        " WHERE id IN (SELECT id FROM temp.re_keyed)"
    )
    _show_latest(staged, source)
    execute("DROP TABLE temp.re_keyed")


def _show_latest(staged: Staged, source: int) -> None:
    """Of each key that was given, the newest version is current."""
    execute = staged.execute
    keys = "SELECT DISTINCT key FROM temp.re_keyed"
    execute(
        f"UPDATE shop_order SET current = 0 WHERE source_id = ? AND current AND key IN ({keys})",
        (source,),
    )
    execute(
        f"""
        UPDATE shop_order SET current = 1 WHERE id IN (
            SELECT max(o.id) FROM ({keys}) r
            CROSS JOIN shop_order o ON o.source_id = ? AND o.key = r.key AND NOT o.current
            GROUP BY o.key)
        """,
        (source,),
    )
