"""Desks with customers, made from small files as a shop would import them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crm_desk.desk.customers import splitting
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.importing.choices import Choices
from crm_desk.importing.table import ReadOptions

TODAY = date(2026, 11, 1)
HEADERS = (
    "注文番号,注文日,会員番号,お名前,フリガナ,メールアドレス,電話番号,郵便番号,住所,"
    "商品名,数量,単価,送料,合計,状態"
)


def order(
    number: object,
    day: str,
    member: str = "",
    name: str = "",
    email: str = "",
    phone: str = "",
    *,
    kana: str = "",
    postcode: str = "",
    address: str = "",
    price: int = 1000,
    status: str = "完了",
    product: str = "煎茶",
) -> str:
    """One order of one line."""
    return (
        f"{number},{day},{member},{name},{kana},{email},{phone},{postcode},{address},"
        f"{product},1,{price},0,{price},{status}"
    )


def bring(desk: Desk, rows: Sequence[str], source: str = "自社カート") -> int:
    """Import orders; returns the number of the import."""
    path = Path(desk.path).with_name(f"orders-{source}.csv")
    path.write_text("\n".join([HEADERS, *rows]) + "\n", encoding="utf-8")
    options, layout = layout_of(path, ReadOptions(), "generic", {})
    outcome = batches.run_in_process(desk, [FileJob(path, options, layout)], source, Choices())
    batch = outcome.taken.batch_id
    assert batch is not None
    return batch


SHOP = [
    order(
        1,
        "2026/01/05",
        "00012",
        "髙橋 花子",
        "hanako@example.jp",
        "090-0111-2222",
        kana="タカハシ ハナコ",
        postcode="100-0001",
        address="東京都千代田区千代田1-1",
        price=3000,
    ),
    order(
        2,
        "2026/02/05",
        "00012",
        "髙橋 花子",
        "hanako@example.jp",
        "090-0111-2222",
        kana="タカハシ ハナコ",
        postcode="100-0001",
        address="東京都千代田区千代田1-1",
        price=1500,
    ),
    order(
        3,
        "2026/02/07",
        "00013",
        "𠮷田 <b>茂</b>",
        "shigeru@example.jp",
        "090-0333-4444",
        kana="ヨシダ シゲル",
        price=800,
    ),
    order(4, "2026/03/01", "", "高橋花子", "", "090-0111-2222", price=700),
    order(5, "2026/03/02", "", "髙橋 花子", "hanako@example.jp", "", price=900),
    order(
        6,
        "2026/03/05",
        "00014",
        "渡邊 綾乃",
        "ayano@example.jp",
        "090-0555-6666",
        kana="ワタナベ アヤノ",
        price=5000,
        status="キャンセル",
    ),
    order(7, "2026/04/01", "00015", "R&D 喫茶", "cafe@example.jp", "090-0777-8888", price=120000),
]
"""髙橋 is there three times: as a member, on the telephone, and as a guest."""


def bring_shops_contact(desk: Desk) -> None:
    """Two people known by one address, which two more prove to be the shop's; once."""
    shops, home = "office@kobo.example", "東京都台東区上野3-2-1"
    people = ("山本 あや", "森 けん", "林 りん", "原 みき")
    rows = [
        order(
            f"S{at}",
            f"2026/01/{at:02}",
            "",
            people[at % 2 + (2 if at > 3 else 0)],
            shops,
            f"03-5555-120{at % 2 + (2 if at > 3 else 0)}",
            postcode="110-0005",
            address=f"{home}{at % 2}",
        )
        for at in range(1, 6)
    ]
    if not splitting.suggestions(desk):
        bring(desk, rows[:3], "電話の控え")
        bring(desk, rows[3:], "電話の控え")
