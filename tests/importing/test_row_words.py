import pytest

from crm_desk.importing.row_words import is_discount_product, is_fee_product, is_total_word


@pytest.mark.parametrize(
    "text",
    [
        "値引",
        "値引き",
        "値引き額",
        "お値引き",
        "割引",
        "割引券利用",
        "会員割引",
        "初回割引",
        "まとめ買い割引",
        "セット割引",
        "送料割引",
        "クーポン",
        "クーポン割引(WELCOME)",
        "クーポン：SUMMER10",
        "クーポン利用",
        "ポイント",
        "ポイント利用",
        "ポイント値引き",
        "楽天ポイント利用分",
        "【割引】",
        "（クーポン値引）",
        "ﾎﾟｲﾝﾄ利用",
        "クーポンコードABC",
        "商品値引き",
        "端数値引",
        "お誕生日割引",
        "10%OFFクーポン",
        "500円割引",
        "会員様割引5%",
    ],
)
def test_discounts_as_products(text: str) -> None:
    assert is_discount_product(text)
    assert is_discount_product(f" {text}\u3000")


@pytest.mark.parametrize(
    "text",
    [
        "ポイントメイクリムーバー",
        "ポイントカード(会員証)",
        "クーポンケース",
        "クーポン付きカレンダー",
        "【クーポンで10%OFF】お茶セット",
        "クーポン利用で500円引き! 緑茶 100g 3袋",
        "割引シール 500枚",
        "訳あり 値引き品 りんご",
        "お茶セット 10%割引",
        "3割引きシール",
        "100円均一お茶",
        "Discount",
        "茶",
        "",
    ],
)
def test_articles_that_speak_of_discounts(text: str) -> None:
    assert not is_discount_product(text)


@pytest.mark.parametrize(
    "text",
    [
        "送料",
        "配送料",
        "運賃",
        "手数料",
        "代引手数料",
        "代引き手数料",
        "決済手数料",
        "ギフト包装料",
        "ラッピング料",
        "送料(税込)",
        "送料（クール便）",
    ],
)
def test_fees(text: str) -> None:
    assert is_fee_product(text)


@pytest.mark.parametrize(
    "text",
    [
        "送料無料 お茶セット",
        "送料込み りんご",
        "ギフト包装",
        "POSTAGE",
        "運賃表",
        "手数料なし 茶",
        "",
    ],
)
def test_goods_that_speak_of_fees(text: str) -> None:
    assert not is_fee_product(text)


@pytest.mark.parametrize(
    "text",
    [
        "合計",
        "小計",
        "月計",
        "日計",
        "累計",
        "総合計",
        "total",
        "TOTAL",
        "Total",
        "【合計】",
        "1月計",
        "1月合計",
        "2026年1月小計",
        "令和8年1月分合計",
        "１月度合計",
        "*合計*",
    ],
)
def test_words_of_total_rows(text: str) -> None:
    assert is_total_word(text)


@pytest.mark.parametrize(
    "text", ["合計3点セット", "計量カップ", "時計", "totals of tea", "家計簿", "1", ""]
)
def test_cells_that_only_hold_such_words(text: str) -> None:
    assert not is_total_word(text)
