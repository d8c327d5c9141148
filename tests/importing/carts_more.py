"""Files of more carts and services, each with the trap that it has."""

from dataclasses import replace
from datetime import timedelta

from tests.importing.cart_model import ORDERS, Cart, Line, Order, Row, order_truth, write
from tests.importing.carts_own import headers

PLAIN = tuple(replace(order, discount=0) for order in ORDERS)


def ecforce() -> Cart:
    """One row an order; 購入商品 is a list of codes, and 受注ID another number than 受注番号."""
    names = headers(
        "受注ID|受注番号|顧客番号|購入URL|購入オファー|定期受注番号|メールアドレス|小計|支払い合計|受注日"
        "|購入商品（商品コード）|広告URLグループ名|広告主名|顧客購入回数|定期ステータス|定期回数|対応状況"
    )
    states = {"cancel": "キャンセル", "return": "返品"}
    rows: list[Row] = [
        {
            "受注ID": 401000 + order.no, "受注番号": f"bd{order.no:08}", "顧客番号": order.buyer.id,
            "購入オファー": "通常(なし)", "定期受注番号": "t000000001" if order.no == 1 else "",
            "メールアドレス": order.buyer.email, "小計": order.subtotal, "支払い合計": order.total,
            "受注日": order.at.strftime("%Y/%m/%d %H:%M"),
            "購入商品（商品コード）": ",".join(line.code for line in order.lines),
            "定期ステータス": "有効" if order.no == 1 else "", "顧客購入回数": order.no,
            "対応状況": states.get(order.void, "出荷済"),
        }
        for order in PLAIN
    ]  # fmt: skip
    truth = order_truth(PLAIN, len(rows), number=lambda o: f"bd{o.no:08}", named=False)
    return Cart("ecforce", "orders.csv", write(names, rows), truth)


def qoo10() -> Cart:
    """An order per item, joined by カート番号; the address is the recipient's, and "-" no phone."""
    names = headers(
        "配送状態|注文番号|カート番号|配送会社|送り状番号|発送日|注文日|入金日|お届け希望日|発送予定日|配送完了日"
        "|配送方法|商品番号|商品名|数量|オプション情報|オプションコード|おまけ|受取人名|受取人名(フリガナ)"
        "|受取人電話番号|受取人携帯電話番号|住所|郵便番号|国家|送料の決済|決済サイト|通貨|購入者決済金額"
        "|販売価格|割引額|注文金額の合計|供給原価の合計|購入者名|購入者名(フリガナ)|配送要請事項"
        "|購入者電話番号|購入者携帯電話番号|販売者商品コード|JANコード|規格番号|プレゼント贈り主|外部広告|素材"
    )
    states = {"cancel": "キャンセル完了", "return": "返品完了"}
    rows: list[Row] = []
    for order in ORDERS:
        for at, line in enumerate(order.lines):
            off = order.discount if at == 0 else 0
            to = order.recipient(at)
            rows.append({
                "配送状態": states.get(order.void, "配送完了"),
                "注文番号": 9000 + 10 * order.no + at, "カート番号": 5000 + order.no,
                "注文日": order.at.strftime("%Y/%m/%d %H:%M"), "商品名": line.product,
                "数量": line.quantity, "受取人名": to.name, "受取人電話番号": to.tel,
                "住所": to.pref + to.city + to.street, "郵便番号": f"'{''.join(to.zip)}",
                "国家": "JP", "通貨": "JPY", "購入者決済金額": line.amount - off,
                "販売価格": line.price, "割引額": off, "注文金額の合計": line.amount - off,
                "購入者名": order.buyer.name, "購入者電話番号": "-",
                "購入者携帯電話番号": "+81-" + order.buyer.tel.removeprefix("0"),
                "販売者商品コード": line.code,
            })  # fmt: skip
    truth = order_truth(ORDERS, len(rows), number=lambda o: str(5000 + o.no), mailed=False)
    return Cart("qoo10", "DeliveryManagement.csv", write(names, rows), truth)


def woocommerce() -> Cart:
    """What came back is missing in the quantity and stands as a refund, too; pending is void."""
    bag = Line("B-1", "巾着", 1000, quantity=2)
    refunded = replace(ORDERS[2], lines=(bag,), refund=1000)
    unpaid = replace(ORDERS[8], void="cancel")
    orders = (*ORDERS[:2], refunded, *ORDERS[3:8], unpaid)
    names = headers(
        "Order Number|Order Status|Order Date|Customer Note|First Name (Billing)"
        "|Last Name (Billing)|Company (Billing)|Address 1&2 (Billing)|City (Billing)"
        "|State Code (Billing)|Postcode (Billing)|Country Code (Billing)|Email (Billing)"
        "|Phone (Billing)|First Name (Shipping)|Last Name (Shipping)|Payment Method Title"
        "|Cart Discount Amount"
        "|Order Subtotal Amount|Shipping Method Title|Order Shipping Amount|Order Refund Amount"
        "|Order Total Amount|Order Total Tax Amount|SKU|Item #|Item Name|Quantity (- Refund)"
        "|Item Cost|Coupon Code"
    )
    states = {"cancel": "Cancelled", "return": "Refunded"}
    rows: list[Row] = []
    for order in orders:
        status = "Pending payment" if order is unpaid else states.get(order.void, "Completed")
        for at, line in enumerate(order.lines):
            back = 1 if order is refunded else 0
            rows.append({
                "Order Number": order.no, "Order Status": status,
                "Order Date": order.at.strftime("%Y-%m-%d %H:%M"),
                "First Name (Billing)": order.buyer.mei, "Last Name (Billing)": order.buyer.sei,
                "Address 1&2 (Billing)": order.buyer.street, "City (Billing)": order.buyer.city,
                "State Code (Billing)": "JP13", "Postcode (Billing)": order.buyer.postcode,
                "Email (Billing)": order.buyer.email, "Phone (Billing)": order.buyer.tel,
                "First Name (Shipping)": order.recipient(at).mei,
                "Last Name (Shipping)": order.recipient(at).sei,
                "Cart Discount Amount": order.discount, "Order Subtotal Amount": order.subtotal,
                "Order Shipping Amount": order.shipping + order.fee,
                "Order Refund Amount": order.refund, "Order Total Amount": order.total,
                "Order Total Tax Amount": 0, "SKU": line.code, "Item #": at + 1,
                "Item Name": line.product, "Quantity (- Refund)": line.quantity - back,
                "Item Cost": line.price,
            })  # fmt: skip
    content = write(names, rows, "utf-8", newline="\n")
    return Cart("woocommerce", "orders-2026.csv", content, order_truth(orders, len(rows)))


def woocommerce_billing() -> Cart:
    """The discount is taken off item_total already; wc-pending was never paid."""
    unpaid = replace(ORDERS[8], void="cancel")
    orders = (*ORDERS[:8], unpaid)
    names = headers(
        "order_id|order_number|order_date|status|shipping_total|discount_total|order_total"
        "|refunded_total|billing_first_name|billing_last_name|billing_email|billing_phone"
        "|shipping_first_name|shipping_last_name|item_name|item_quantity|item_total"
    )
    states = {"cancel": "wc-cancelled", "return": "wc-refunded"}
    rows: list[Row] = [
        {
            "order_id": 500 + order.no, "order_number": order.no,
            "order_date": order.at.strftime("%Y-%m-%d %H:%M:%S"),
            "status": "wc-pending" if order is unpaid else states.get(order.void, "completed"),
            "shipping_total": order.shipping + order.fee, "discount_total": order.discount,
            "order_total": order.total, "refunded_total": 0,
            "billing_first_name": order.buyer.mei, "billing_last_name": order.buyer.sei,
            "billing_email": order.buyer.email, "billing_phone": "".join(order.buyer.phone),
            "shipping_first_name": order.recipient(at).mei,
            "shipping_last_name": order.recipient(at).sei,
            "item_name": line.product, "item_quantity": line.quantity,
            "item_total": line.amount - (order.discount if at == 0 else 0),
        }
        for order in orders
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    content = write(names, rows, "utf-8", newline="\n")
    return Cart("woocommerce_billing", "orders.csv", content, order_truth(orders, len(rows)))


def goqsystem() -> Cart:
    """送付先 is the recipient; GoQ管理番号 is no order number."""
    names = headers(
        "注文日時|配送方法(複数配送先)|チェック項目|販売店舗|GoQ管理番号|お荷物伝票番号|送付先郵便番号"
        "|送付先住所（全て）|送付先氏名|商品名|個数|JANコード|合計金額|受注番号|注文者氏名|商品コード|SKU管理番号"
        "|商品URL|商品SKU|注文者メールアドレス|単価|送料|手数料|ステータス"
    )
    states = {"cancel": "キャンセル済み", "return": "返品"}
    rows: list[Row] = [
        {
            "注文日時": order.at.strftime("%Y/%m/%d %H:%M"), "販売店舗": "楽天",
            "GoQ管理番号": 100 * order.no + at,
            "送付先郵便番号": order.recipient(at).postcode,
            "送付先住所（全て）": order.recipient(at).city, "送付先氏名": order.recipient(at).name,
            "商品名": line.product, "個数": line.quantity, "合計金額": order.total,
            "受注番号": f"R-{order.no}", "注文者氏名": order.buyer.name, "商品コード": line.code,
            "注文者メールアドレス": order.buyer.email, "単価": line.price,
            "送料": order.shipping, "手数料": order.fee,
            "ステータス": states.get(order.void, "処理済み"),
        }
        for order in PLAIN
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(PLAIN, len(rows), number=lambda order: f"R-{order.no}")
    return Cart("goqsystem", "juchu.csv", write(names, rows), truth)


def stripe() -> Cart:
    """Fee is Stripe's; a payment that failed or was only reserved is void, a refund lowers."""
    reserved = replace(ORDERS[8], void="cancel")
    partly = replace(ORDERS[2], refund=440)
    orders: tuple[Order, ...] = tuple(
        replace(order, shipping=0, fee=0, discount=0)
        for order in (*ORDERS[:2], partly, *ORDERS[3:8], reserved)
    )
    names = headers(
        "id|Created date (UTC)|Amount|Amount Refunded|Currency|Fee|Status|Captured|Customer Email"
    )
    states = {5: "Failed", 7: "Refunded"}
    rows: list[Row] = [
        {
            "id": f"ch_{order.no}", "Created date (UTC)": f"{order.at - timedelta(hours=9)}",
            "Amount": order.total, "Amount Refunded":
                order.total if order.void == "return" else order.refund,
            "Currency": "jpy", "Fee": 40,
            "Status": states.get(order.no, "Paid"),
            "Captured": "FALSE" if order.no == 9 else "TRUE", "Customer Email": order.buyer.email,
        }
        for order in orders
    ]  # fmt: skip
    truth = order_truth(orders, len(rows), number=lambda order: f"ch_{order.no}", named=False)
    return Cart("stripe", "unified_payments.csv", write(names, rows, "utf-8"), truth)


def aishipr() -> Cart:
    """合計入金額 is 0 until somebody pays; 合計返金額 lowers the order once, not on every row."""
    names = headers(
        "注文番号|INDEX|注文日時|商品管理番号|商品名|数量|商品単価|注文者メールアドレス|合計入金額|返金日時|合計返金額"
        "|管理ステータス|入金済ステータス|入金済日時"
    )
    orders = tuple(replace(order, refund=440) if order.no == 8 else order for order in PLAIN)
    states = {"cancel": "キャンセル", "return": "返品"}
    rows: list[Row] = [
        {
            "注文番号": order.no, "INDEX": at + 1,
            "注文日時": order.at.strftime("%Y/%m/%d %H:%M:%S"),
            "商品管理番号": line.code, "商品名": line.product, "数量": line.quantity,
            "商品単価": line.price, "注文者メールアドレス": order.buyer.email, "合計入金額": 0,
            "合計返金額": order.refund, "管理ステータス": states.get(order.void, "発送済み"),
            "入金済ステータス": "未入金",
        }
        for order in orders
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(orders, len(rows), named=False)
    return Cart("aishipr", "order.csv", write(names, rows), truth)


def aupay() -> Cart:
    """sender… is who gets the parcel; the orderer's columns are the shop's choice."""
    names = headers(
        "controlType|orderId|orderDetailId|orderDate|itemCode|itemName|senderName|senderZipCode"
        "|senderPhoneNumber1|settlementName|totalItemPrice|postagePrice|totalPrice|unit"
        "|deliveryName|ordererName|mailAddress|orderStatus"
    )
    orders = tuple(replace(order, fee=0) for order in PLAIN)
    rows: list[Row] = [
        {
            "controlType": "N", "orderId": f"W-{order.no}", "orderDetailId": f"D-{order.no}-{at}",
            "orderDate": order.at.strftime("%Y/%m/%d %H:%M"), "itemCode": line.code,
            "itemName": line.product, "senderName": order.recipient(at).name,
            "senderPhoneNumber1": order.recipient(at).tel, "totalItemPrice": order.subtotal,
            "postagePrice": order.shipping, "totalPrice": order.total, "unit": line.quantity,
            "ordererName": order.buyer.name, "mailAddress": order.buyer.email,
            "orderStatus": "キャンセル" if order.void else "完了",
        }
        for order in orders
        for at, line in enumerate(order.lines)
    ]  # fmt: skip
    truth = order_truth(orders, len(rows), number=lambda order: f"W-{order.no}")
    return Cart("aupay", "order.csv", write(names, rows), truth)


def more_carts() -> list[Cart]:
    return [
        ecforce(), qoo10(), woocommerce(), woocommerce_billing(), goqsystem(), stripe(),
        aishipr(), aupay(),
    ]  # fmt: skip
