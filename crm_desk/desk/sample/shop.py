"""Three years of orders of the sample shop, a tea shop with invented customers.

The same to the last character wherever they are made: all chance comes from `random()`, whose
sequence Python promises never to change, and no figure from a function that a platform may round.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _entries(text: str) -> list[list[str]]:
    return [entry.split(" ") for entry in text.replace("\n", "").split("|")]


HEADERS = _words(
    """注文番号 注文日 会員番号 お名前 フリガナ メールアドレス 電話番号 郵便番号 住所
    商品コード 商品名 数量 単価 値引き 送料 合計 状態 定期 紹介者 メール承諾"""
)

_SEED = 20260721
_DAYS = 1095
_LAST_ORDER = 3
"""Days before the sample's day."""
_SHIPPING, _FREE_FROM = 550, 5000


class _Product(NamedTuple):
    ja: str
    en: str
    price: int  # yen, tax included


_PRODUCTS = {
    "T01": _Product("煎茶 みずほ 100g", "Sencha Mizuho 100 g", 1080),
    "T02": _Product("深蒸し煎茶 100g", "Deep-steamed sencha 100 g", 1296),
    "T03": _Product("玉露 50g", "Gyokuro 50 g", 1944),
    "T04": _Product("ほうじ茶 100g", "Hojicha 100 g", 756),
    "T05": _Product("玄米茶 200g", "Genmaicha 200 g", 864),
    "T06": _Product("和紅茶 80g", "Japanese black tea 80 g", 972),
    "T07": _Product("抹茶 40g", "Matcha 40 g", 1620),
    "N01": _Product("新茶 初摘み 100g", "First flush of the year 100 g", 1944),
    "B01": _Product("煎茶ティーバッグ 15包", "Sencha tea bags, 15", 864),
    "B02": _Product("ほうじ茶ティーバッグ 20包", "Hojicha tea bags, 20", 756),
    "B03": _Product("水出し煎茶 20包", "Cold brew sencha, 20", 972),
    "S01": _Product("抹茶クッキー", "Matcha cookies", 648),
    "S02": _Product("ほうじ茶ようかん", "Hojicha yokan", 1188),
    "S03": _Product("茶そば 2人前", "Tea soba for two", 540),
    "W01": _Product("急須 常滑焼", "Teapot, Tokoname", 4400),
    "W02": _Product("湯のみ 一客", "Tea cup", 1650),
    "W03": _Product("茶筒 桜皮", "Tea canister, cherry bark", 3300),
    "G01": _Product("お茶の詰め合わせ", "Tea selection", 3240),
    "G02": _Product("銘茶二本箱", "Box of two fine teas", 4860),
    "G03": _Product("お中元 涼茶と水ようかん", "Summer gift box", 4320),
    "G04": _Product("お歳暮 銘茶三本箱", "Year-end gift box", 5940),
    "K01": _Product("定期便 煎茶2本", "Subscription: two sencha", 1980),
    "K02": _Product("定期便 深蒸し2本と玄米茶", "Subscription: three teas", 3180),
}
_TEAS = _words("T01 T02 T03 T04 T05 T06 T07")
_FINE = _words("T02 T02 T03 T07")
_ENTRIES = _words("B01 B01 B02 B02 B03 T01 T04 T06 S01 G01 G02")
_EXTRAS = _words("B01 B02 B03 S01 S01 S02 S03 T04 T05")
_WARE = _words("W01 W02 W02 W03")

_SURNAMES = _entries("""
佐藤 サトウ Sato|鈴木 スズキ Suzuki|髙橋 タカハシ Takahashi|田中 タナカ Tanaka|伊藤 イトウ Ito
|渡辺 ワタナベ Watanabe|山本 ヤマモト Yamamoto|中村 ナカムラ Nakamura|小林 コバヤシ Kobayashi
|加藤 カトウ Kato|𠮷田 ヨシダ Yoshida|山﨑 ヤマザキ Yamazaki|佐々木 ササキ Sasaki
|山口 ヤマグチ Yamaguchi|松本 マツモト Matsumoto|井上 イノウエ Inoue|木村 キムラ Kimura
|林 ハヤシ Hayashi|齋藤 サイトウ Saito|清水 シミズ Shimizu|森 モリ Mori|池田 イケダ Ikeda
|橋本 ハシモト Hashimoto|阿部 アベ Abe|石川 イシカワ Ishikawa|小川 オガワ Ogawa|前田 マエダ Maeda
|岡田 オカダ Okada|長谷川 ハセガワ Hasegawa|藤田 フジタ Fujita|後藤 ゴトウ Goto|近藤 コンドウ Kondo
|村上 ムラカミ Murakami|遠藤 エンドウ Endo|青木 アオキ Aoki|坂本 サカモト Sakamoto
|濵田 ハマダ Hamada|西村 ニシムラ Nishimura|福田 フクダ Fukuda|太田 オオタ Ota|三浦 ミウラ Miura
|藤井 フジイ Fujii|岡本 オカモト Okamoto|中野 ナカノ Nakano|原田 ハラダ Harada|小野 オノ Ono
|田村 タムラ Tamura|竹内 タケウチ Takeuchi|中山 ナカヤマ Nakayama|和田 ワダ Wada""")
_GIVEN_NAMES = _entries("""
陽子 ヨウコ Yoko|和子 カズコ Kazuko|幸子 サチコ Sachiko|恵子 ケイコ Keiko|京子 キョウコ Kyoko
|久美子 クミコ Kumiko|由美 ユミ Yumi|直美 ナオミ Naomi|智子 トモコ Tomoko|真由美 マユミ Mayumi
|裕子 ユウコ Yuko|美穂 ミホ Miho|千尋 チヒロ Chihiro|香織 カオリ Kaori|さくら サクラ Sakura
|みどり ミドリ Midori|節子 セツコ Setsuko|文江 フミエ Fumie|律子 リツコ Ritsuko|綾乃 アヤノ Ayano
|誠 マコト Makoto|茂 シゲル Shigeru|和夫 カズオ Kazuo|博 ヒロシ Hiroshi|健一 ケンイチ Kenichi
|正樹 マサキ Masaki|隆 タカシ Takashi|浩二 コウジ Koji|修 オサム Osamu|大輔 ダイスケ Daisuke
|翔 ショウ Sho""")
_PLACES = _entries("""
060 北海道札幌市中央区 Chuo-ku,Sapporo,Hokkaido|980 宮城県仙台市青葉区 Aoba-ku,Sendai,Miyagi
|310 茨城県水戸市 Mito,Ibaraki|330 埼玉県さいたま市大宮区 Omiya-ku,Saitama,Saitama
|260 千葉県千葉市中央区 Chuo-ku,Chiba,Chiba|166 東京都杉並区 Suginami-ku,Tokyo
|154 東京都世田谷区 Setagaya-ku,Tokyo|180 東京都武蔵野市 Musashino,Tokyo
|231 神奈川県横浜市中区 Naka-ku,Yokohama,Kanagawa|248 神奈川県鎌倉市 Kamakura,Kanagawa
|951 新潟県新潟市中央区 Chuo-ku,Niigata,Niigata|380 長野県長野市 Nagano,Nagano
|420 静岡県静岡市葵区 Aoi-ku,Shizuoka,Shizuoka|460 愛知県名古屋市中区 Naka-ku,Nagoya,Aichi
|604 京都府京都市中京区 Nakagyo-ku,Kyoto,Kyoto|530 大阪府大阪市北区 Kita-ku,Osaka,Osaka
|650 兵庫県神戸市中央区 Chuo-ku,Kobe,Hyogo|700 岡山県岡山市北区 Kita-ku,Okayama,Okayama
|730 広島県広島市中区 Naka-ku,Hiroshima,Hiroshima|760 香川県高松市 Takamatsu,Kagawa
|810 福岡県福岡市中央区 Chuo-ku,Fukuoka,Fukuoka|900 沖縄県那覇市 Naha,Okinawa""")

# The same person registered twice, in two spellings.
_TWINS = _entries("髙橋 タカハシ Takahashi|山﨑 ヤマザキ Yamazaki|渡邊 ワタナベ Watanabe")
_OTHER_SPELLINGS = _entries("高橋 タカハシ Takahashi|山崎 ヤマザキ Yamazaki|渡辺 ワタナベ Watanabe")

_GROUPS = {"once": 652, "few": 258, "regular": 130, "fan": 57, "lapsed": 38, "subscriber": 60}
_GROUPS |= {"wholesale": 1}
# New customers come with the seasons: 新茶, お中元, お歳暮.
_MONTH_WEIGHTS = (6, 6, 7, 8, 15, 11, 13, 7, 7, 8, 9, 18)

_Choice = TypeVar("_Choice")


class _Dice:
    """Chance from `random()` alone."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random  # noqa: S311 - nothing secret

    def chance(self, share: float) -> bool:
        return self._random() < share

    def between(self, first: int, last: int) -> int:
        return first + int(self._random() * (last - first + 1))

    def pick(self, choices: Sequence[_Choice]) -> _Choice:
        return choices[int(self._random() * len(choices))]

    def low(self, first: int, last: int) -> int:
        """As `between`, the smaller ones far more often."""
        share = self._random()
        return first + int(share * share * (last - first + 1))


class _Person(NamedTuple):
    member: str
    name: str
    kana: str
    email: str
    phone: str
    postcode: str
    address: str
    referrer: str
    consent: str


class _Order(NamedTuple):
    day: int
    minute: int
    person: int
    lines: tuple[tuple[str, int], ...]
    discount: int
    status: str
    kind: str


class _Visits(NamedTuple):
    group: str
    days: tuple[int, ...]


def sample_orders(language: str, day: date) -> tuple[tuple[str, ...], Iterator[tuple[str, ...]]]:
    """The sample shop's order file: headers and rows, one row a line, order columns repeated.

    Args:
        language: of the names of products and people, "ja" or "en"; the rest is the same.
        day: the day it is made for; the last order is a few days before it.
    """
    dice = _Dice(_SEED)
    visits = _visits(dice, day.toordinal() - _LAST_ORDER)
    people = _people(dice, visits, language)
    orders = [
        order for number, of_one in enumerate(visits) for order in _orders(dice, number, of_one)
    ]
    return HEADERS, _rows(sorted(orders), people, language)


def _visits(dice: _Dice, end: int) -> list[_Visits]:
    """Who buys on which days, in the order of the first day."""
    found = [
        _Visits(group, tuple(_days_of(dice, group, end)))
        for group, size in _GROUPS.items()
        for _ in range(size)
    ]
    return sorted(found, key=lambda visits: (visits.days[0], visits.group, visits.days))


def _days_of(dice: _Dice, group: str, end: int) -> list[int]:
    start = end - _DAYS
    first = _first_day(dice, start, end)
    if group == "once":
        return [first]
    if group == "few":
        first = min(first, end - 60)
        gaps = [dice.between(25, 75) + dice.low(0, 150) for _ in range(dice.low(1, 2))]
        return _adding(first, gaps, end)
    if group == "wholesale":
        return [end - 40 - 150 * n for n in range(6, -1, -1)]
    first = start + dice.low(0, 700)
    last = end - dice.between(200, 420) if group == "lapsed" else end
    if group == "subscriber":
        every = dice.pick((30, 30, 45, 60))
        ends = end if dice.chance(0.75) else first + dice.between(200, 500)
        return list(range(first, min(ends, end) + 1, every))
    # 100 g of tea last about 35 days.
    cycle = dice.between(85, 150) if group == "regular" else dice.between(33, 48)
    gaps = [cycle * dice.between(75, 130) // 100 for _ in range((last - first) // cycle + 1)]
    return _adding(first, gaps, last)


def _first_day(dice: _Dice, start: int, end: int) -> int:
    while True:
        day = dice.between(start, end)
        if dice.between(1, max(_MONTH_WEIGHTS)) <= _MONTH_WEIGHTS[_month_of(day) - 1]:
            return day


def _month_of(day: int) -> int:
    return date.fromordinal(day).month


def _adding(first: int, gaps: list[int], last: int) -> list[int]:
    days = [first]
    for gap in gaps:
        if days[-1] + gap > last:
            break
        days.append(days[-1] + gap)
    return days


def _people(dice: _Dice, visits: list[_Visits], language: str) -> list[_Person]:
    twins = _twins(visits)
    people: list[_Person] = []
    patrons: list[str] = []
    for number, (group, _) in enumerate(visits):
        family, own = _names(number)
        pair, first = twins.get(number, (-1, number))
        if pair >= 0:
            family = (_TWINS if first == number else _OTHER_SPELLINGS)[pair]
            own, group = _names(first)[1], "regular"
        person = _person(dice, number, group, [family, own], patrons, language)
        if first != number:
            person = person._replace(
                phone=people[first].phone,
                postcode=people[first].postcode,
                address=people[first].address,
            )
        people.append(person)
        if group in ("fan", "regular", "subscriber"):
            patrons.append(person.member)
    return people


def _names(number: int) -> tuple[list[str], list[str]]:
    """Every pair of family and given name once, the alike ones far apart."""
    pair = number * 787 % (len(_SURNAMES) * len(_GIVEN_NAMES))
    return _SURNAMES[pair // len(_GIVEN_NAMES)], _GIVEN_NAMES[pair % len(_GIVEN_NAMES)]


def _twins(visits: list[_Visits]) -> dict[int, tuple[int, int]]:
    """Number of a person -> (which pair, number of the first record, itself for that one)."""
    firsts = [n for n, one in enumerate(visits) if one.group == "regular"][: len(_TWINS)]
    others = [n for n, one in enumerate(visits) if one.group == "few" and n > firsts[-1]]
    found = {first: (pair, first) for pair, first in enumerate(firsts)}
    return found | {others[20 + pair]: (pair, first) for pair, first in enumerate(firsts)}


def _person(
    dice: _Dice,
    number: int,
    group: str,
    names: list[list[str]],
    patrons: list[str],
    language: str,
) -> _Person:
    (family, family_kana, family_latin), (own, own_kana, own_latin) = names
    by_phone = group in ("once", "few") and dice.chance(0.025)
    guest = group == "once" and dice.chance(0.12)
    consent = dice.pick(("承諾", "承諾", "承諾", "拒否", ""))
    referred = bool(patrons) and dice.chance(0.05)
    referrer = dice.pick(patrons) if referred else ""
    host = dice.pick(("example.jp", "example.jp", "example.com"))
    code, place, place_latin = dice.pick(_PLACES)
    block = f"{dice.between(1, 6)}-{dice.between(1, 28)}-{dice.between(1, 19)}"
    town = f"{code}-{dice.between(1, 899):04}"
    latin = language == "en"
    if group == "wholesale":
        family, own, family_kana, own_kana = "喫茶", "みなと", "キッサ", "ミナト"
        family_latin, own_latin = "Minato", "Cafe"
    return _Person(
        member="" if guest or by_phone else f"{number + 1:05}",
        name=f"{own_latin} {family_latin}" if latin else f"{family} {own}",
        kana="" if latin else f"{family_kana} {own_kana}",
        email="" if by_phone else f"{own_latin}.{family_latin}{number + 1}@{host}".lower(),
        phone=_phone(number),
        postcode=town,
        address=(
            f"{block} Mihon-cho, {place_latin.replace(',', ', ')}"
            if latin
            else f"{place}見本町{block}"
        ),
        referrer=referrer,
        consent="" if guest or by_phone else consent,
    )


def _phone(number: int) -> str:
    """A mobile number that nobody has: behind 090 there is never a 0. Every customer's differs."""
    digits = f"{(number * 7919 + 1_234_567) % 9_999_999:07}"
    return f"090-0{digits[:3]}-{digits[3:]}"


def _orders(dice: _Dice, person: int, visits: _Visits) -> Iterator[_Order]:
    group = visits.group
    usual = dice.pick(_FINE if group in ("fan", "lapsed") else _TEAS)
    strength = dice.low(2, 3) if group in ("fan", "lapsed") else 1
    parcel = dice.pick(("K01", "K02"))
    for count, day in enumerate(visits.days):
        subscribed = group == "subscriber" and not (count and dice.chance(0.08))
        if group == "wholesale":
            lines = {"T01": dice.between(40, 60), "T04": dice.between(20, 30)}
        elif subscribed:
            lines = {parcel: 1}
        elif count == 0 and group in ("once", "few"):
            lines = {dice.pick(_ENTRIES): 1}
        else:
            lines = {usual: strength}
        if group != "wholesale":
            _add_to(lines, dice, group, day)
        yield _Order(
            day=day,
            minute=dice.between(7 * 60, 23 * 60 - 1),
            person=person,
            lines=tuple(lines.items()),
            discount=dice.pick((200, 300, 500)) if count and dice.chance(0.08) else 0,
            status=dice.pick(("キャンセル",) * 4 + ("返品",)) if dice.chance(0.025) else "完了",
            kind="定期" if subscribed else "都度",
        )


def _add_to(lines: dict[str, int], dice: _Dice, group: str, day: int) -> None:
    """What goes into the parcel besides: the season's goods, sweets, now and then teaware."""
    when = date.fromordinal(day)
    season = (when.month, when.day)
    loyal = group in ("fan", "lapsed", "regular")
    keen = 0.6 if loyal else 0.25
    if (4, 25) <= season <= (5, 31) and dice.chance(keen):
        lines["N01"] = dice.low(1, 3) if loyal else 1
    gift = "G03" if (6, 20) <= season <= (7, 15) else "G04" if (12, 1) <= season <= (12, 20) else ""
    if gift and dice.chance(keen):
        lines[gift] = dice.low(1, 3) if loyal else 1
    for share in (0.5, 0.3) if group != "subscriber" else (0.2,):
        if dice.chance(share):
            lines.setdefault(dice.pick(_EXTRAS), dice.low(1, 2))
    if dice.chance(0.03):
        lines.setdefault(dice.pick(_WARE), 1)


def _rows(orders: list[_Order], people: list[_Person], language: str) -> Iterator[tuple[str, ...]]:
    seen: set[int] = set()
    for number, order in enumerate(orders, start=100_001):
        person = people[order.person]
        goods = sum(_PRODUCTS[code].price * quantity for code, quantity in order.lines)
        free = order.kind == "定期" or goods - order.discount >= _FREE_FROM
        shipping = 0 if free else _SHIPPING
        hour, minute = divmod(order.minute, 60)
        stated = (
            str(number),
            f"{date.fromordinal(order.day):%Y/%m/%d} {hour:02}:{minute:02}",
            *person[:7],
        )
        closing = (
            str(order.discount),
            str(shipping),
            str(goods - order.discount + shipping),
            order.status,
            order.kind,
            "" if order.person in seen else person.referrer,
            person.consent,
        )
        seen.add(order.person)
        for code, quantity in order.lines:
            product = _PRODUCTS[code]
            name = product.en if language == "en" else product.ja
            yield (*stated, code, name, str(quantity), str(product.price), *closing)
