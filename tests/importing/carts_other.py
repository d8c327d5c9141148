"""Files of no cart in particular, and of customers."""

from tests.importing.cart_model import (
    MEMBERS,
    ORDERS,
    Cart,
    Row,
    customer_truth,
    order_truth,
    write,
)
from tests.importing.carts_own import headers


def generic() -> Cart:
    """A shop's own table: Japanese dates, yen signs, a row 合計 at the end."""
    names = headers(
        "受注番号|日付|お客様番号|お名前|電話番号|メールアドレス|品名|数量|単価|金額|状態|紹介者"
    )
    states = {"cancel": "キャンセル", "return": "返品"}
    rows: list[Row] = [
        {
            "受注番号": f"{order.no:04}", "日付": f"R8.{order.at.month}.{order.at.day}",
            "お客様番号": order.buyer.id, "お名前": order.buyer.name,
            "電話番号": order.buyer.tel, "メールアドレス": order.buyer.email,
            "品名": line.product, "数量": line.quantity, "単価": f"{line.price:,}円",
            "金額": f"￥{line.amount:,}", "状態": states.get(order.void, "発送済"),
            "紹介者": "00124" if order.no == 4 else "",
        }
        for order in ORDERS
        for line in order.lines
    ]  # fmt: skip
    rows.append({"受注番号": "合計", "金額": f"￥{sum(order.subtotal for order in ORDERS):,}"})
    truth = order_truth(
        ORDERS, len(rows), skipped=1, number=lambda order: f"{order.no:04}",
        amount=lambda order: order.subtotal,
    )  # fmt: skip
    return Cart("generic", "売上台帳.csv", write(names, rows, "utf-8-sig"), truth)


def shopify_customers() -> Cart:
    """Ids and telephones with a leading '."""
    names = headers(
        "Customer ID|First Name|Last Name|Email|Accepts Email Marketing|Default Address Company"
        "|Default Address Address1|Default Address Address2|Default Address City"
        "|Default Address Province Code|Default Address Country Code|Default Address Zip"
        "|Default Address Phone|Phone|Accepts SMS Marketing|Total Spent|Total Orders|Note"
        "|Tax Exempt|Tags"
    )
    rows: list[Row] = [
        {
            "Customer ID": f"'{person.id}", "First Name": person.mei, "Last Name": person.sei,
            "Email": person.email, "Accepts Email Marketing": ("yes", "no")[at % 2],
            "Default Address Address1": person.street, "Default Address City": person.city,
            "Default Address Province Code": "JP-13", "Default Address Zip": f"'{person.postcode}",
            "Phone": f"'{person.tel}", "Total Spent": f"{(at + 1) * 1100}.00",
            "Total Orders": at + 1, "Tax Exempt": "no",
        }
        for at, person in enumerate(MEMBERS)
    ]  # fmt: skip
    content = write(names, rows, "utf-8", newline="\n")
    return Cart("shopify_customers", "customers_export.csv", content, customer_truth(MEMBERS))


def eccube_customers() -> Cart:
    names = headers(
        "会員ID|お名前(姓)|お名前(名)|お名前(セイ)|お名前(メイ)|会社名|郵便番号|都道府県(ID)|都道府県(名称)"
        "|住所1|住所2|メールアドレス|TEL|性別(ID)|性別(名称)|職業(ID)|職業(名称)|誕生日|初回購入日|最終購入日"
        "|購入回数|ショップ用メモ欄|会員ステータス(ID)|会員ステータス(名称)|登録日|更新日"
    )
    rows: list[Row] = [
        {
            "会員ID": person.id, "お名前(姓)": person.sei, "お名前(名)": person.mei,
            "お名前(セイ)": person.sei_kana, "お名前(メイ)": person.mei_kana,
            "郵便番号": "".join(person.zip), "都道府県(名称)": person.pref, "住所1": person.city,
            "住所2": person.street, "メールアドレス": person.email, "TEL": "".join(person.phone),
            "誕生日": "1970-01-31 00:00:00", "初回購入日": "2025-01-05 10:00:00",
            "最終購入日": "2026-05-01 09:59:00", "購入回数": at + 1, "ショップ用メモ欄": "お茶好き",
            "会員ステータス(ID)": 2, "登録日": "2025-01-05 09:00:00",
        }
        for at, person in enumerate(MEMBERS)
    ]  # fmt: skip
    content = write(names, rows)
    return Cart("eccube_customers", "customer.csv", content, customer_truth(MEMBERS))


def colorme_customers() -> Cart:
    names = headers(
        "顧客ID|名前|フリガナ|郵便番号|都道府県|住所|メールアドレス|電話番号|携帯電話番号|性別|生年月日"
        "|ポイント|メルマガ購読|備考"
    )
    rows: list[Row] = [
        {
            "顧客ID": person.id, "名前": person.name, "フリガナ": person.kana,
            "郵便番号": person.postcode, "都道府県": person.pref,
            "住所": person.city + person.street, "メールアドレス": person.email,
            "電話番号": person.tel, "生年月日": "1970/01/31", "メルマガ購読": "する",
        }
        for person in MEMBERS
    ]  # fmt: skip
    content = write(names, rows)
    return Cart("colorme_customers", "customer_all.csv", content, customer_truth(MEMBERS))


def generic_customers() -> Cart:
    """A card index that was typed in, with balances from before."""
    names = headers(
        "会員番号|氏名|フリガナ|〒|住所1|住所2|電話番号|メールアドレス|生年月日|メルマガ|承諾日|承諾方法"
        "|紹介者|備考|累計購入回数|累計購入金額|初回購入日|最終購入日"
    )
    rows: list[Row] = [
        {
            "会員番号": person.id, "氏名": person.name, "フリガナ": person.kana,
            "〒": person.postcode, "住所1": person.pref + person.city, "住所2": person.street,
            "電話番号": person.tel, "メールアドレス": person.email, "生年月日": "S45.1.31",
            "メルマガ": ("承諾", "拒否", "")[at % 3], "承諾日": "R5.4.1", "承諾方法": "はがき",
            "累計購入回数": at + 2, "累計購入金額": f"{(at + 2) * 3000:,}円",
            "初回購入日": "H30.4.1", "最終購入日": "R7.12.20",
        }
        for at, person in enumerate(MEMBERS)
    ]  # fmt: skip
    content = write(names, rows)
    return Cart("generic_customers", "顧客台帳.csv", content, customer_truth(MEMBERS))


def other_carts() -> list[Cart]:
    return [
        generic(),
        shopify_customers(),
        eccube_customers(),
        colorme_customers(),
        generic_customers(),
    ]
