"""What the newer layouts do that the others need not."""

from crm_desk.importing.choices import Choices
from crm_desk.importing.columns import SourceColumns
from crm_desk.importing.matching import best_preset, layout_for, missing_fields
from crm_desk.importing.presets import preset_by_id


def columns_of(preset_id: str, table: dict[str, list[str]]) -> SourceColumns:
    columns = SourceColumns(layout_for(preset_by_id(preset_id), list(table)), Choices())
    columns.begin(list(table.values()), len(next(iter(table.values()))))
    return columns


def test_a_number_of_a_subscription_makes_the_order_one() -> None:
    cells = ["t000000001", "", "-", "0"]
    assert columns_of("ecforce", {"定期受注番号": cells}).values("kind") == [
        True, False, False, False
    ]  # fmt: skip


def test_the_first_telephone_that_says_something_counts() -> None:
    table = {
        "購入者電話番号": ["-", "03-5555-1201", "", "－"],
        "購入者携帯電話番号": ["+81-90-1111-2233", "090-1", "090-2", "-"],
    }
    assert columns_of("qoo10", table).texts("phone") == [
        "+81-90-1111-2233",
        "03-5555-1201",
        "090-2",
        "",
    ]


def test_a_mall_that_names_only_the_recipient_asks_for_the_customer() -> None:
    names = "controlType orderId orderDetailId orderDate itemCode itemName senderName unit"
    headers = [*names.split(), "senderPhoneNumber1", "totalItemPrice", "postagePrice", "totalPrice"]
    best = best_preset(headers)
    assert best.id == "aupay"
    assert missing_fields(layout_for(best, headers)) == ("customer",)


def test_the_recipients_columns_are_never_the_buyers() -> None:
    headers = [
        "注文日",
        "合計金額",
        "senderName",
        "senderZipCode",
        "senderAddress",
        "senderPhoneNumber1",
    ]
    layout = layout_for(preset_by_id("generic"), headers)
    assert missing_fields(layout) == ("customer",)


def test_a_field_of_orders_that_is_mapped_makes_an_order_file() -> None:
    headers = ["会員番号", "氏名", "いつ", "いくら"]
    assert best_preset(headers).id == "generic_customers"
    assert best_preset(headers, {"line_amount": "いくら"}).id == "generic"
    assert best_preset(headers, {"note": "いくら"}).id == "generic_customers"
