"""Follow-ups of the sample shop: plans in every state, made the way that a month is started."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from crm_desk.desk.analysis.look import look_at
from crm_desk.desk.analysis.orders import load_by
from crm_desk.desk.contacts.edits import ContactsEdit, events_of
from crm_desk.desk.followup import common
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.followup.making import edit_in
from crm_desk.desk.followup.month import draft_of, outlook_in
from crm_desk.domain.analysis.figures import AnalysisSettings, Cluster
from crm_desk.domain.analysis.view import BuyerStanding
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.contacts.consent import ConsentNote
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.followup.plan import Halt, Plan, Step, with_approach, with_step
from crm_desk.domain.followup.standing import Bucket, week_end
from crm_desk.domain.followup.starting import Outlook, Proposal
from crm_desk.store import desk_info
from crm_desk.store import rows as store_rows
from crm_desk.store.connection import Connection
from crm_desk.store.contacts import approaches
from crm_desk.store.followup import worklist

_STARTS = (110, 70, 33, 5)
"""Days before the sample's day on which its shop started a month."""
_SHARES = {
    Cluster.TOP1: 11,
    Cluster.TOP10: 5,
    Cluster.TOP20: 3,
    Cluster.FOUR_PLUS: 2,
    Cluster.TWO_THREE: 4,
    Cluster.ONCE: 4,
}
"""How many of each cluster the shop takes on in a month."""

_NOTES = {
    "ja": ("新茶を楽しみにしてくださっている", "お友だちに勧めてくださったそう", "", "", ""),
    "en": ("Looks forward to the first flush", "Recommended us to a friend", "", "", ""),
}
_RESULTS = (Result.NONE, Result.REACTED, Result.SILENT, Result.SILENT, Result.REACTED)


class _Words(NamedTuple):
    complaint: str
    wish: str
    call: str
    card: str
    no_calls: str
    visit: str


_WORDS = {
    "ja": _Words(
        complaint="返品のご相談中",
        wish="ご本人の希望",
        call="お電話",
        card="はがきの返信",
        no_calls="お電話は控えてほしいとのこと",
        visit="お店に寄ってくださった",
    ),
    "en": _Words(
        complaint="A return is being settled",
        wish="Asked for it",
        call="Telephone",
        card="Reply card",
        no_calls="Would rather not be called",
        visit="Came by the shop",
    ),
}


def fill_followups(connection: Connection, language: str, day: date) -> None:
    """Write the sample's follow-ups; its orders are in the desk already.

    Args:
        day: the sample's day; nothing is recorded after it.
    """
    for before in _STARTS:
        start = day - timedelta(days=before)
        _start_month(connection, language, start)
    _work(connection, language, day)
    _mark(connection, _WORDS[language], day)
    _note(connection, _WORDS[language], day)


def _start_month(connection: Connection, language: str, start: date) -> None:
    seen = outlook_in(connection, _stands(connection, start), start, language)
    drafts = [draft_of(proposal) for proposal in _chosen(seen)]
    edit_in(connection, drafts, start, start, "followup_start", strict=False).apply(connection)


def _stands(connection: Connection, as_of: date) -> list[BuyerStanding]:
    data = load_by(lambda work: work(connection))
    return look_at(data, AnalysisSettings(), as_of).standings()


def _chosen(seen: Outlook) -> Iterator[Proposal]:
    room = dict(_SHARES)
    for proposal in seen.proposals:
        cluster = proposal.candidate.cluster
        if room[cluster]:
            room[cluster] -= 1
            yield proposal


def _work(connection: Connection, language: str, day: date) -> None:
    """What was done by the sample's day, plan by plan a little different."""
    changes, first = [], 1
    for number, known in enumerate(_known(connection, day)):
        after = known.plan
        for step in known.plan.steps:
            approach = _approach(first, step, number, language, day)
            if approach is not None:
                after = with_approach(after, approach, day)
                first += 1
        changes.append((known.plan, after))
    FollowupEdit("check_off", plans=tuple(changes)).apply(connection)


def _approach(id_: int, step: Step, number: int, language: str, day: date) -> Approach | None:
    """What was done of a step; the tenth is forgotten, and some are not at home."""
    turn = 7 * number + 3 * step.number
    if step.planned is None or step.planned > day or turn % 10 == 0:
        return None
    done = min(step.planned + timedelta(days=turn % 3), day)
    if step.way is Way.PHONE and turn % 5 == 1:
        return Approach(id_, done, step.way, Result.NOT_REACHED, "", step.number)
    note = _NOTES[language][turn % 5] if step.way is Way.PHONE else ""
    return Approach(id_, done, step.way, _RESULTS[turn % 5], note, step.number)


def _mark(connection: Connection, words: _Words, day: date) -> None:
    """One plan waits, one is cancelled, one ended for a purchase, one thanks; some are due now."""
    plans = [known for known in _known(connection, day) if known.standing.is_open]
    bought = [known for known in plans if known.standing.reaction is not None]
    quiet = [known for known in plans if known.standing.reaction is None]
    changes = [
        (bought[0], replace(bought[0].plan, bought=day)),
        (bought[1], replace(bought[1].plan, thanks=day)),
        (quiet[0], replace(quiet[0].plan, pause=Halt(day - timedelta(days=2), words.complaint))),
        (quiet[1], replace(quiet[1].plan, cancelled=Halt(day - timedelta(days=4), words.wish))),
    ]
    ahead = [known for known in quiet[2:] if known.standing.bucket is not Bucket.LATE]
    changes += [(known, _due(known, day)) for known in ahead[:3]]
    changes += [(known, _due(known, week_end(day))) for known in ahead[3:6]]
    kept = tuple((known.plan, after) for known, after in changes)
    FollowupEdit("followup_step", plans=kept).apply(connection)


def _due(known: common.PlanWithStanding, day: date) -> Plan:
    step = known.standing.next_step
    return known.plan if step is None else with_step(known.plan, replace(step, planned=day))


def _note(connection: Connection, words: _Words, day: date) -> None:
    """Somebody wants no calls, somebody nothing at all, somebody LINE; visits beside the plans."""
    plans = [known for known in _known(connection, day) if known.standing.is_open]
    called = next(known for known in plans if _is_to_be_called(known))
    others = [known.plan for known in plans if known is not called]
    yesterday = day - timedelta(days=1)
    first = store_rows.next_id(connection, "approach")
    step = called.standing.next_step
    refused = Approach(
        first, yesterday, Way.PHONE, Result.REFUSED, words.no_calls, step.number if step else None
    )
    quiet, friend, visitor = others[-1], others[-2], others[-3]
    outside = Approach(first + 1, yesterday, Way.VISIT, Result.REACTED, words.visit)
    said = [
        (quiet, ConsentNote(None, "refused", day - timedelta(days=3), words.card)),
        (friend, ConsentNote(Medium.LINE, "given", day - timedelta(days=20), words.call)),
    ]
    FollowupEdit(
        "check_off",
        plans=((called.plan, with_approach(called.plan, refused, day)),),
    ).apply(connection)
    consents = tuple((plan.person, None, note) for plan, note in said)
    ContactsEdit(
        "approach",
        outside=((None, approaches.Outside(visitor.person, outside)),),
        consents=consents,
        events=events_of(connection, consents, day),
    ).apply(connection)


def _is_to_be_called(known: common.PlanWithStanding) -> bool:
    step = known.standing.next_step
    return step is not None and step.way is Way.PHONE


def _known(connection: Connection, day: date) -> list[common.PlanWithStanding]:
    stood = worklist.plan_standings(connection, day, desk_info.amount_basis(connection))
    return list(
        common.plans_with_standing_in(connection, [each.id for each in stood], day).values()
    )
