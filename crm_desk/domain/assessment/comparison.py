"""What rose and fell between two assessments."""

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
class CategoryChange:
    """Rates of one category over the items that both questionnaires have."""

    category: Category
    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True)
class Comparison:
    """An assessment beside an earlier one.

    Attributes:
        earlier: the one compared with.
        same_version: both on one version of the questionnaire; else only shared items count.
        points: official points gained, None unless both are official and on one version.
        rate_before: over the shared items, like `rate_after`.
    """

    earlier: Assessment
    same_version: bool
    points: int | None
    rate_before: Fraction | None
    rate_after: Fraction | None
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
    """Compare over the items that both questionnaire versions have."""
    shared = list(iter_pairs(questionnaire, earlier_questionnaire))
    shared_items = [item for _, item in shared]
    earlier_items = [earlier_questionnaire.item(item.id) for item in shared_items]
    now, then = tally(shared_items, assessment), tally(earlier_items, earlier)
    same = questionnaire.version == earlier_questionnaire.version
    return Comparison(
        earlier=earlier,
        same_version=same,
        points=now.points - then.points if same and now.is_complete and then.is_complete else None,
        rate_before=then.rate,
        rate_after=now.rate,
        categories=_category_changes(shared, earlier_questionnaire, assessment, earlier),
        items=tuple(
            ItemChange(
                category,
                item,
                earlier.answer(item.id).choice,
                assessment.answer(item.id).choice,
            )
            for category, item in shared
        ),
    )


def _category_changes(
    shared: list[tuple[Category, Item]],
    earlier_questionnaire: Questionnaire,
    assessment: Assessment,
    earlier: Assessment,
) -> tuple[CategoryChange, ...]:
    by_category: dict[str, tuple[Category, list[Item]]] = {}
    for category, item in shared:
        by_category.setdefault(category.id, (category, []))[1].append(item)
    return tuple(
        CategoryChange(
            category,
            tally([earlier_questionnaire.item(item.id) for item in items], earlier).rate,
            tally(items, assessment).rate,
        )
        for category, items in by_category.values()
    )
