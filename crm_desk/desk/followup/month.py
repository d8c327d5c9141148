"""今月のフォローを始める, and the follow-up matrix: who stands where, and what would be done."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.contacts.consent import reach_in
from crm_desk.desk.contacts.shop_media import media_in
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup.design import design_in, limits_in
from crm_desk.desk.followup.edits import FollowupEdit
from crm_desk.desk.followup.making import Draft, allowed
from crm_desk.desk.working_days import working_days_in
from crm_desk.domain.analysis.view import BuyerStanding
from crm_desk.domain.contacts.consent import Reach
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.followup.plan import Origin
from crm_desk.domain.followup.standing import OPEN
from crm_desk.domain.followup.starting import (
    CAP_DAYS,
    Candidate,
    Outlook,
    Proposal,
    ShopRules,
    outlook,
)
from crm_desk.domain.followup.templates import (
    BAND_STARTS,
    Design,
    MatrixPlace,
    Segment,
    Template,
    band_of,
    segment_of,
)
from crm_desk.domain.followup.workload import Limits, Load, load_of
from crm_desk.store import desk_info
from crm_desk.store.connection import Connection
from crm_desk.store.followup import people as people_rows
from crm_desk.store.followup import worklist
from crm_desk.store.versions import snapshot

_NOBODY = Reach()


@dataclass(frozen=True)
class MatrixCell:
    """One cell of the matrix.

    Attributes:
        customers: who stand there as of the day of the figures; `past_interval` of them past
            their own usual moment.
        template: None = 年1回の一斉案内.
        open_plans: customers of the cell with an open plan.
    """

    cell: MatrixPlace
    customers: int = 0
    past_interval: int = 0
    template: Template | None = None
    open_plans: int = 0


def matrix(desk: Desk, look: Look, today: date, language: str) -> tuple[MatrixCell, ...]:
    """The follow-up matrix row by row, TOP1% after 定期中; on any thread.

    Args:
        look: the matrix follows its as-of date, plans follow today.
    """
    found = desk.store.read_in_worker(lambda c: _Facts.read(c, today, language))
    people = _candidates(look.standings(), found)
    standing = Counter(each.cell for each in people)
    late = Counter(each.cell for each in people if each.past_interval)
    planned = Counter(each.cell for each in people if each.has_open_plan)
    cells = (MatrixPlace(segment, band) for segment in Segment for band in BAND_STARTS)
    return tuple(
        MatrixCell(cell, standing[cell], late[cell], found.design.template(cell), planned[cell])
        for cell in cells
    )


def preview(
    desk: Desk,
    look: Look,
    today: date,
    language: str,
    *,
    only: Iterable[int] | None = None,
    template: Template | None = None,
    one_medium: bool = False,
) -> Outlook:
    """What a start today would do; nothing is kept. On any thread.

    Args:
        look: all its buyers are candidates.
        only: of these customers, as a selection on the page 顧客分析 has them.
        template: for everyone, instead of the matrix; then nobody waits for another cell.
        one_medium: who can be reached through one medium only gets three steps by it.
    """
    stands = look.standings()
    if only is not None:
        chosen = frozenset(only)
        stands = [each for each in stands if each.id in chosen]
    return desk.store.read_in_worker(
        lambda c: outlook_in(c, stands, today, language, template, one_medium=one_medium)
    )


def outlook_in(
    connection: Connection,
    stands: Iterable[BuyerStanding],
    today: date,
    language: str,
    template: Template | None = None,
    *,
    one_medium: bool = False,
) -> Outlook:
    """As `preview`, on any connection, for whoever stands somewhere."""
    found = _Facts.read(connection, today, language)
    people = _candidates(stands, found, any_cell=template is not None)
    plan = found.design if template is None else _everywhere(template, found.design)
    rules = replace(found.rules, one_medium=one_medium)
    return outlook(people, plan, found.limits, today, found.load, rules)


def starting_of(desk: Desk, seen: Outlook, without: Iterable[int] = ()) -> FollowupEdit:
    """The edit that makes the plans of a preview; on any thread.

    Args:
        without: customers that a person has taken out.
    """
    left = frozenset(without)
    chosen = [each for each in seen.proposals if each.candidate.customer_id not in left]
    return allowed(
        desk, [draft_of(each) for each in chosen], seen.start, seen.start, "followup_start"
    )


def draft_of(proposal: Proposal) -> Draft:
    """A proposal, ready to be made."""
    who = proposal.candidate
    origin = Origin(who.cluster, who.band, who.subscribed)
    return Draft(who.customer_id, proposal.template.name, proposal.steps, origin)


def _everywhere(template: Template, design: Design) -> Design:
    cells = {MatrixPlace(segment, band): template.id for segment in Segment for band in BAND_STARTS}
    return Design({template.id: template}, cells, design.words)


def rules(desk: Desk) -> ShopRules:
    """The media that the shop uses, and its days off; on the thread that opened the desk."""
    return desk.store.read(rules_in)


def rules_in(connection: Connection) -> ShopRules:
    """As `rules`, on any connection."""
    return ShopRules(media_in(connection), working_days_in(connection))


@dataclass(frozen=True)
class _Facts:
    """What the desk knows about plans and people, read at one moment."""

    design: Design
    limits: Limits
    rules: ShopRules
    reaches: Mapping[int, Reach]
    busy: frozenset[int | None]
    approached: Mapping[int, tuple[date, ...]]
    planned_from: Mapping[int, set[MatrixPlace]]
    load: Load

    @classmethod
    def read(cls, connection: Connection, today: date, language: str) -> "_Facts":
        with snapshot(connection):
            basis = desk_info.amount_basis(connection)
            stood = worklist.plan_standings(connection, today, basis, running=True)
            waiting = worklist.open_steps(connection, today, basis)
            return cls(
                design=design_in(connection, language),
                limits=limits_in(connection),
                rules=rules_in(connection),
                reaches=reach_in(connection, None),
                busy=frozenset(each.root for each in stood if each.state in OPEN),
                approached=people_rows.approached(connection, today - timedelta(days=CAP_DAYS)),
                planned_from=people_rows.planned_from(connection, today),
                load=load_of(
                    (
                        (None if day is None else date.fromordinal(day), Way(way))
                        for day, way in waiting
                    ),
                    today,
                ),
            )


def _candidates(
    stands: Iterable[BuyerStanding], found: _Facts, *, any_cell: bool = False
) -> list[Candidate]:
    return [
        Candidate(
            customer_id=each.id,
            cluster=each.cluster,
            band=band_of(each.recency),
            subscribed=each.subscribed,
            recency=each.recency,
            purchases=each.purchases,
            reach=found.reaches.get(each.id, _NOBODY),
            has_open_plan=each.id in found.busy,
            past_interval=each.past_interval,
            approached=found.approached.get(each.id, ()),
            planned_from=frozenset(() if any_cell else found.planned_from.get(each.id, ())),
        )
        for each in stands
    ]


def people_in_cells(look: Look) -> dict[MatrixPlace, tuple[int, ...]]:
    """Customer ids by where they stand in the matrix, the highest total first; any thread."""
    found: dict[MatrixPlace, list[int]] = {}
    for each in look.standings():
        cell = MatrixPlace(
            segment_of(each.cluster, subscribed=each.subscribed), band_of(each.recency)
        )
        found.setdefault(cell, []).append(each.id)
    return {cell: tuple(ids) for cell, ids in found.items()}
