"""Files of malls, tills and order systems."""

import csv
from dataclasses import replace
from datetime import datetime

from tests.importing.cart_model import MIKA, ORDERS, TEA, Cart, Order, Row, order_truth, write
from tests.importing.carts_own import WITHOUT_DISCOUNT, headers, utc


def rakuten() -> Cart:
    """A row per item and recipient; the mall's coupon and points are means of payment."""
    names = headers(
        "注文番号|ステータス|サブステータスID|サブステータス|注文日時|注文日|注文時間|支払方法名|配送方法"
        "|複数送付先フラグ|楽天会員フラグ|商品合計金額|消費税合計|送料合計|代引料合計|請求金額|合計金額"
        "|ポイント利用額|クーポン利用総額|店舗発行クーポン利用額|楽天発行クーポン利用額|注文者郵便番号1"
        "|注文者郵便番号2|注文者住所都道府県|注文者住所郡市区|注文者住所それ以降の住所|注文者姓|注文者名"
        "|注文者姓カナ|注文者名カナ|注文者電話番号1|注文者電話番号2|注文者電話番号3|注文者メールアドレス"
        "|送付先ID|送付先商品合計金額|送付先合計金額|送付先姓|送付先名|送付先電話番号1|商品明細ID|商品ID|商品名"
        "|商品番号|商品管理番号|単価|個数|商品税率"
    )
    rows: list[Row] = []
    for order in ORDERS:
        buyer, of_the_mall = order.buyer, 100 if order.no == 3 else 0
        whole: Row = {
            "注文番号": f"123456-202605-{order.no:010}",
            "ステータス": {"": 700, "cancel": 900, "return": 800}[order.void],
            "注文日時": order.at.strftime("%Y-%m-%d %H:%M:%S"),
            "注文日": order.at.strftime("%Y-%m-%d"), "注文時間": order.at.strftime("%H:%M:%S"),
            "楽天会員フラグ": 1, "商品合計金額": order.subtotal, "送料合計": order.shipping,
            "代引料合計": order.fee, "合計金額": order.subtotal + order.shipping,
            "請求金額": order.total - order.points - of_the_mall, "ポイント利用額": order.points,
            "クーポン利用総額": order.discount + of_the_mall,
            "店舗発行クーポン利用額": order.discount, "楽天発行クーポン利用額": of_the_mall,
            "注文者郵便番号1": buyer.zip[0], "注文者郵便番号2": buyer.zip[1],
            "注文者住所都道府県": buyer.pref, "注文者住所郡市区": buyer.city,
            "注文者住所それ以降の住所": buyer.street, "注文者姓": buyer.sei, "注文者名": buyer.mei,
            "注文者姓カナ": buyer.sei_kana, "注文者名カナ": buyer.mei_kana,
            "注文者電話番号1": buyer.phone[0], "注文者電話番号2": buyer.phone[1],
            "注文者電話番号3": buyer.phone[2], "注文者メールアドレス": buyer.email,
        }  # fmt: skip
        for at, line in enumerate(order.lines):
            to = order.recipient(at)
            rows.append({
                **whole, "送付先ID": order.no * 10 + (at if order.to else 0),
                "送付先商品合計金額": line.amount, "送付先姓": to.sei, "送付先名": to.mei,
                "送付先電話番号1": to.phone[0], "商品明細ID": order.no * 100 + at,
                "商品名": line.product, "商品管理番号": line.code, "単価": line.price,
                "個数": line.quantity, "商品税率": "0.1",
            })  # fmt: skip
    truth = order_truth(
        ORDERS, len(rows), number=lambda order: f"123456-202605-{order.no:010}", mailed=False
    )
    content = write(names, rows, quoting=csv.QUOTE_ALL)
    return Cart("rakuten", "normal-order.csv", content, truth)


def yahoo() -> Cart:
    """Japanese labels, as the shop's template may have them."""
    names = headers(
        "注文ID|注文日時|注文ステータス|ご請求先名字|ご請求先名前|ご請求先郵便番号|ご請求先都道府県"
        "|ご請求先市区郡|ご請求先住所1|ご請求先住所2|ご請求先電話番号|ご請求先メールアドレス|お届け先名字"
        "|お届け先名前|商品名|商品コード|数量|単価|値引き|送料|手数料|利用ポイント|合計金額"
    )
    rows: list[Row] = [
        {
            "注文ID": f"mizuho-{10000000 + order.no}",
            "注文日時": order.at.strftime("%Y/%m/%d %H:%M"),
            "注文ステータス": 4 if order.void else 5,
            "ご請求先名字": order.buyer.sei, "ご請求先名前": order.buyer.mei,
            "ご請求先郵便番号": order.buyer.postcode, "ご請求先都道府県": order.buyer.pref,
            "ご請求先市区郡": order.buyer.city, "ご請求先住所1": order.buyer.street,
            "ご請求先電話番号": order.buyer.tel, "ご請求先メールアドレス": order.buyer.email,
            "お届け先名字": order.recipient(at).sei, "お届け先名前": order.recipient(at).mei,
            "商品名": line.product, "商品コード": line.code, "数量": line.quantity,
            "単価": line.price, "値引き": order.discount, "送料": order.shipping,
            "手数料": order.fee, "利用ポイント": order.points, "合計金額": order.total,
        }
        for order in ORDERS
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(
        ORDERS, len(rows), number=lambda order: f"mizuho-{10000000 + order.no}", mailed=False
    )
    return Cart("yahoo", "order-item.csv", write(names, rows), truth)


def _amazon_row(order: Order, at: int) -> dict[str, object]:
    """Each line of the discounted order 1 has its own promotion; the line's price is in all."""
    line = order.lines[at]
    return {
        "purchase-date": utc(order.at),
        "sku": line.code,
        "product-name": line.product,
        "currency": "JPY",
        "item-price": line.amount,
        "item-tax": line.amount // 11,
        "shipping-price": order.shipping if at == 0 else 0,
        "item-promotion-discount": (100, 50)[at] if order.no == 1 else "",
    }


def _amazon_amount(order: Order) -> int:
    return order.subtotal - (150 if order.no == 1 else 0)


def _amazon_number(order: Order) -> str:
    return f"250-1234567-{order.no:07}"


def amazon_new() -> Cart:
    """Tabs, UTC; only orders that are to be shipped."""
    names = headers(
        "order-id|order-item-id|purchase-date|payments-date|buyer-email|buyer-name|buyer-phone-number"
        "|sku|product-name|quantity-purchased|currency|item-price|item-tax|shipping-price|shipping-tax"
        "|ship-service-level|recipient-name|ship-address-1|ship-city|ship-state|ship-postal-code"
        "|ship-country|ship-phone-number|item-promotion-discount|item-promotion-id"
    )
    orders = [order for order in WITHOUT_DISCOUNT if not order.void]
    rows: list[Row] = [
        {
            **_amazon_row(order, at),
            "order-id": _amazon_number(order), "order-item-id": order.no * 100 + at,
            "buyer-email": order.buyer.email, "buyer-name": order.buyer.name,
            "buyer-phone-number": order.buyer.tel, "quantity-purchased": line.quantity,
            "recipient-name": order.recipient(at).name,
            "ship-postal-code": order.recipient(at).postcode,
        }
        for order in orders
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(
        orders, len(rows), number=_amazon_number, amount=_amazon_amount, mailed=False
    )
    content = write(names, rows, delimiter="\t", newline="\n")
    return Cart("amazon_new", "12345678901234.txt", content, truth)


def amazon_all() -> Cart:
    """Names no buyer; a cancelled order has quantity 0 and no price."""
    names = headers(
        "amazon-order-id|merchant-order-id|purchase-date|last-updated-date|order-status"
        "|fulfillment-channel|sales-channel|ship-service-level|product-name|sku|asin|item-status"
        "|quantity|currency|item-price|item-tax|shipping-price|shipping-tax|gift-wrap-price"
        "|item-promotion-discount|ship-promotion-discount|ship-city|ship-state|ship-postal-code"
    )
    rows: list[Row] = []
    for order in WITHOUT_DISCOUNT:
        for at, line in enumerate(order.lines):
            row = _amazon_row(order, at)
            row |= {"amazon-order-id": _amazon_number(order), "ship-state": order.buyer.pref}
            row |= {"order-status": "Shipped", "quantity": line.quantity}
            if order.void:
                row |= {"order-status": "Cancelled", "quantity": 0, "item-price": ""}
            rows.append(row)
    truth = order_truth(
        WITHOUT_DISCOUNT, len(rows), number=_amazon_number, amount=_amazon_amount,
        identified=lambda order: False, named=False, mailed=False,
    )  # fmt: skip
    content = write(names, rows, delimiter="\t", newline="\n")
    return Cart("amazon_all", "98765432109876.txt", content, truth)


def square() -> Cart:
    """A refund of 1,100 as a transaction of its own, negative; amounts with $ and commas."""
    names = headers(
        "Date|Time|Time Zone|Category|Item|Qty|Price Point Name|SKU|Modifiers Applied|Gross Sales"
        "|Discounts|Net Sales|Tax|Transaction ID|Payment ID|Device Name|Notes|Details|Event Type"
        "|Location|Dining Option|Customer ID|Customer Name|Customer Reference ID|Unit|Count"
    )
    refund = Order(10, datetime(2026, 6, 9, 11, 0), MIKA, (replace(TEA, price=-1100),))  # noqa: DTZ001
    orders = [*(order for order in WITHOUT_DISCOUNT if not order.void), refund]

    def money(amount: int) -> str:
        return f"{'-' if amount < 0 else ''}${abs(amount):,}.00"

    rows: list[Row] = [
        {
            "Date": order.at.strftime("%Y-%m-%d"), "Time": order.at.strftime("%H:%M:%S"),
            "Time Zone": "Osaka, Sapporo, Tokyo", "Item": line.product,
            "Qty": f"{line.quantity}.0", "SKU": line.code, "Gross Sales": money(line.amount),
            "Discounts": money(0), "Net Sales": money(line.amount), "Tax": money(0),
            "Transaction ID": f"sq{order.no:06}X",
            "Event Type": "Refund" if line.price < 0 else "Payment",
            "Customer ID": order.buyer.id and f"CUST{order.buyer.id}",
            "Customer Name": order.buyer.id and order.buyer.name,
        }
        for order in orders
        for line in order.lines
    ]  # fmt: skip
    truth = order_truth(
        orders, len(rows), number=lambda order: f"sq{order.no:06}X",
        amount=lambda order: order.subtotal, identified=lambda order: bool(order.buyer.id),
        mailed=False,
    )  # fmt: skip
    return Cart("square", "items-2026.csv", write(names, rows, "utf-8", newline="\n"), truth)


def smaregi() -> Cart:
    """One row a transaction; paid in, paid out and points added are no sales."""
    names = headers(
        "取引ID|取引日時|取引区分|取消区分|単価値引き前小計|単価値引き小計|小計|小計値引き|小計割引率"
        "|ポイント値引き|合計|内消費税|会員ID|会員コード|店舗ID|端末ID"
    )
    orders = [replace(order, shipping=0, fee=0) for order in WITHOUT_DISCOUNT]
    rows: list[Row] = [
        {
            "取引ID": order.no, "取引日時": order.at.strftime("%Y-%m-%d %H:%M:%S"), "取引区分": 1,
            "取消区分": 1 if order.void else 0, "小計": order.total * 10 // 11,
            "合計": order.total, "内消費税": order.total // 11,
            "会員ID": order.buyer.id.lstrip("0"), "会員コード": order.buyer.id,
        }
        for order in orders
    ]  # fmt: skip
    rows += [
        {"取引ID": 900 + kind, "取引日時": "2026-06-30 21:00:00", "取引区分": kind,
         "取消区分": 0, "合計": 5000}
        for kind in (2, 3, 6)
    ]  # fmt: skip
    truth = order_truth(
        orders, len(rows), skipped=3, identified=lambda order: bool(order.buyer.id),
        named=False, mailed=False,
    )  # fmt: skip
    return Cart("smaregi", "transactions.csv", write(names, rows), truth)


def nextengine() -> Cart:
    """Full-width digits in headers, all quoted; knows no status."""
    names = headers(
        "店舗伝票番号|受注日|受注郵便番号|受注住所１|受注住所２|受注名|受注名カナ|受注電話番号"
        "|受注メールアドレス|発送郵便番号|発送先住所１|発送先住所２|発送先名|発送先カナ|発送電話番号"
        "|支払方法|発送方法|商品計|税金|発送料|手数料|ポイント|その他費用|合計金額|ギフトフラグ"
        "|時間帯指定|日付指定|作業者欄|備考|商品名|商品コード|商品価格|受注数量|商品オプション"
        "|出荷済フラグ|顧客区分|顧客コード|消費税率（%）"
    )
    orders = [order for order in WITHOUT_DISCOUNT if not order.void]
    rows: list[Row] = [
        {
            "店舗伝票番号": f"NE-{order.no}", "受注日": order.at.strftime("%Y/%m/%d %H:%M:%S"),
            "受注郵便番号": "".join(order.buyer.zip),
            "受注住所１": order.buyer.pref + order.buyer.city, "受注住所２": order.buyer.street,
            "受注名": order.buyer.name, "受注名カナ": order.buyer.kana,
            "受注電話番号": "".join(order.buyer.phone), "受注メールアドレス": order.buyer.email,
            "発送先名": order.recipient(at).name, "商品計": order.subtotal,
            "発送料": order.shipping, "手数料": order.fee, "ポイント": order.points,
            "合計金額": order.total - order.points, "商品名": line.product,
            "商品コード": line.code, "商品価格": line.price, "受注数量": line.quantity,
            "顧客コード": order.buyer.id, "消費税率（%）": 10,
        }
        for order in orders
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(orders, len(rows), number=lambda order: f"NE-{order.no}")
    content = write(names, rows, quoting=csv.QUOTE_ALL)
    return Cart("nextengine", "hanyo.csv", content, truth)


def mall_carts() -> list[Cart]:
    return [
        rakuten(),
        yahoo(),
        amazon_new(),
        amazon_all(),
        square(),
        smaregi(),
        nextengine(),
    ]
