"""How many follow-ups are due: for the sidebar and the home page, and quick to load."""

from datetime import date
from typing import NamedTuple

from crm_desk.desk.desk import Desk
from crm_desk.domain.followup.standing import Bucket
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.followup import worklist

BUCKETS = (Bucket.LATE, Bucket.TODAY, Bucket.WEEK, Bucket.LATER, Bucket.ACHIEVED)
"""Those of the worklist, in its order."""


class Count(NamedTuple):
    """Plans of one bucket, and how many of them saw a purchase in their window."""

    plans: int = 0
    bought: int = 0


def counts(desk: Desk, today: date) -> dict[Bucket, Count]:
    """How many plans whose window still runs there are in every bucket; on any thread."""

    def work(connection: Connection) -> dict[Bucket, Count]:
        found = worklist.counts(connection, today, desk_info.amount_basis(connection))
        return {bucket: Count(*found.get(bucket, ())) for bucket in BUCKETS}

    return desk.store.read_in_worker(work)
