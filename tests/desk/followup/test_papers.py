"""Who may be written to; one envelope a household; every export is noted."""

from datetime import datetime

import pytest

from crm_desk.desk.contacts import consent, mailing
from crm_desk.desk.desk import Desk
from crm_desk.desk.followup import detail, papers
from crm_desk.desk.importing.decisions import Decisions
from crm_desk.domain.contacts.addressee import (
    Contact,
    NameChoices,
    address_lines,
    addressee,
    households,
)
from crm_desk.domain.contacts.consent import Block
from crm_desk.domain.contacts.media import Medium, Way
from tests.desk.customers.people import bring, order
from tests.desk.followup.making import FIRM, HANAKO, JA, SHIGERU, START, day, followed, person

NOW = datetime(2026, 9, 8, 10, 30)  # noqa: DTZ001 - the shop's clock


def test_a_household_is_one_family_at_one_address() -> None:
    home = "東京都千代田区千代田1丁目2番3号"
    people = [
        Contact(1, "髙橋 花子", postcode="100-0001", address=home),
        Contact(2, "高橋 太郎", postcode="1000001", address="千代田区千代田1-2-3"),
        Contact(3, "高橋次郎", postcode="100-0001", address=home),
        Contact(4, "渡辺 綾乃", postcode="100-0001", address=home),
        Contact(5, "髙橋 花子", postcode="200-0001", address="別の市1-1"),
        Contact(6, "髙橋 花子"),
        Contact(7, "髙橋 花子"),
    ]
    found = [[who.customer_id for who in home] for home in households(people)]
    assert found == [[1, 2, 3], [4], [5], [6], [7]]
    letter = addressee(people[:3])
    assert (letter.name, letter.honorific, letter.customer_ids) == ("髙橋 花子", "様", (1, 2, 3))


def test_a_name_in_latin_letters_ends_with_the_family() -> None:
    people = [
        Contact(1, "Yoko Sato", address="1-1 Mihon"),
        Contact(2, "Ken Sato", address="1-1 Mihon"),
    ]
    assert len(households(people)) == 1


def test_honorifics_are_never_doubled() -> None:
    for name, plain, honorific in (
        ("株式会社みなと 御中", "株式会社みなと", "御中"),
        ("(有)みなと", "(有)みなと", "御中"),
        ("髙橋 花子様", "髙橋 花子", "様"),
        ("様", "様", "様"),
        ("<img src=x>", "<img src=x>", "様"),
    ):
        found = addressee([Contact(1, name)])
        assert (found.name, found.honorific) == (plain, honorific)


def test_a_building_stands_in_the_second_line() -> None:
    assert address_lines("東京都千代田区千代田1-1 みほんビル 301") == (
        "東京都千代田区千代田1-1",
        "みほんビル 301",
    )
    assert address_lines("東京都千代田区千代田1丁目1番地 みほんビル") == (
        "東京都千代田区千代田1丁目1番地",
        "みほんビル",
    )
    assert address_lines("東京都千代田区千代田1-1") == ("東京都千代田区千代田1-1", "")
    assert address_lines("") == ("", "")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("東京都千代田区千代田 1 丁目 2 番 3 号", "みほんビル 301"),
        ("東京都千代田区千代田１－２－３", "みほんビル ３Ｆ"),
        ("千代田区千代田一ー二", "みほんビル"),
        ("千代田区千代田1 - 2", "みほんビル"),
        ("京都市中京区一番地の二", "メゾン"),
        ("千代田2番 3号", "ビル"),
        ("千代田1番地", "301号室"),
        ("100-0001 東京都千代田区千代田1-1", "ビル"),
        ("1-1 Chiyoda, Tokyo", ""),
        ("Rue de l'Église 5 Paris", ""),
    ],
)
def test_no_line_of_an_address_ends_within_its_number(first: str, second: str) -> None:
    assert address_lines(f"{first} {second}") == (first, second)
    assert address_lines(f"{first}\n{second}") == (first, second)


def test_a_mailing_honours_what_was_said(shop: Desk) -> None:
    bring(
        shop,
        [
            person(7, "2026/08/02", "髙橋 太郎", address="東京都千代田区千代田1-1"),
            order(800, "2026/08/03", "00008", "住所 なし", "x@example.jp", "090-0111-0008"),
        ],
    )
    consent.set_no_contact(shop, SHIGERU, no_contact=True, day=START, source="お手紙", today=START)
    ids = [row[0] for row in shop.store.read(lambda c: c.execute("SELECT id FROM customer"))]
    found = mailing.mailing(shop, ids)
    names = [each.name for each in found.addressees]
    assert names == ["髙橋 花子", "渡邊 綾乃", "株式会社みなと"]
    assert len(found.addressees[0].customer_ids) == 2
    assert found.addressees[2].honorific == "御中"
    assert {who.name: block for who, block, _ in found.left_out} == {
        "𠮷田 茂": Block.NO_CONTACT,
        "住所 なし": Block.NO_ADDRESS,
    }


def test_who_has_no_name_is_counted_or_written_to_by_choice(desk: Desk) -> None:
    bring(
        desk,
        [
            order(1, "2026/09/01", "1", "林 みどり", "", "090-0111-0001", address="京都市1-1"),
            order(2, "2026/09/01", "2", "", "", "090-0111-0002", address="京都市1-2"),
            order(3, "2026/09/01", "3", "様", "", "090-0111-0003", address="京都市1-3"),
        ],
    )
    ids = [row[0] for row in desk.store.read(lambda c: c.execute("SELECT id FROM customer"))]
    found = mailing.mailing(desk, ids)
    assert [each.name for each in found.addressees] == ["林 みどり", "様"]
    assert len(found.nameless) == 1
    assert found.left_out == ()
    asked = mailing.mailing(desk, ids, choices=NameChoices(in_charge=True))
    assert asked.nameless == ()
    assert {(each.name, each.honorific) for each in asked.addressees} == {
        *(("林 みどり", "様"), ("様", "様"), ("ご担当者", "様")),
    }


def test_characters_are_kept_as_typed_from_the_file_to_the_letter(desk: Desk) -> None:
    name, address = "\ufa10本 \ufa19一\U000e0100 ｶﾞﾝ", "東京都港区\ufa19谷町1ｰ2ｰ3 ﾊﾟｰｸ"
    bring(desk, [order(1, "2026/09/01", "", name, "", "", postcode="1000001", address=address)])
    # The same person, as another cart writes them.
    same = ("塚本 神一 ガン", "東京都港区神谷町1-2-3 パーク")
    again = order(2, "2026/09/02", "", same[0], "", "", postcode="1000001", address=same[1])
    bring(desk, [again], "モール")
    rows = desk.store.read(lambda c: c.execute("SELECT id, key FROM customer").fetchall())
    kept = desk.store.read(lambda c: c.execute("SELECT name, address FROM customer_facts"))
    assert (name, address) in list(kept)
    assert len(rows) == 1


def test_two_people_have_a_form_of_address_each_or_one_together() -> None:
    pair = [Contact(1, "山田 太郎・花子")]
    each, together = addressee(pair), addressee(pair, NameChoices(together=True))
    assert (each.people, each.honorific) == (("山田 太郎", "花子"), "様")
    assert each.name == "山田 太郎 様・花子"
    assert (together.people, together.honorific) == (("山田 太郎・花子",), "御一同様")


def test_mall_aliases_are_never_shown(desk: Desk) -> None:
    alias = "abc@pc.fw.rakuten.ne.jp"
    bring(desk, [order(1, "2026/09/01", "1", "林 みどり", alias, address="京都市1-1")])
    assert mailing.mailing(desk, [1], Way.EMAIL).left_out[0][1] is Block.MALL_ALIAS
    (who,) = mailing.mailing(desk, [1]).people[0]
    assert who.email == ""


def test_sheets(shop: Desk) -> None:
    ids = followed(shop, HANAKO, SHIGERU, FIRM)
    consent.set_no_contact(shop, SHIGERU, no_contact=True, day=START, source="お手紙", today=START)
    consent.set_consent(
        shop, FIRM, Medium.PHONE, "refused", day=START, source="お電話", today=START
    )
    found = papers.sheets(shop, ids, day(1), JA)
    assert [sheet.who.name for sheet in found.sheets] == ["髙橋 花子", "株式会社みなと"]
    assert [who.name for who, _, _ in found.held_back] == ["𠮷田 茂"]
    first, firm = found.sheets
    assert (first.bought.purchases, first.bought.amount) == (1, 3000)
    assert [(each.amount, each.products) for each in first.orders] == [(3000, ("煎茶",))]
    assert first.missing == "あと3回、2つ以上の媒体で。12月7日まで"
    assert (first.who.phone, firm.who.phone) == ("090-0111-0001", "")
    assert firm.blocked == ((1, "ご本人が拒否"),)
    listed = papers.list_rows(shop, ids, day(1), JA)
    assert [row.who.name for row in listed.rows] == [sheet.who.name for sheet in found.sheets]
    assert list(papers.recipients(shop, ids).templates) == [HANAKO, SHIGERU, FIRM]


def test_a_sheet_has_the_newest_orders_that_count_as_the_shop_counts(shop: Desk) -> None:
    rows = [
        person(HANAKO, f"2026/08/{n:02}", "髙橋 花子", price=100 * n, status=status).replace(
            "101,", f"{900 + n},", 1
        )
        for n, status in [
            *((n, "完了") for n in range(1, 8)),
            (20, "キャンセル"),
            (21, "キャンセル"),
        ]
    ]
    bring(shop, rows)
    (id_,) = followed(shop, HANAKO)

    def amounts() -> list[int]:
        (sheet,) = papers.sheets(shop, [id_], day(1), JA).sheets
        return [each.amount for each in sheet.orders]

    assert amounts() == [3000, 700, 600, 500, 400]
    shop.store.write(Decisions({}, "total", "JPY").put)
    shipping = "UPDATE shop_order SET total = goods + 550"
    shop.store.write(lambda c: c.execute(shipping))
    assert amounts() == [3550, 1250, 1150, 1050, 950]


@pytest.mark.parametrize(
    ("names", "homes"),
    [
        (("林 一郎", "林田二郎"), 2),
        (("林 一郎", "林花子"), 2),
        (("東 一郎", "東山魁夷"), 2),
        (("高橋 太郎", "高橋花子"), 1),
        (("高橋 太郎", "高橋"), 1),
        (("高橋 太郎", "高橋会計事務所"), 2),
        (("佐藤 一", "佐藤田 二", "佐藤田三"), 3),
        (("株式会社 みなと", "株式会社 やまと"), 2),
        (("株式会社 みなと 御中", "山田 太郎", "山田 花子 様"), 2),
        (("高橋様 ", "高橋 様", "高橋 太郎"), 1),
        (("みなと病院 総務課", "みなと病院 内科"), 2),
        (("Acme Inc.", "Mihon Inc."), 2),
        (("㈱山田 山田太郎", "㈱山田 山田花子"), 2),
        (("山田 太郎・花子", "山田 次郎"), 1),
    ],
)
def test_a_name_without_a_space_is_of_a_family_only_where_that_is_sure(
    names: tuple[str, ...], homes: int
) -> None:
    people = [Contact(n, name, address="京都市1-1") for n, name in enumerate(names)]
    assert len(households(people)) == homes


def test_every_export_is_noted_and_stays(shop: Desk) -> None:
    (id_,) = followed(shop, HANAKO)
    mailing.note_export(shop, mailing.MAILING, "秋のごあいさつ", [HANAKO, SHIGERU], NOW)
    found = detail.detail(shop, id_, day(1))
    assert found is not None
    assert found.customer.exports == ((NOW, mailing.MAILING, "秋のごあいさつ"),)
    shop.undo()
    other = detail.customer(shop, SHIGERU, day(1))
    assert other is not None
    assert len(other.exports) == 1
