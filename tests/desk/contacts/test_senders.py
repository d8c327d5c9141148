"""差出人: kept, changed, deleted, undone; what does not fit is refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.desk.contacts import senders
from crm_desk.desk.desk import Desk
from crm_desk.domain.contacts.senders import LONGEST, Sender, as_json, checked, from_json
from crm_desk.domain.errors import ReportableError
from crm_desk.store import desk_info
from tests.desk.followup.making import JA

SHOP = Sender("みずほ茶舗", "420-0853", "静岡市葵区追手町9-6", "054-123-4567")
OWNER = Sender("𠮷田 茂", "420-0853", "静岡市葵区追手町9-6")


def test_the_first_is_the_usual_one_until_another_is(desk: Desk) -> None:
    senders.keep(desk, SHOP)
    senders.keep(desk, OWNER)
    assert senders.senders(desk) == (SHOP, OWNER)
    senders.make_usual(desk, OWNER)
    assert senders.senders(desk) == (OWNER, SHOP)
    desk.undo()
    assert senders.senders(desk) == (SHOP, OWNER)


def test_one_is_changed_in_its_place_and_deleted_and_both_are_undone(desk: Desk) -> None:
    senders.keep(desk, SHOP)
    senders.keep(desk, OWNER)
    moved = SHOP._replace(address="静岡市葵区追手町10-1")
    senders.keep(desk, moved, SHOP)
    assert senders.senders(desk) == (moved, OWNER)
    senders.remove(desk, moved)
    assert senders.senders(desk) == (OWNER,)
    desk.undo()
    desk.undo()
    assert senders.senders(desk) == (SHOP, OWNER)
    assert not senders.keep(desk, SHOP)
    assert JA(f"undo.{desk.history.undoable.label_key}", name=OWNER.name) == (  # type: ignore[union-attr]
        "差出人「𠮷田 茂」"
    )


@pytest.mark.parametrize("length", [101, 500])
def test_an_address_that_has_no_room_is_refused_with_both_lengths(desk: Desk, length: int) -> None:
    senders.keep(desk, SHOP)
    with pytest.raises(ReportableError) as refused:
        senders.keep(desk, SHOP._replace(address="長" * length), SHOP)
    said = JA.error(refused.value)
    assert "100文字" in said
    assert f"{length}文字" in said
    assert senders.senders(desk) == (SHOP,)


@pytest.mark.parametrize("name", ["", "  ", "\u3000"])
def test_a_sender_has_a_name(desk: Desk, name: str) -> None:
    with pytest.raises(ReportableError, match="sender_name"):
        senders.keep(desk, SHOP._replace(name=name))
    assert senders.senders(desk) == ()


def test_there_are_not_more_than_a_list_can_show(desk: Desk) -> None:
    for number in range(senders.MOST):
        senders.keep(desk, Sender(f"店 {number}"))
    with pytest.raises(ReportableError, match="senders_many"):
        senders.keep(desk, SHOP)
    assert len(senders.senders(desk)) == senders.MOST


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"name": "x"}', "[1, null]", '[{"name": 1}]', '[{"name": ""}]']
)
def test_what_cannot_be_read_is_no_sender(desk: Desk, kept: str) -> None:
    desk.store.write(lambda c: desk_info.put(c, "senders", kept), lambda _: False)
    assert senders.senders(desk) == ()


@given(
    st.lists(
        st.builds(
            Sender,
            st.text(min_size=1, max_size=LONGEST["name"]).filter(str.strip),
            st.text(max_size=LONGEST["postcode"]),
            st.text(max_size=LONGEST["address"]),
        )
    )
)
def test_senders_are_read_as_they_were_kept(known: list[Sender]) -> None:
    try:
        lines = tuple(map(checked, known))
    except ReportableError:
        return
    assert from_json(as_json(lines)) == lines
