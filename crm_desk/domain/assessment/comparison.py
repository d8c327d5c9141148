"""What rose and fell between two assessments."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from crm_desk.domain.assessment.assessment import Assessment
from crm_desk.domain.assessment.questionnaire import Category, Item, Questionnaire, iter_pairs
from crm_desk.domain.assessment.scoring import tally


@dataclass(frozen=True)
class ItemChange:
    """One item in both assessments; None where it has no choice."""

    category: Category
    item: Item
    before: int | None
    after: int | None

    @property
    def levels(self) -> int | None:
        """Levels gained (negative: lost); None unless chosen both times."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class RateChange:
    """Two rates over the same items: those with a choice both times.

    Attributes:
        before, after: None where no item was chosen both times.
        compared: items chosen both times.
        of: items that there are now.
    """

    before: Fraction | None
    after: Fraction | None
    compared: int
    of: int

    @property
    def is_partial(self) -> bool:
        """Some items are left out, which must be said beside the rates."""
        return 0 < self.compared < self.of


@dataclass(frozen=True)
class CategoryChange:
    """What became of one category."""

    category: Category
    rates: RateChange


@dataclass(frozen=True)
class Comparison:
    """An assessment beside an earlier one.

    Attributes:
        earlier: the one compared with.
        same_version: both on one version of the questionnaire; else only shared items count.
        points: official points gained, None unless both are official and on one version.
        overall: over all items; `categories`: of those that share an item.
    """

    earlier: Assessment
    same_version: bool
    points: int | None
    overall: RateChange
    categories: tuple[CategoryChange, ...]
    items: tuple[ItemChange, ...]

    @property
    def risen(self) -> tuple[ItemChange, ...]:
        """Items with a higher level, largest rise first."""
        return self._changed(1)

    @property
    def fallen(self) -> tuple[ItemChange, ...]:
        """Items with a lower level, largest fall first."""
        return self._changed(-1)

    def _changed(self, sign: int) -> tuple[ItemChange, ...]:
        moved = [change for change in self.items if sign * (change.levels or 0) > 0]
        return tuple(sorted(moved, key=lambda change: -abs(change.levels or 0)))

    def before(self, item_id: str) -> int | None:
        """The earlier level of an item, None without one."""
        return next((c.before for c in self.items if c.item.id == item_id), None)

    def category(self, category_id: str) -> CategoryChange | None:
        """The change of one category, None where nothing is shared."""
        return next((c for c in self.categories if c.category.id == category_id), None)


def compare(
    questionnaire: Questionnaire,
    assessment: Assessment,
    earlier_questionnaire: Questionnaire,
    earlier: Assessment,
) -> Comparison:
    """Compare over the items that both versions have and that were chosen both times.

    A rate over six answers beside one over all 33 would say that the shop rose or fell where
    only the items differ (people-and-paper.md, What is shown).
    """
    items = tuple(
        ItemChange(
            category, item, earlier.answer(item.id).choice, assessment.answer(item.id).choice
        )
        for category, item in iter_pairs(questionnaire, earlier_questionnaire)
    )
    now, then = tally(questionnaire.items, assessment), tally(earlier_questionnaire.items, earlier)
    same = questionnaire.version == earlier_questionnaire.version

    def rates(some: Iterable[ItemChange], of: int) -> RateChange:
        both = [change.item for change in some if change.levels is not None]
        before = tally([earlier_questionnaire.item(item.id) for item in both], earlier)
        return RateChange(before.rate, tally(both, assessment).rate, len(both), of)

    shared = {change.category.id for change in items}
    return Comparison(
        earlier=earlier,
        same_version=same,
        points=now.points - then.points if same and now.is_complete and then.is_complete else None,
        overall=rates(items, len(questionnaire.items)),
        categories=tuple(
            CategoryChange(
                category,
                rates((c for c in items if c.category == category), len(category.items)),
            )
            for category in questionnaire.categories
            if category.id in shared
        ),
        items=items,
    )
