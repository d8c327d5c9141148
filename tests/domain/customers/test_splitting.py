"""Who is who among orders under one address."""

from crm_desk.domain.customers.splitting import Naming, people_under

SHOPS = "office@kobo.example"


def order(number: int, name: str, phone: str = "", address: str = "", day: int = 1) -> Naming:
    return Naming(number, 1, day, name, "", phone, "", address, is_sure=True)


def split(*namings: Naming, shown: str = "") -> dict[str, tuple[int, ...]]:
    people = people_under(namings, shown, SHOPS, frozenset({"0399990001"}))
    return {person.key: person.orders for person in people}


def test_the_one_whose_name_is_shown_comes_first() -> None:
    two = order(1, "山本 あや", "03-1111-2221"), order(2, "森 けん", "03-1111-2222", day=9)
    assert next(iter(split(*two, shown="山本 あや"))) == "p:0311112221|山本あや"
    assert next(iter(split(*two, shown="名前なし"))) == "p:0311112222|森けん"


def test_spellings_of_a_name_are_one_person() -> None:
    found = split(order(1, "髙橋 花子", "03-1111-2221"), order(2, "高橋花子", "03-1111-2222"))
    assert found == {"p:0311112222|高橋花子": (1, 2)}


def test_an_order_without_a_name_goes_where_its_telephone_or_address_is() -> None:
    found = split(
        order(1, "山本 あや", "03-1111-2221"),
        order(2, "森 けん", "", "東京都台東区上野1-2"),
        order(3, "", "03 1111 2221"),
        order(4, "", "", "東京都台東区上野1丁目2番"),
        order(5, ""),
        shown="山本 あや",
    )
    assert list(found.values()) == [(1, 3, 5), (2, 4)]


def test_what_two_have_in_common_tells_nothing() -> None:
    same = "03-1111-2221"
    found = split(
        order(1, "山本 あや", same), order(2, "森 けん", same), order(3, "", same), shown="森 けん"
    )
    assert list(found.values()) == [(2, 3), (1,)]


def test_the_shops_telephone_is_no_key_and_a_name_alone_is_one_here() -> None:
    assert list(split(order(1, "山本 あや", "03-9999-0001"))) == [f"s:{SHOPS}|山本あや"]


def test_orders_that_name_nobody_are_no_people() -> None:
    assert split(order(1, ""), order(2, "")) == {}
