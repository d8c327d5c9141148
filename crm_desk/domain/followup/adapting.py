"""Templates adapted: what shop or customer can't use goes another way, and two media stay."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from crm_desk.domain.contacts.consent import Reach, usable
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import MEDIA
from crm_desk.domain.followup.templates import (
    SHORTEST_WINDOW,
    AdaptedWords,
    Template,
    TemplateStep,
)

_BY_ADDRESS = (Medium.EMAIL, Medium.PHONE, Medium.POST)
"""What takes the place of a step while nobody has said which media the shop uses."""
_BY_CONSENT = frozenset({Medium.LINE, Medium.SMS, Medium.FAX, Medium.SNS})
"""The program knows no address for these: only who agreed to one is taken to be reached by it.
A visit and an insert wait for the customer to come or to order, so they replace nothing."""
_USUAL_DAYS = (3, 30, 60)
"""Days after the start for steps that no longer wait for a parcel."""


class Adapted(NamedTuple):
    """A template as one customer can be approached by it.

    Attributes:
        instead: by step, the way of the template that another one stands for; None where it stays.
        one_medium: all steps go through one medium, so that the plan is never 達成.
    """

    template: Template
    instead: tuple[Way | None, ...]
    one_medium: bool = False


def adapted(
    template: Template,
    reach: Reach,
    media: Sequence[Medium],
    words: AdaptedWords,
    *,
    one_medium: bool = False,
    few_calls: bool = False,
) -> Adapted | None:
    """A template with every step in a way that shop and customer can use.

    A step that can stay, stays. Each other goes to the first medium of the shop's order by which
    the customer can be reached, so that the medium changes from step to step where possible
    (A-B-A or A-B-C), and two media are used in any case.

    Args:
        media: those the shop uses, in its order; none: it was never asked.
        one_medium: where only one medium is left, all three steps go through it.
        few_calls: rather one call than a change of the medium from step to step.

    Returns:
        None where the customer can't be reached through two media.
    """
    ways = tuple(step.way for step in template.steps)
    can_stay = tuple(
        (not media or way.medium in media) and usable(way, reach) is None for way in ways
    )
    if all(can_stay) and len({way.medium for way in ways}) >= MEDIA:
        return Adapted(template, (None,) * len(ways))
    by_hand = Way.HANDWRITTEN in ways
    others = tuple(substitutes(reach, media, by_hand=by_hand))
    chosen = _chosen_ways(ways, can_stay, others, few_calls=few_calls)
    if chosen is None or not (one_medium or _media(chosen) >= MEDIA):
        return None
    pairs = zip(ways, chosen, strict=True)
    instead = tuple(before if before is not way else None for before, way in pairs)
    one = _media(chosen) < MEDIA
    return Adapted(_with_ways(template, chosen, words), instead, one_medium=one)


def substitutes(reach: Reach, media: Sequence[Medium], *, by_hand: bool = False) -> Iterator[Way]:
    """Yield the ways that can take the place of a step, the shop's first medium first.

    Args:
        by_hand: cards are written by hand in this template.
    """
    for medium in media or _BY_ADDRESS:
        if medium is Medium.POST:
            way = Way.HANDWRITTEN if by_hand else Way.POSTCARD
        elif medium in _BY_ADDRESS or (medium in _BY_CONSENT and reach.consent(medium) == "given"):
            way = Way(medium.value)
        else:
            continue
        if usable(way, reach) is None:
            yield way


@lru_cache(maxsize=2048)
def _chosen_ways(
    ways: tuple[Way, ...],
    can_stay: tuple[bool, ...],
    others: tuple[Way, ...],
    *,
    few_calls: bool,
) -> tuple[Way, ...] | None:
    """The best ways for all steps; None where some step has none."""
    options = [(way,) if stays else others for way, stays in zip(ways, can_stay, strict=True)]
    rank = {way: place for place, way in enumerate(others)}

    def cost(found: tuple[Way, ...]) -> tuple[bool, int, int, list[int]]:
        calls = found.count(Way.PHONE) if few_calls else 0
        repeats = sum(one.medium is other.medium for one, other in pairwise(found))
        ranks = [0 if stays else rank[way] for way, stays in zip(found, can_stay, strict=True)]
        return _media(found) < MEDIA, calls, repeats, ranks

    return min(product(*options), key=cost, default=None)


def _media(ways: Sequence[Way]) -> int:
    return len({way.medium for way in ways})


def _with_ways(template: Template, ways: Sequence[Way], words: AdaptedWords) -> Template:
    """The template in these ways; what each step is for stays sensible."""
    steps: list[TemplateStep] = []
    for place, (step, way) in enumerate(zip(template.steps, ways, strict=True)):
        called = any(each.way is Way.PHONE for each in steps)
        kept = replace(step, way=way)
        if way is not step.way and way is Way.PHONE:
            kept = _as_call(kept, place, words)
        elif not called and step.purpose in words.without_call:
            kept = replace(kept, purpose=words.without_call[step.purpose])
        if way is not Way.INSERT and step.way is Way.INSERT and step.after is None:
            kept = replace(kept, after=_day_between(template.steps, steps, place))
        steps.append(kept)
    return replace(template, steps=tuple(steps))


def _as_call(step: TemplateStep, place: int, words: AdaptedWords) -> TemplateStep:
    """A call asks, and never sells; what asks already stays as it is."""
    asks = words.calls[place] if words.calls else step.purpose
    purpose, late = (
        text if not text or text in words.asks else asks for text in (step.purpose, step.late)
    )
    return replace(step, purpose=purpose, late=late)


def _day_between(
    planned: Sequence[TemplateStep], before: Sequence[TemplateStep], place: int
) -> int:
    """Days after the start, not before the steps before it, nor after those that follow."""
    first = max((step.after for step in before if step.after is not None), default=0)
    later = (step.after for step in planned[place + 1 :] if step.after is not None)
    return max(first, min(_USUAL_DAYS[place], min(later, default=SHORTEST_WINDOW)))
