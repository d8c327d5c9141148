"""The figures of an import, in sentences."""

from collections.abc import Sequence
from typing import NamedTuple

from crm_desk.desk.importing.batches import Outcome
from crm_desk.domain.texts import Texts
from crm_desk.importing.findings import Notice
from crm_desk.importing.issues import PRIVATE, Issue
from crm_desk.store.importing.batches import Batch


class ImportTotals(NamedTuple):
    """Several outcomes as one."""

    read: int
    accepted: int
    rejected: int
    skipped: int
    unchanged: int
    new_orders: int
    changed_orders: int
    same_orders: int
    new_customers: int
    joined: int
    nobody: int
    notices: int


def import_totals(outcomes: Sequence[Outcome]) -> ImportTotals:
    """The figures of all of them together."""
    results = [outcome.taken for outcome in outcomes]
    return ImportTotals(
        read=sum(outcome.read for outcome in outcomes),
        accepted=sum(one.accepted for one in results),
        rejected=sum(one.rejected for one in results),
        skipped=sum(one.skipped for one in results),
        unchanged=sum(one.unchanged for one in results),
        new_orders=sum(one.new_orders for one in results),
        changed_orders=sum(one.changed_orders for one in results),
        same_orders=sum(one.same_orders for one in results),
        new_customers=sum(one.new_customers for one in results),
        joined=sum(len(one.joined) for one in results),
        nobody=sum(outcome.nobody for outcome in outcomes),
        notices=sum(outcome.notices for outcome in outcomes),
    )


def headline(sums: ImportTotals, texts: Texts) -> str:
    """One sentence: what came in."""
    if sums.new_orders or sums.changed_orders:
        key = "import.came_in_changed" if sums.changed_orders else "import.came_in"
        return texts(
            key,
            new=f"{sums.new_orders:,}",
            changed=f"{sums.changed_orders:,}",
            rows=f"{sums.accepted:,}",
            customers=f"{sums.new_customers:,}",
        )
    if sums.accepted:
        return texts(
            "import.people_came_in", rows=f"{sums.accepted:,}", n=f"{sums.new_customers:,}"
        )
    if sums.unchanged:
        return texts("import.nothing_new", rows=f"{sums.unchanged:,}")
    return texts("import.nothing_came_in")


def details(sums: ImportTotals, texts: Texts) -> tuple[str, ...]:
    """What did not come in and why, and what deserves a look; only what there is."""
    lines = (
        (sums.rejected, "import.rejected"),
        (sums.skipped, "import.skipped"),
        (sums.unchanged if sums.accepted else 0, "import.unchanged"),
        (sums.nobody, "import.nobody"),
        (sums.joined, "import.joined"),
        (sums.notices, "import.notices"),
    )
    return tuple(texts(key, n=f"{count:,}") for count, key in lines if count)


def equation(sums: ImportTotals, texts: Texts) -> str:
    """Read = accepted + rejected + unchanged + skipped."""
    return texts(
        "import.equation",
        read=f"{sums.read:,}",
        accepted=f"{sums.accepted:,}",
        rejected=f"{sums.rejected:,}",
        unchanged=f"{sums.unchanged:,}",
        skipped=f"{sums.skipped:,}",
    )


def batch_line(batch: Batch, texts: Texts) -> str:
    """One import in the list of imports."""
    key = {"orders": "import.batch", "customers": "import.batch_people"}.get(
        batch.kind, "import.batch_hand"
    )
    return texts(
        key,
        day=texts.date(batch.imported_at.date()),
        time=f"{batch.imported_at:%H:%M}",
        source=batch.source,
        orders=f"{batch.orders:,}",
        rows=f"{batch.accepted:,}",
    )


def issue_row(issue: Issue, texts: Texts) -> tuple[str, str, str, str, str, str]:
    """(file, row, what became of it, column, value, reason) as shown and saved."""
    return (
        issue.file,
        f"{issue.row}",
        texts(f"severity.{issue.severity}"),
        issue.column,
        issue.value,
        texts(f"issue.{issue.reason}", detail=issue.detail),
    )


def notice_line(notice: Notice, texts: Texts) -> str:
    """All issues of one reason in a line of the command: how many, the first of them, and why."""
    sentence = texts(f"issue.{notice.reason}", detail=notice.detail)
    sentence = texts.with_option(notice.reason, sentence)
    where = f"{notice.file}:{notice.row}" if notice.row else notice.file
    parts = [where, notice.place, "" if notice.reason in PRIVATE else notice.value]
    return f"{notice.count:,} x {' '.join(filter(None, parts))}: {sentence}"
