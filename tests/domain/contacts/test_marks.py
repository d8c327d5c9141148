"""Marks: what each stops, and what it leaves alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.consent import MARKED, REFUSALS, Block, Reach, usable
from crm_desk.domain.contacts.marks import STOPS, Mark, MarkKind, in_order, strongest
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.contacts.purposes import Purpose, purpose_of

TODAY = date(2026, 11, 29)


def marked(*marks: Mark, **more: bool) -> Reach:
    known = {"email": True, "phone": True, "address": True, **more}
    return Reach(**known, marks={mark.kind: mark for mark in marks})  # type: ignore[arg-type]


def stopped(reach: Reach) -> set[Medium]:
    return {way.medium for way in Way if usable(way, reach) is not None}


def test_every_mark_has_its_block_and_its_media() -> None:
    assert set(STOPS) == set(MARKED) == set(MarkKind)
    assert set(MARKED.values()) <= REFUSALS


@pytest.mark.parametrize(
    ("kind", "media"),
    [
        (MarkKind.DECEASED, set(Medium)),
        (MarkKind.MOURNING, set()),
        (MarkKind.MOVED_AWAY, {Medium.POST}),
        (MarkKind.NO_PHONE, {Medium.PHONE}),
        (MarkKind.NO_MAILINGS, {Medium.POST, Medium.EMAIL}),
        (MarkKind.NO_VISIT, {Medium.VISIT}),
    ],
)
def test_a_mark_stops_its_media_and_no_other(kind: MarkKind, media: set[Medium]) -> None:
    assert stopped(marked(Mark(kind, TODAY))) == media


def test_two_marks_stop_what_either_does() -> None:
    both = marked(Mark(MarkKind.NO_PHONE), Mark(MarkKind.NO_VISIT))
    assert stopped(both) == {Medium.PHONE, Medium.VISIT}


@pytest.mark.parametrize(
    ("day", "blocked"),
    [
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
        (date(2026, 11, 29), True),
        (None, True),
    ],
)
def test_mourning_stops_new_year_cards_to_the_end_of_its_year(
    day: date | None, blocked: bool
) -> None:
    reach = marked(Mark(MarkKind.MOURNING, TODAY, year=2026))
    for way in (Way.POSTCARD, Way.LETTER, Way.EMAIL):
        found = usable(way, reach, purpose=Purpose.NEW_YEAR, day=day)
        assert found is (Block.MOURNING if blocked else None)


@pytest.mark.parametrize("purpose", [None, Purpose.NOTICE, Purpose.THANKS, Purpose.OTHER])
def test_mourning_stops_nothing_else(purpose: Purpose | None) -> None:
    reach = marked(Mark(MarkKind.MOURNING, TODAY, year=2026))
    assert {usable(way, reach, purpose=purpose, day=TODAY) for way in Way} == {None}


def test_an_unread_note_holds_back_from_everything() -> None:
    waiting = Reach(email=True, phone=True, address=True, unread_note=True)
    assert {usable(way, waiting) for way in Way} == {Block.UNREAD_NOTE}
    assert waiting.held_back


def test_of_the_dead_nothing_else_is_said() -> None:
    reach = Reach(
        no_contact=True, unread_note=True, marks={MarkKind.DECEASED: Mark(MarkKind.DECEASED)}
    )
    assert {usable(way, reach) for way in Way} == {Block.DECEASED}


@given(
    st.sets(st.sampled_from(MarkKind)),
    st.booleans(),
    st.sampled_from(Way),
    st.sampled_from([None, *Purpose]),
)
def test_a_mark_never_opens_a_way(
    kinds: set[MarkKind], unread: bool, way: Way, purpose: Purpose | None
) -> None:
    bare = Reach(email=True, phone=True, address=True, consents={Medium.SMS: "refused"})
    marks = {kind: Mark(kind, year=2026 if kind is MarkKind.MOURNING else None) for kind in kinds}
    more = Reach(**{**vars(bare), "marks": marks, "unread_note": unread})
    if usable(way, bare, purpose=purpose, day=TODAY) is not None:
        assert usable(way, more, purpose=purpose, day=TODAY) is not None


@pytest.mark.parametrize(
    ("words", "purpose"),
    [
        ("年賀状", Purpose.NEW_YEAR),
        ("2027年 年賀はがき", Purpose.NEW_YEAR),
        ("賀状", Purpose.NEW_YEAR),
        ("New Year cards", Purpose.NEW_YEAR),
        ("新茶のご案内", None),
        ("寒中見舞い", None),
        ("", None),
    ],
)
def test_a_purpose_in_words_is_known(words: str, purpose: Purpose | None) -> None:
    assert purpose_of(words) is purpose


def test_of_two_names_the_longer_mourning_holds() -> None:
    one, other = (Mark(MarkKind.MOURNING, TODAY, year=year) for year in (2026, 2027))
    assert strongest(one, other) == strongest(other, one) == other


def test_marks_are_shown_in_one_order() -> None:
    kinds = [MarkKind.NO_VISIT, MarkKind.DECEASED, MarkKind.NO_PHONE]
    assert [mark.kind for mark in in_order(map(Mark, kinds))] == [
        MarkKind.DECEASED,
        MarkKind.NO_PHONE,
        MarkKind.NO_VISIT,
    ]
