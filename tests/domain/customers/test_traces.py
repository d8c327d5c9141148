"""By what an erased person is known again, and by what nobody else is."""

from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.customers.key import customer_key
from crm_desk.domain.customers.traces import Traced, own_key, traces_left, traces_shown

NAMES = st.sampled_from(["髙橋 花子", "𠮷田 茂", "A<B", "Ann Lee", "林"])
MAILS = st.sampled_from(["", "Hanako@Example.jp", "h.a+x@gmail.com", "not an address"])
PHONES = st.sampled_from(["", "090-0111-2222", "+81 90 0111 2222", "123"])
PLACES = st.sampled_from(["", "東京都千代田区千代田1-1", "府中市緑町2丁目3番4号"])
CODES = st.sampled_from(["", "100-0001", "1000001"])
MEMBERS = st.sampled_from(["", "00012", "ゲスト"])


def traced(source: str, member: str, said: tuple[str, str, str, str, str]) -> Traced | None:
    name, email, phone, code, place = said
    key = customer_key(member, email, phone, name, code, place)
    return None if key is None else Traced(key, source, name, email, phone, code, place)


SAID = st.tuples(NAMES, MAILS, PHONES, CODES, PLACES)


@given(MEMBERS, SAID)
def test_the_same_row_is_always_known_again(
    member: str, said: tuple[str, str, str, str, str]
) -> None:
    one = traced("EC", member, said)
    if one is not None:
        assert traces_left(one) & traces_shown(one)


@given(MEMBERS, MEMBERS, SAID)
def test_as_a_guest_or_in_another_cart_by_name_and_contact(
    member: str, other: str, said: tuple[str, str, str, str, str]
) -> None:
    one, again = traced("EC", member, said), traced("モール", other, said)
    if one is not None and again is not None and again.key[0] != "m":
        assert traces_left(one) & traces_shown(again)


@given(SAID, SAID)
def test_another_name_with_other_contacts_is_another_person(
    said: tuple[str, str, str, str, str], other: tuple[str, str, str, str, str]
) -> None:
    one, two = traced("EC", "", said), traced("EC", "1", other)
    if one is not None and two is not None and said[0] != other[0]:
        assert not traces_left(one) & traces_shown(two)


def test_a_member_is_one_of_their_cart_only() -> None:
    assert own_key("m:12", "EC") != own_key("m:12", "モール")
    assert own_key("e:a@example.jp", "EC") == own_key("e:a@example.jp", "モール")


def test_a_contact_of_the_shop_tells_nobody() -> None:
    one = Traced("e:office@example.jp", "", "林 りん", "office@example.jp", "03-5555-1200")
    shared = frozenset({"office@example.jp", "0355551200"})
    assert traces_left(one, shared) == {"e:office@example.jp"}
