from collections.abc import Callable

import pytest

from crm_desk.desk.resources import texts
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.layout import CUSTOMER_FIELDS, ORDER_FIELDS, FileKind, Preset, Rule
from crm_desk.importing.presets import GENERIC, load_presets, parse_preset, preset_by_id
from tests.importing.carts import CARTS

PRESETS = load_presets()

GOOD = """kind = "orders"
encoding = "cp932"
signature = ["注文ID", ["注文日", "注文日時"]]
absent = ["オーダー番号"]
identifies = false

[label]
ja = "あるカート"
en = "Some cart"

[fields]
order_no = ["注文ID"]
name = [["姓", "名"], "氏名"]

[[void]]
column = ["状態", "状態#2"]
contains = ["キャンセル"]

[[skip]]
reason = "fee_row"
column = "区分"
values = ["1"]
negate = true
"""


def test_a_preset_is_read() -> None:
    preset = parse_preset(GOOD, "some.toml")
    assert (preset.id, preset.kind, preset.encoding) == ("some", FileKind.ORDERS, "cp932")
    assert preset.label == {"ja": "あるカート", "en": "Some cart"}
    assert preset.signature == (("注文ID",), ("注文日", "注文日時"))
    assert preset.fields["name"] == (("姓", "名"), ("氏名",))
    cancelled = ("キャンセル",)
    assert preset.void == (Rule("状態", contains=cancelled), Rule("状態#2", contains=cancelled))
    assert preset.skip == (("fee_row", Rule("区分", values=("1",), negate=True)),)
    assert preset.absent == ("オーダー番号",)
    assert not preset.identifies
    assert not preset.mall_email


def test_a_rule_of_words_looks_at_a_field_or_at_columns() -> None:
    text = GOOD.replace('contains = ["キャンセル"]', "words = true")
    assert parse_preset(text, "some.toml").void[1] == Rule("状態#2", words=True)
    text = text.replace('column = ["状態", "状態#2"]', 'field = "status"')
    assert parse_preset(text, "some.toml").void == (Rule(field="status", words=True),)
    with pytest.raises(ReportableError) as caught:
        parse_preset(text.replace('"status"', '"state"'), "some.toml")
    assert caught.value.params["line"] == 16


def test_what_a_preset_knows_beside_its_fields() -> None:
    more = 'unneeded = ["税金"]\nsale = ["済"]\nfirst_filled = ["phone"]\nkind_if_filled = true\n'
    preset = parse_preset(more + GOOD, "some.toml")
    assert (preset.unneeded, preset.sale, preset.first_filled) == (("税金",), ("済",), ("phone",))
    assert preset.kind_if_filled


@pytest.mark.parametrize(
    ("written", "instead", "line"),
    [
        ('kind = "orders"', 'kind = "parcels"', 1),
        ('kind = "orders"\n', "", 1),
        ('encoding = "cp932"', "encoding = 932", 2),
        ('encoding = "cp932"', 'encodin = "cp932"', 2),
        ('"注文ID", ["注文日", "注文日時"]', '"注文ID", []', 3),
        ('"注文ID", ["注文日", "注文日時"]', '"注文ID", 7', 3),
        ('absent = ["オーダー番号"]', 'absent = "オーダー番号"', 4),
        ("identifies = false", 'identifies = "no"', 5),
        ('en = "Some cart"', 'fr = "Panier"', 9),
        ('en = "Some cart"', 'en = " "', 9),
        ('order_no = ["注文ID"]', 'birthday = ["注文ID"]', 12),
        ('order_no = ["注文ID"]', 'order_no = "注文ID"', 12),
        ('name = [["姓", "名"], "氏名"]', 'name = [["姓", 2], "氏名"]', 13),
        ('column = ["状態", "状態#2"]', "column = []", 16),
        ('contains = ["キャンセル"]', 'contains = "キャンセル"', 17),
        ('contains = ["キャンセル"]', 'kontains = ["キャンセル"]', 17),
        ('contains = ["キャンセル"]', "", 15),
        ('reason = "fee_row"', 'reason = "because"', 20),
        ('values = ["1"]', "values = [1]", 22),
        ("negate = true", "negate = 1", 23),
        ("negate = true", "negate = ", 23),
    ],
)
def test_a_damaged_preset_is_named_with_its_line(written: str, instead: str, line: int) -> None:
    assert written in GOOD
    with pytest.raises(ReportableError) as caught:
        parse_preset(GOOD.replace(written, instead), "some.toml")
    assert caught.value.key == "resource_damaged"
    assert caught.value.params["file"] == "some.toml"
    assert caught.value.params["line"] == line


def test_every_cart_of_the_specification_is_there() -> None:
    wanted = """shopify shopify_customers base stores colorme makeshop futureshop eccube4 eccube3
        eccube2 rakuten yahoo amazon_new amazon_all square smaregi nextengine generic
        eccube_customers colorme_customers generic_customers ecforce qoo10 woocommerce
        woocommerce_billing goqsystem stripe aishipr aupay"""
    assert {preset.id for preset in PRESETS} == set(wanted.split()) == CARTS.keys()


def test_an_unknown_id_is_told() -> None:
    assert preset_by_id("base").label["ja"] == "BASE"
    with pytest.raises(ReportableError) as caught:
        preset_by_id("bass")
    assert caught.value.key == "preset_unknown"
    assert "base, " in str(caught.value.params["known"])


@pytest.fixture(params=PRESETS, ids=lambda preset: preset.id)
def preset(request: pytest.FixtureRequest) -> Preset:
    found: Preset = request.param
    return found


def test_preset_names_known_fields(preset: Preset) -> None:
    known = ORDER_FIELDS if preset.kind is FileKind.ORDERS else CUSTOMER_FIELDS
    assert preset.fields.keys() <= set(known)
    assert all(preset.fields.values())


def test_preset_says_what_it_is(preset: Preset) -> None:
    assert bool(preset.signature) is (preset.id not in GENERIC.values())
    assert bool(preset.encoding) is bool(preset.signature)
    for language in ("ja", "en"):
        assert not preset.note or texts(language)(f"preset_note.{preset.note}")
    assert preset.identifies or preset.note == "sales_only"


def test_preset_never_takes_the_recipient_for_the_customer(preset: Preset) -> None:
    people = ("customer", "email", "phone", "name", "kana", "postcode", "address")
    headers = [
        header
        for name in people
        for alternative in preset.fields.get(name, ())
        for header in alternative
    ]
    others = ("配送先", "送付先", "届け先", "発送先", "Shipping", "ship-", "recipient")
    assert [header for header in headers if any(other in header for other in others)] == []


def test_rules_of_orders_only(preset: Preset) -> None:
    if preset.kind is FileKind.CUSTOMERS:
        assert preset.void == preset.discount_rows == ()
        assert preset.skip == ()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", sorted({*ORDER_FIELDS, *CUSTOMER_FIELDS, "amount"}))
def test_every_field_has_a_word(name: str, language: str) -> None:
    say: Callable[[str], str] = texts(language)
    assert say(f"field.{name}")
