"""Which bucket the worklist shows, and which rows of it."""

from collections.abc import Callable, Iterable, Sequence

from crm_desk.desk.followup.worklist import BUCKETS, Worklist
from crm_desk.domain.followup.standing import Bucket


class ShownPlans:
    """A row that was just checked off stays where it is until another list is asked for.

    Attributes:
        bucket: what was chosen, or shown last.
        wanted: the plan that is asked for by its number, whichever bucket it is in.
        touched: plans that were changed since the list was asked for.
        changing: those that are about to be changed now.
    """

    def __init__(self) -> None:
        self.bucket: Bucket | None = None
        self.wanted: int | None = None
        self.touched: set[int] = set()
        self.changing: set[int] = set()

    def want(self, plan_id: int) -> None:
        """Show this plan, in its own bucket."""
        self.wanted, self.bucket = plan_id, None

    def note_change(self, plan_ids: Iterable[int]) -> None:
        """These are about to be changed here."""
        self.changing = set(plan_ids)
        self.touched |= self.changing

    def take_changing(self) -> set[int]:
        """Those that were just changed here; empty where something else has changed."""
        found, self.changing = self.changing, set()
        return found

    def take_wanted(self) -> int | None:
        """The plan that is asked for, once."""
        wanted, self.wanted = self.wanted, None
        return wanted

    def choose_bucket(self, found: Worklist) -> Bucket:
        """The home of the plan asked for, else what was chosen, else what is due."""
        if self.wanted is not None:
            homes = [bucket for bucket in BUCKETS if self.wanted in found.ids[bucket]]
            self.bucket = homes[0] if homes else self.bucket
        if self.bucket is None:
            filled = (bucket for bucket in BUCKETS if found.counts[bucket].plans)
            self.bucket = next(filled, BUCKETS[1])
        return self.bucket

    def rows(
        self,
        bucket_ids: list[int],
        on_screen: Sequence[int],
        existing: Callable[[list[int]], Iterable[int]],
    ) -> list[int]:
        """The rows of a bucket after a change; those that were touched stay where they are.

        Args:
            existing: those of some plans that are still there.
        """
        known = set(bucket_ids) | (self.touched & set(existing(list(self.touched))))
        stays = [id_ for id_ in on_screen if id_ in known]
        shown = set(stays)
        return [*stays, *(id_ for id_ in bucket_ids if id_ not in shown)]
