"""How the documents (and the results page) put an assessment into words."""

from crm_desk.domain.assessment.assessment import Answer, AnswerState
from crm_desk.domain.assessment.comparison import Comparison, ItemChange, RateChange
from crm_desk.domain.assessment.improvement import WeakPoint
from crm_desk.domain.assessment.scoring import Tally
from crm_desk.domain.assessment.summary import Summary
from crm_desk.domain.decimals import NO_FIGURE, percent
from crm_desk.domain.texts import Texts


def headline(tally: Tally, texts: Texts) -> tuple[str, str]:
    """The big figure and what stands beside it: points of 100, or a rate for reference."""
    if tally.is_complete:
        return str(tally.points), texts("result.of_points", points=tally.full_points)
    if not tally.rate:
        # Nothing achieved of what little is answered yet is no result to be shown in large type.
        return f"{tally.answered}/{tally.items}", texts("result.so_far")
    return texts.percent(tally.rate), texts("result.reference")


def counts(tally: Tally, texts: Texts) -> str:
    """Answered, unanswered, deferred and not applicable, the latter only where there are any."""
    parts = [texts("result.answered", n=tally.answered, of=tally.items)]
    for key in ("unanswered", "deferred", "not_applicable"):
        number = getattr(tally, key)
        if number:
            parts.append(texts(f"result.{key}", n=number))
    return texts("result.separator").join(parts)


def rate_or_state(tally: Tally, texts: Texts) -> str:
    """`61%`, or what the items without a rate are: 対象外, 未回答, 保留; no 0% before the end."""
    state = tally.why_no_rate
    if state is None and not tally.rate and tally.unanswered:
        return texts("result.answered", n=tally.answered, of=tally.items)
    return texts.percent(tally.rate) if state is None else texts(f"state.{state.value}")


def change_line(summary: Summary, texts: Texts) -> str:
    """The change since the earlier assessment, or that there is none to compare with."""
    comparison = summary.comparison
    if comparison is None:
        return texts("result.first_time")
    day = texts.date(comparison.earlier.details.held_on)
    if not comparison.overall.compared:
        return texts("result.since_unknown", day=day)
    return texts("result.since", day=day, change=change_figure(comparison, texts))


def change_figure(comparison: Comparison, texts: Texts) -> str:
    """`＋9点`, or percentage points where not both are official, and over how many items."""
    if comparison.points is not None:
        return texts("result.points", n=texts.signed(comparison.points))
    rates = comparison.overall
    if rates.before is None or rates.after is None:
        return texts("result.not_comparable")
    moved = texts.signed(percent(rates.after) - percent(rates.before))
    return texts("result.rate_points", n=moved, compared=rates.compared)


def compared_line(comparison: Comparison, texts: Texts) -> str:
    """Which items are compared; "" where it is all of them."""
    rates = comparison.overall
    if not rates.compared:
        return texts("result.nothing_in_common")
    return texts("result.compared", n=rates.compared, of=rates.of) if rates.is_partial else ""


def reading(summary: Summary, texts: Texts) -> str:
    """The one-sentence reading."""
    joined = texts("result.sentence_gap").join(summary.reading.sentences)
    said = texts(f"reading.{summary.reading.key}", sentences=joined)
    open_items = summary.score.overall.items - summary.score.overall.answered
    if open_items and summary.score.overall.answered:
        return texts("reading.so_far", sentence=said)
    return said


def reason(weak: WeakPoint, target: int | None, texts: Texts) -> str:
    """Why an item stands among the weak points; `target` in percent, None where none is set."""
    points = percent(abs(weak.distance))
    key = "weak_reason" if weak.distance > 0 else "weak_reason_met"
    if target is None:
        key = "weak_reason_unset"
    return texts(
        f"result.{key}", category=weak.category.short, points=points, target=target, gap=weak.gap
    )


def choice(answer: Answer, texts: Texts) -> str:
    """What stands for an item in a narrow column: 0-3, or the state that is not 0."""
    if answer.state is AnswerState.ANSWERED:
        return str(answer.choice)
    return texts(f"state.{answer.state.value}")


def level(number: int | None) -> str:
    """A level, or a dash where none was chosen."""
    return NO_FIGURE if number is None else str(number)


def movement(change: ItemChange, texts: Texts) -> str:
    """`1 → 2 (＋1)`."""
    return texts(
        "result.movement",
        before=level(change.before),
        after=level(change.after),
        change=texts.signed(change.levels or 0),
    )


def rates(change: RateChange, texts: Texts) -> str:
    """`33% → 67%`, with the number of items where some are left out; or that it can't be said."""
    if not change.compared:
        return texts("result.not_comparable")
    said = texts(
        "result.rates", before=texts.percent(change.before), after=texts.percent(change.after)
    )
    if change.is_partial:
        said += texts("result.over_items", n=change.compared, of=change.of)
    return said


def rate_change(change: RateChange, texts: Texts) -> str:
    """`＋34ポイント` between the rates as shown; "" where they can't be compared."""
    if change.before is None or change.after is None:
        return ""
    moved = percent(change.after) - percent(change.before)
    return texts("result.rate_change", n=texts.signed(moved))
