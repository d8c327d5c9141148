"""What follow-ups came to, beside customers without a plan: a comparison, not a proof."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from crm_desk.domain.analysis.figures import ratio
from crm_desk.domain.contacts.media import Medium

FEW = 25
"""Of fewer people a percentage would say more than is known; they are counted."""


@dataclass(frozen=True)
class ResultGroup:
    """People, those of them who bought within the window, and for how much (minor units)."""

    people: int = 0
    buyers: int = 0
    amount: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Share of the people who bought; None without people."""
        return ratio(self.buyers, self.people)


@dataclass(frozen=True)
class ResultRow:
    """Plans of one kind that began in one month.

    Attributes:
        template, cluster: "" and None where they are added up over all.
        month: its first day; None where all months are added up.
        over: plans whose window is over, or that were achieved: the base of `achieved`.
        achieved: 達成, of these.
        media: approaches made, by medium.
        followed: those with a plan.
        others: of the same cluster and recency band on the first day of the month, without a plan.
    """

    template: str
    cluster: str | None
    month: date | None
    plans: int
    over: int
    achieved: int
    media: tuple[tuple[Medium, int], ...]
    followed: ResultGroup
    others: ResultGroup

    @property
    def achieved_rate(self) -> Fraction | None:
        """達成率; None as long as nothing is over."""
        return ratio(self.achieved, self.over)
