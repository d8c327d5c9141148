"""Files of EC-CUBE 4, 3 and 2."""

import csv

from tests.importing.cart_model import ORDERS, Cart, Line, Order, Row, order_truth, write
from tests.importing.carts_own import headers

STATES = {"": (5, "発送済み"), "cancel": (3, "注文取消し"), "return": (9, "返品")}
POINTS = "ポイント"


def _whole4(order: Order) -> dict[str, object]:
    buyer = order.buyer
    state, label = STATES[order.void]
    return {
        "注文ID": order.no + 40, "注文番号": order.no, "会員ID": buyer.id,
        "お名前(姓)": buyer.sei, "お名前(名)": buyer.mei,
        "お名前(セイ)": buyer.sei_kana, "お名前(メイ)": buyer.mei_kana,
        "郵便番号": "".join(buyer.zip), "都道府県(名称)": buyer.pref,
        "住所1": buyer.city, "住所2": buyer.street,
        "メールアドレス": buyer.email, "TEL": "".join(buyer.phone),
        "小計": order.subtotal, "値引き": order.discount, "送料": order.shipping,
        "合計": order.total - order.points, "支払合計": order.total - order.points,
        "対応状況(ID)": state, "対応状況(名称)": label,
        "受注日": order.at.strftime("%Y-%m-%d %H:%M:%S"),
    }  # fmt: skip


def _fees4(order: Order) -> list[Row]:
    """Rows that are no items; a fee's row may have no product code."""
    kinds = (
        (2, "送料", order.shipping), (3, "手数料", order.fee),
        (4, "割引", -order.discount), (6, POINTS, -order.points),
    )  # fmt: skip
    return [
        {"商品名": label, "価格": amount, "個数": 1, "税率": 0,
         "明細区分(ID)": kind, "明細区分(名称)": label}
        for kind, label, amount in kinds
        if amount
    ]  # fmt: skip


def _item4(line: Line) -> Row:
    """Prices are without tax: 小計 is met only when they are grossed up."""
    return {
        "商品名": line.product, "商品コード": line.code, "価格": line.price * 10 // 11,
        "個数": line.quantity, "税率": 10, "明細区分(ID)": 1, "明細区分(名称)": "商品",
    }  # fmt: skip


def eccube4() -> Cart:
    """Fee, discount and point rows; 送料 twice; two recipients."""
    names = headers(
        "注文ID|注文番号|会員ID|お名前(姓)|お名前(名)|お名前(セイ)|お名前(メイ)|会社名|郵便番号|都道府県(ID)"
        "|都道府県(名称)|住所1|住所2|メールアドレス|TEL|性別(ID)|性別(名称)|職業(ID)|職業(名称)|誕生日"
        "|ショップ用メモ欄|小計|値引き|送料|税金|合計|支払合計|対応状況(ID)|対応状況(名称)|支払方法(ID)"
        "|支払方法(名称)|受注日|入金日|注文詳細ID|商品ID|商品規格ID|商品名|商品コード|規格名1|規格名2"
        "|規格分類名1|規格分類名2|価格|個数|税率|税率ルール(ID)|明細区分(ID)|明細区分(名称)|出荷ID"
        "|配送先_お名前(姓)|配送先_お名前(名)|配送先_お名前(セイ)|配送先_お名前(メイ)|配送先_会社名"
        "|配送先_郵便番号|配送先_都道府県(ID)|配送先_都道府県(名称)|配送先_住所1|配送先_住所2|配送先_TEL"
        "|配送業者(ID)|配送業者(名称)|お届け時間ID|お届け時間(名称)|お届け希望日|送料|発送日|出荷伝票番号"
        "|配達用メモ|出荷メール送信日"
    )
    rows: list[Row] = []
    for order in ORDERS:
        whole = _whole4(order)
        for at, line in enumerate(order.lines):
            to = order.recipient(at)
            sent: Row = {
                "出荷ID": order.no * 10 + at, "配送先_お名前(姓)": to.sei,
                "配送先_お名前(名)": to.mei, "配送先_TEL": "".join(to.phone), "送料#2": 0,
            }  # fmt: skip
            rows.append({**whole, **_item4(line), **sent})
        rows += [{**whole, **fee} for fee in _fees4(order)]
    skipped = sum(str(row["明細区分(ID)"]) not in {"1", "4"} for row in rows)
    truth = order_truth(ORDERS, len(rows), skipped=skipped)
    return Cart("eccube4", "order_20260630.csv", write(names, rows), truth)


def eccube3() -> Cart:
    """Telephone and post code in parts."""
    names = headers(
        "注文ID|会員ID|お名前(姓)|お名前(名)|お名前(セイ)|お名前(メイ)|会社名|郵便番号1|郵便番号2|都道府県(ID)"
        "|都道府県(名称)|住所1|住所2|メールアドレス|TEL1|TEL2|TEL3|FAX1|FAX2|FAX3|性別(ID)|性別(名称)"
        "|職業(ID)|職業(名称)|誕生日|ショップ用メモ欄|小計|値引き|送料|税金|合計|支払合計|対応状況(ID)"
        "|対応状況(名称)|支払方法(ID)|支払方法(名称)|受注日|入金日|発送日|注文詳細ID|商品ID|商品規格ID"
        "|商品名|商品コード|規格名1|規格名2|規格分類名1|規格分類名2|価格|個数|税率|税率ルール(ID)"
    )
    rows: list[Row] = []
    for order in ORDERS:
        whole = _whole4(order)
        for key in ("注文番号", "郵便番号", "TEL"):
            del whole[key]
        parts = {
            "郵便番号1": order.buyer.zip[0], "郵便番号2": order.buyer.zip[1],
            "TEL1": order.buyer.phone[0], "TEL2": order.buyer.phone[1],
            "TEL3": order.buyer.phone[2], "注文ID": order.no,
        }  # fmt: skip
        if order.void == "return":
            # It knows no 返品; the unfinished count as little.
            parts |= {"対応状況(ID)": "8", "対応状況(名称)": "購入処理中"}
        rows += [
            {**whole, **parts, "商品名": line.product, "商品コード": line.code,
             "価格": line.price, "個数": line.quantity, "税率": 10}
            for line in order.lines
        ]  # fmt: skip
    truth = order_truth(ORDERS, len(rows))
    return Cart("eccube3", "order_3.csv", write(names, rows), truth)


def eccube2() -> Cart:
    """One row per order, all of it quoted."""
    names = headers(
        "注文番号|会員ID|お名前(姓)|お名前(名)|お名前(フリガナ・姓)|お名前(フリガナ・名)|メールアドレス"
        "|電話番号1|電話番号2|電話番号3|郵便番号1|郵便番号2|都道府県|住所1|住所2|性別|生年月日|職業|小計"
        "|値引き|送料|手数料|使用ポイント|加算ポイント|税金|合計|お支払い合計|支払い方法|対応状況|注文日時"
        "|発送完了日時"
    )
    rows: list[Row] = [
        {
            "注文番号": order.no, "会員ID": order.buyer.id or 0,
            "お名前(姓)": order.buyer.sei, "お名前(名)": order.buyer.mei,
            "お名前(フリガナ・姓)": order.buyer.sei_kana,
            "お名前(フリガナ・名)": order.buyer.mei_kana,
            "メールアドレス": order.buyer.email, "電話番号1": order.buyer.phone[0],
            "電話番号2": order.buyer.phone[1], "電話番号3": order.buyer.phone[2],
            "郵便番号1": order.buyer.zip[0], "郵便番号2": order.buyer.zip[1],
            "都道府県": order.buyer.pref, "住所1": order.buyer.city, "住所2": order.buyer.street,
            "小計": order.subtotal, "値引き": order.discount, "送料": order.shipping,
            "手数料": order.fee, "使用ポイント": order.points, "合計": order.total,
            "お支払い合計": order.total - order.points,
            "対応状況": {"": 5, "cancel": 3, "return": 7}[order.void],
            "注文日時": order.at.strftime("%Y-%m-%d %H:%M:%S"),
        }
        for order in ORDERS
    ]  # fmt: skip
    truth = order_truth(ORDERS, len(rows))
    content = write(names, rows, quoting=csv.QUOTE_ALL)
    return Cart("eccube2", "order_2.csv", content, truth)
