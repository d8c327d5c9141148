"""People and plans to print, the hostile ones of data-safety.md among them."""

from dataclasses import replace
from datetime import date, timedelta

from crm_desk.desk.resources import texts
from crm_desk.domain.analysis.figures import Cluster
from crm_desk.domain.contacts.addressee import Addressee, Contact, addressee
from crm_desk.domain.contacts.approach import Approach, Result
from crm_desk.domain.contacts.media import Way
from crm_desk.domain.customers.purchases import Bought, PastOrder
from crm_desk.domain.followup import wording
from crm_desk.domain.followup.papers import ListRow, SheetData
from crm_desk.domain.followup.plan import Origin, Plan
from crm_desk.domain.followup.standing import Purchase, standing
from crm_desk.domain.money import Money
from crm_desk.reports.followup.sheet_pdf import SheetBook
from tests.domain.followup.making import START, plan

TODAY = START + timedelta(days=40)
SHOP = "みずほ茶舗"
HANAKO = Contact(
    7,
    "山田 花子",
    "ヤマダ ハナコ",
    "00123",
    "100-0001",
    "東京都千代田区千代田1-2-13 コーポひまわり 203号室",
    "090-1111-2222",
    "hanako@example.jp",
)
BOUGHT = Bought(12, 148_600, date(2023, 4, 2), date(2026, 7, 30), 39)
ORDERS = (
    PastOrder(date(2026, 7, 30), 12_960, ("煎茶 特上 100g", "ほうじ茶 ティーバッグ 20個入り")),
    PastOrder(date(2026, 5, 11), 8_640, tuple(f"お茶の詰め合わせ {n}番" for n in range(1, 9))),
    PastOrder(date(2026, 3, 3), 4_320, ("玉露",)),
)
PURPOSES = ("お礼", "使い心地伺い", "先行案内")


def made_plan(purposes: tuple[str, ...] = PURPOSES) -> Plan:
    """The first step done, the second tried in vain and late, the third to come."""
    begun = plan()
    steps = tuple(replace(s, purpose=p) for s, p in zip(begun.steps, purposes, strict=True))
    return replace(
        begun,
        steps=steps,
        template="A",
        origin=Origin(Cluster.TOP1, 31),
        approaches=(
            Approach(1, START + timedelta(days=3), Way.HANDWRITTEN, Result.REACTED, "喜ばれた", 1),
            Approach(2, START + timedelta(days=31), Way.PHONE, Result.NOT_REACHED, "留守番電話", 2),
        ),
    )


def sheet(
    who: Contact = HANAKO, made: Plan | None = None, today: date = TODAY, language: str = "ja"
) -> SheetData:
    followed = made or made_plan()
    stands = standing(followed, [Purchase(START + timedelta(days=12), 4_860)], today)
    missing = wording.missing(stands, texts(language))
    return SheetData(who, BOUGHT, followed, stands, missing, ORDERS)


def sheets(count: int) -> SheetBook:
    """So many customers, each with a name of their own."""
    return book(*(sheet(replace(HANAKO, name=f"山田 花子{n}")) for n in range(count)))


def hostile(text: str, language: str = "ja") -> SheetData:
    """A sheet that says one thing at every place where somebody typed."""
    who = Contact(1, text, text, text, text, text, text, text)
    begun = made_plan((text, text, text))
    noted = tuple(replace(each, note=text) for each in begun.approaches)
    other = Approach(3, START, Way.FAX, Result.SILENT, text)
    found = replace(begun, template=text, approaches=(*noted, other))
    orders = tuple(PastOrder(START, -1, (text, text)) for _ in range(9))
    data = sheet(who, found, language=language)
    return replace(data, orders=orders, blocked=((2, text), (3, text)), remarks=text)


def book(*sheets: SheetData, shop: str = SHOP) -> SheetBook:
    return SheetBook(shop, Money(), TODAY, sheets)


def row(data: SheetData) -> ListRow:
    return ListRow(data.who, data.bought, data.plan, data.standing, data.missing, data.remarks)


def envelope(**changes: str) -> Addressee:
    return addressee([replace(HANAKO, **changes)])  # type: ignore[arg-type]
