"""Files of the carts that a shop runs itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from tests.importing.cart_model import ORDERS, Cart, Row, order_truth, write

JAPAN = timezone(timedelta(hours=9))
WITHOUT_DISCOUNT = tuple(replace(order, discount=0) for order in ORDERS)


def headers(text: str) -> list[str]:
    """Headers written one after the other, with | between them."""
    return [header.strip() for header in text.replace("\n", "").split("|")]


def utc(at: datetime) -> str:
    return at.replace(tzinfo=JAPAN).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def shopify() -> Cart:
    """Order columns on the first row only, a zip with ', times with an offset, one refund."""
    orders = tuple(replace(order, refund=440) if order.no == 3 else order for order in ORDERS)
    names = headers(
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Accepts Marketing|Currency|Subtotal"
        "|Shipping|Taxes|Total|Discount Code|Discount Amount|Created at|Lineitem quantity"
        "|Lineitem name|Lineitem price|Lineitem sku|Lineitem fulfillment status|Billing Name"
        "|Billing Address1|Billing Address2|Billing City|Billing Zip|Billing Province"
        "|Billing Country|Billing Phone|Shipping Name|Shipping Zip|Shipping Phone|Notes"
        "|Cancelled at|Payment Method|Refunded Amount|Id|Tags|Lineitem discount|Phone"
        "|Billing Province Name"
    )
    rows: list[Row] = []
    for order in orders:
        state = {"cancel": "voided", "return": "refunded"}.get(order.void, "paid")
        first = {
            "Financial Status": "partially_refunded" if order.refund else state,
            "Accepts Marketing": "yes" if order.buyer.id else "no",
            "Currency": "JPY",
            "Subtotal": order.subtotal - order.discount,
            "Shipping": order.shipping + order.fee,
            "Taxes": 0,
            "Total": order.total,
            "Discount Amount": order.discount,
            "Refunded Amount": order.total if order.void == "return" else order.refund,
            "Billing Name": order.buyer.name,
            "Billing Zip": f"'{order.buyer.postcode}",
            "Billing Province Name": order.buyer.pref,
            "Billing City": order.buyer.city,
            "Billing Address1": order.buyer.street,
            "Shipping Name": order.recipient(-1).name,
            "Phone": order.buyer.tel,
            "Cancelled at": "2026-05-13 10:00:00 +0900" if order.void == "cancel" else "",
        }
        for at, line in enumerate(order.lines):
            row = {
                "Name": f"#100{order.no}",
                "Email": order.buyer.email,
                "Created at": order.at.strftime("%Y-%m-%d %H:%M:%S +0900"),
                "Lineitem quantity": line.quantity,
                "Lineitem name": line.product,
                "Lineitem price": line.price,
                "Lineitem sku": line.code,
            }
            rows.append({**row, **first} if at == 0 else row)
    truth = order_truth(orders, len(rows), number=lambda order: f"#100{order.no}")
    return Cart("shopify", "orders_export_1.csv", write(names, rows, "utf-8", newline="\n"), truth)


def base() -> Cart:
    """Totals repeated, an option row without 商品ID, columns missing, a negative adjustment."""
    names = headers(
        "注文ID|注文日時|氏(請求先)|名(請求先)|郵便番号(請求先)|都道府県(請求先)|住所(請求先)|住所2(請求先)"
        "|電話番号(請求先)|メールアドレス(請求先)|氏(配送先)|名(配送先)|郵便番号(配送先)|備考|商品名"
        "|バリエーション|価格|税率|数量|合計金額|送料|支払い方法|代引き手数料|発送状況|商品ID|種類ID"
        "|配送日|注文メモ|調整金額"
    )
    rows: list[Row] = []
    for order in ORDERS:
        buyer = order.buyer
        whole = {
            "注文ID": f"00000000000000A{order.no}",
            "注文日時": order.at.strftime("%Y-%m-%d %H:%M:%S"),
            "氏(請求先)": buyer.sei, "名(請求先)": buyer.mei, "郵便番号(請求先)": buyer.postcode,
            "都道府県(請求先)": buyer.pref, "住所(請求先)": buyer.city + buyer.street,
            "電話番号(請求先)": buyer.tel, "メールアドレス(請求先)": buyer.email,
            "氏(配送先)": order.recipient(-1).sei, "名(配送先)": order.recipient(-1).mei,
            "税率": 10, "合計金額": order.total, "送料": order.shipping,
            "代引き手数料": order.fee or "", "調整金額": -order.discount,
            "発送状況": "キャンセル" if order.void else "発送済み",
        }  # fmt: skip
        for line in order.lines:
            item = {"商品名": line.product, "商品ID": line.code, "数量": line.quantity}
            if order.no == 4:
                option = {"商品名": "商品オプション「包装」", "バリエーション": "のし", "数量": 3}
                rows.append({**whole, **item, "価格": line.price - 110})
                rows.append({**whole, **option, "価格": 110})
            else:
                rows.append({**whole, **item, "価格": line.price})
    truth = order_truth(ORDERS, len(rows), number=lambda order: f"00000000000000A{order.no}")
    return Cart("base", "order_20260630.csv", write(names, rows), truth)


def stores() -> Cart:
    """The row's amount is 小計."""
    names = headers(
        "オーダー番号|ステータス|オーダー日時|決済方法|アイテム名|品番|バリエーション|個数|小計|配送料|手数料"
        "|合計|氏(配送先)|名(配送先)|電話番号(配送先)|氏(購入者)|名(購入者)|郵便番号(購入者)|都道府県(購入者)"
        "|住所(購入者)|電話番号(購入者)|メールアドレス(購入者)|備考"
    )
    states = {"cancel": "キャンセル", "return": "キャンセル済み"}
    rows: list[Row] = [
        {
            "オーダー番号": 2026000000 + order.no,
            "ステータス": states.get(order.void, "発送済"),
            "オーダー日時": order.at.strftime("%Y/%m/%d %H:%M"),
            "アイテム名": line.product, "品番": line.code, "個数": line.quantity,
            "小計": line.amount, "配送料": order.shipping, "手数料": order.fee, "合計": order.total,
            "氏(配送先)": order.recipient(at).sei, "名(配送先)": order.recipient(at).mei,
            "電話番号(配送先)": order.recipient(at).tel,
            "氏(購入者)": order.buyer.sei, "名(購入者)": order.buyer.mei,
            "郵便番号(購入者)": order.buyer.postcode, "都道府県(購入者)": order.buyer.pref,
            "住所(購入者)": order.buyer.city + order.buyer.street,
            "電話番号(購入者)": order.buyer.tel, "メールアドレス(購入者)": order.buyer.email,
        }
        for order in WITHOUT_DISCOUNT
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(
        WITHOUT_DISCOUNT, len(rows), number=lambda order: str(2026000000 + order.no)
    )
    return Cart("stores", "orders.csv", write(names, rows), truth)


def colorme() -> Cart:
    """発送状態 twice: one order is void by the first, one by the second."""
    names = headers(
        "売上ID|受注日|購入者 顧客ID|購入者 名前|購入者 郵便番号|購入者 都道府県|購入者 住所"
        "|購入者 メールアドレス|購入者 電話番号|決済方法|送料合計|決済手数料|割引名称|割引金額"
        "|総合計金額|入金状態|発送状態|売上詳細ID|購入商品 商品ID|購入商品 型番|購入商品 商品名"
        "|購入商品 販売価格(消費税込)|購入商品 販売個数|購入商品 小計|配送先ID|配送先 名前|発送状態"
    )
    rows: list[Row] = [
        {
            "売上ID": 50000 + order.no, "受注日": order.at.strftime("%Y/%m/%d"),
            "購入者 顧客ID": order.buyer.id, "購入者 名前": order.buyer.name,
            "購入者 郵便番号": order.buyer.postcode, "購入者 都道府県": order.buyer.pref,
            "購入者 住所": order.buyer.city + order.buyer.street,
            "購入者 メールアドレス": order.buyer.email, "購入者 電話番号": order.buyer.tel,
            "送料合計": order.shipping, "決済手数料": order.fee, "割引金額": order.discount,
            "総合計金額": order.total, "入金状態": "入金済み",
            "発送状態": "キャンセル" if order.void == "cancel" else "発送済み",
            "発送状態#2": "キャンセル" if order.void == "return" else "発送済み",
            "購入商品 商品ID": 900 + at, "購入商品 型番": line.code,
            "購入商品 商品名": line.product,
            "購入商品 販売価格(消費税込)": line.price, "購入商品 販売個数": line.quantity,
            "購入商品 小計": line.amount, "配送先 名前": order.recipient(at).name,
        }
        for order in ORDERS
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(ORDERS, len(rows), number=lambda order: str(50000 + order.no))
    return Cart("colorme", "sales_all.csv", write(names, rows), truth)


def makeshop() -> Cart:
    """The day and the time (hhmmss) stand apart; the shop chose few columns."""
    names = headers(
        "日付|注文時間|注文番号|処理状況|注文者|注文者(振り仮名)|メールアドレス|電話番号|郵便番号|住所|届け先名"
        "|商品名|独自商品コード|数量|販売価格|クーポン割引額|送料|決済手数料|合計金額"
    )
    states = {"cancel": "注文キャンセル", "return": "返送"}
    rows: list[Row] = [
        {
            "日付": f"{order.at:%Y}/{order.at.month}/{order.at.day}",
            "注文時間": order.at.strftime("%H%M%S"),
            "注文番号": f"P17132355114521{order.no}", "処理状況": states.get(order.void, "配送"),
            "注文者": order.buyer.name, "注文者(振り仮名)": order.buyer.kana,
            "メールアドレス": order.buyer.email, "電話番号": order.buyer.tel,
            "郵便番号": order.buyer.postcode,
            "住所": order.buyer.pref + order.buyer.city + order.buyer.street,
            "届け先名": order.recipient(at).name, "商品名": line.product,
            "独自商品コード": line.code, "数量": line.quantity, "販売価格": line.price,
            "クーポン割引額": order.discount, "送料": order.shipping, "決済手数料": order.fee,
            "合計金額": order.total,
        }
        for order in ORDERS
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(ORDERS, len(rows), number=lambda order: f"P17132355114521{order.no}")
    return Cart("makeshop", "makeshop_order.csv", write(names, rows), truth)


def futureshop() -> Cart:
    names = headers(
        "受注コード|注文日時|受注ステータス|会員番号|氏名(姓)|氏名(名)|フリガナ(セイ)|フリガナ(メイ)|郵便番号"
        "|都道府県|住所|電話番号|メールアドレス|商品番号|商品名|購入数量|販売単価|商品合計金額|クーポン値引額"
        "|送料合計|決済手数料|ポイント利用額|請求合計金額|送付先氏名(姓)|送付先氏名(名)"
    )
    states = {"cancel": "キャンセル", "return": "返品"}
    rows: list[Row] = [
        {
            "受注コード": f"FS{order.no:08}", "注文日時": order.at.strftime("%Y/%m/%d %H:%M:%S"),
            "受注ステータス": states.get(order.void, "出荷済"), "会員番号": order.buyer.id,
            "氏名(姓)": order.buyer.sei, "氏名(名)": order.buyer.mei,
            "フリガナ(セイ)": order.buyer.sei_kana, "フリガナ(メイ)": order.buyer.mei_kana,
            "郵便番号": order.buyer.postcode, "都道府県": order.buyer.pref,
            "住所": order.buyer.city + order.buyer.street, "電話番号": order.buyer.tel,
            "メールアドレス": order.buyer.email, "商品番号": line.code, "商品名": line.product,
            "購入数量": line.quantity, "販売単価": line.price, "商品合計金額": order.subtotal,
            "クーポン値引額": order.discount, "送料合計": order.shipping, "決済手数料": order.fee,
            "ポイント利用額": order.points, "請求合計金額": order.total - order.points,
            "送付先氏名(姓)": order.recipient(at).sei, "送付先氏名(名)": order.recipient(at).mei,
        }
        for order in ORDERS
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(ORDERS, len(rows), number=lambda order: f"FS{order.no:08}")
    return Cart("futureshop", "fs_orders.csv", write(names, rows), truth)


def own_carts() -> list[Cart]:
    return [shopify(), base(), stores(), colorme(), makeshop(), futureshop()]
