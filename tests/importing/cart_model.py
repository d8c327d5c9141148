"""One small shop's orders, from which every cart's file is written, and what is true of them."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Person:
    id: str
    sei: str
    mei: str
    sei_kana: str
    mei_kana: str
    email: str
    phone: tuple[str, str, str]
    zip: tuple[str, str]
    pref: str
    city: str
    street: str

    @property
    def name(self) -> str:
        return f"{self.sei} {self.mei}"

    @property
    def kana(self) -> str:
        return f"{self.sei_kana} {self.mei_kana}"

    @property
    def tel(self) -> str:
        return "-".join(self.phone)

    @property
    def postcode(self) -> str:
        return "-".join(self.zip)


@dataclass(frozen=True)
class Line:
    """Prices include 10 % tax and are multiples of 110."""

    code: str
    product: str
    price: int
    quantity: int = 1

    @property
    def amount(self) -> int:
        return self.price * self.quantity


@dataclass(frozen=True)
class Order:
    """`to`: one recipient a line; without any, the buyer. `void`: "cancel" or "return"."""

    no: int
    at: datetime
    buyer: Person
    lines: tuple[Line, ...]
    discount: int = 0
    shipping: int = 0
    fee: int = 0
    points: int = 0
    refund: int = 0
    void: str = ""
    to: tuple[Person, ...] = ()

    @property
    def subtotal(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def total(self) -> int:
        return self.subtotal - self.discount + self.shipping + self.fee

    @property
    def goods(self) -> int:
        goods = self.subtotal - self.discount
        return goods - min(self.refund, goods)

    def recipient(self, at: int) -> Person:
        return self.to[at] if self.to else self.buyer


@dataclass(frozen=True)
class Cart:
    """One file as a cart writes it.

    Attributes:
        truth: for orders: rows (all, skipped ones included), skipped, orders (void ones included),
            void_orders (their numbers), amounts (number -> goods of each valid order), days
            (number -> ISO date in Japan), sales, purchases, buyers, unidentified (valid orders
            without a key), names, emails (of buyers with a valid order). For customers: rows,
            customers, names, emails, ids.
    """

    preset_id: str
    file_name: str
    content: bytes
    truth: Mapping[str, Any]


HANA = Person(
    "00123", "山田", "花", "ヤマダ", "ハナ", "hana@example.jp",
    ("03", "1234", "0001"), ("150", "0001"), "東京都", "渋谷区", "神宮前1-2-3 丘の上荘101",
)  # fmt: skip
TARO = Person(
    "00124", "髙﨑", "太郎", "タカサキ", "タロウ", "taro@example.jp",
    ("090", "1234", "0002"), ("060", "0001"), "北海道", "札幌市中央区", "北一条西2-1",
)  # fmt: skip
GUEST = Person(
    "", "渡邉", "葵", "ワタナベ", "アオイ", "aoi@example.jp",
    ("080", "1234", "0003"), ("012", "0801"), "秋田県", "湯沢市", "岩崎3-4",
)  # fmt: skip
JUN = Person(
    "00200", "佐藤", "純", "サトウ", "ジュン", "jun@example.jp",
    ("06", "1234", "0004"), ("530", "0001"), "大阪府", "大阪市北区", "梅田5-6",
)  # fmt: skip
MIKA = Person(
    "00300", "ソ", "美香", "ソ", "ミカ", "mika@example.jp",
    ("052", "123", "0005"), ("450", "0002"), "愛知県", "名古屋市中村区", "名駅7-8",
)  # fmt: skip
GRANNY = Person(
    "", "佐藤", "トメ", "サトウ", "トメ", "",
    ("0183", "12", "0006"), ("010", "0001"), "秋田県", "秋田市", "中通9-9",
)  # fmt: skip
SECOND_GUEST = Person(
    "", "中村", "翔", "ナカムラ", "ショウ", "sho@example.jp",
    ("045", "123", "0007"), ("220", "0011"), "神奈川県", "横浜市西区", "高島1-1",
)  # fmt: skip
MEMBERS = (HANA, TARO, JUN, MIKA)

TEA = Line("T-001", "煎茶 100g", 1100)
CUP = Line("C-010", '湯呑み "小", 白', 2200)
SWEETS = Line("S-100", "羊羹①", 770)

ORDERS = (
    Order(1, datetime(2026, 5, 1, 9, 59), HANA, (replace(TEA, quantity=2), SWEETS), shipping=550),  # noqa: DTZ001
    Order(2, datetime(2026, 5, 3, 12, 0), TARO, (CUP,), discount=300),  # noqa: DTZ001
    # In UTC this is the day before.
    Order(3, datetime(2026, 5, 4, 8, 15, 30), HANA, (TEA,)),  # noqa: DTZ001
    Order(4, datetime(2026, 5, 10, 21, 30), GUEST, (replace(SWEETS, quantity=3),), shipping=550),  # noqa: DTZ001
    Order(5, datetime(2026, 5, 12, 10, 0), TARO, (TEA, CUP), void="cancel"),  # noqa: DTZ001
    Order(
        6, datetime(2026, 6, 1, 7, 5), JUN, (TEA, replace(CUP, quantity=2)),  # noqa: DTZ001
        shipping=1100, fee=330, points=200, to=(JUN, GRANNY),
    ),
    Order(7, datetime(2026, 6, 2, 15, 0), MIKA, (SWEETS,), void="return"),  # noqa: DTZ001
    Order(8, datetime(2026, 6, 5, 18, 45), MIKA, (TEA, SWEETS, SWEETS)),  # noqa: DTZ001
    Order(9, datetime(2026, 6, 6, 20, 0), SECOND_GUEST, (CUP,)),  # noqa: DTZ001
)  # fmt: skip

Row = Mapping[str, object]


def write(
    headers: Sequence[str],
    rows: Sequence[Row],
    encoding: str = "cp932",
    *,
    delimiter: str = ",",
    newline: str = "\r\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """The rows under the headers; `header#2` is the second column of that name."""
    seen: dict[str, int] = {}
    keys = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        keys.append(header if seen[header] == 1 else f"{header}#{seen[header]}")
    unknown = {key for row in rows for key in row} - set(keys)
    assert not unknown, unknown
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=delimiter,
        lineterminator=newline,
        quoting=csv.QUOTE_ALL if quoting == csv.QUOTE_ALL else csv.QUOTE_MINIMAL,
    )
    writer.writerow(headers)
    writer.writerows([[str(row.get(key, "")) for key in keys] for row in rows])
    return out.getvalue().encode(encoding)


def read_back(cart: Cart) -> list[list[str]]:
    """The file's headers and rows, by the library's own reader."""
    try:
        text = cart.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = cart.content.decode("cp932")
    delimiter = "\t" if cart.file_name.endswith(".txt") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def order_truth(
    orders: Sequence[Order],
    rows: int,
    *,
    number: Callable[[Order], str] = lambda order: str(order.no),
    amount: Callable[[Order], int] = lambda order: order.goods,
    skipped: int = 0,
    identified: Callable[[Order], bool] = lambda order: True,
    named: bool = True,
    mailed: bool = True,
) -> dict[str, Any]:
    """What is true of the orders; see `Cart.truth`."""
    valid = [order for order in orders if not order.void]
    buying = [order for order in valid if identified(order) and amount(order) > 0]
    people = {order.buyer.email: order.buyer for order in buying}
    return {
        "rows": rows,
        "skipped": skipped,
        "orders": len(orders),
        "void_orders": sorted(number(order) for order in orders if order.void),
        "amounts": {number(order): amount(order) for order in valid},
        "days": {number(order): order.at.date().isoformat() for order in orders},
        "sales": sum(amount(order) for order in valid),
        "purchases": sum(amount(order) > 0 for order in valid),
        "buyers": len(people),
        "unidentified": sum(not identified(order) for order in valid),
        "names": sorted(person.name for person in people.values()) if named else [],
        "emails": sorted(person.email for person in people.values()) if mailed else [],
    }


def customer_truth(people: Sequence[Person]) -> dict[str, Any]:
    """What is true of a customer file."""
    return {
        "rows": len(people),
        "customers": len(people),
        "names": sorted(person.name for person in people),
        "emails": sorted(person.email for person in people),
        "ids": sorted(person.id for person in people),
    }
