import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.consent_words import parse_consent
from crm_desk.domain.contacts.handles import email_key, is_mall_alias, phone_digits, postcode_digits
from crm_desk.domain.customers.key import clean_id, customer_key, member_id
from crm_desk.domain.customers.subscriptions import is_subscription

ANY = st.text(st.characters(exclude_categories=()), max_size=30)


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        (("123", "a@example.jp", "03-1234-5678", "山田太郎", "100-0001", "x"), "m:123"),
        (("00123", "", "", "", "", ""), "m:00123"),
        (("'123", "", "", "", "", ""), "m:123"),
        (("0", " Ａ@Example.JP ", "", "", "", ""), "e:a@example.jp"),
        (("ゲスト", "a@example.jp", "", "", "", ""), "e:a@example.jp"),
        (("", "なし", "０３−１２３４−５６７８", "山田　太郎", "", ""), "p:0312345678|山田太郎"),
        (("", "", "+81 3 1234 5678", "山田太郎 様", "", ""), "p:0312345678|山田太郎"),
        (
            ("", "", "000", "髙橋花子", "〒100-0001", "東京都千代田区千代田１丁目１番"),
            "a:1000001|千代田区千代田1-1|高橋花子",
        ),
        (
            ("", "", "", "高橋 花子", "1000001", "千代田区千代田1-1"),
            "a:1000001|千代田区千代田1-1|高橋花子",
        ),
        (("", "", "03-1234-5678", "", "100-0001", "千代田"), "p:0312345678|"),
        (("", "", "", "山田太郎", "", "東京都府中市1-1"), "a:|東京都府中市1-1|山田太郎"),
        (("", "", "", "山田太郎", "", "広島県府中市1丁目1番"), "a:|広島県府中市1-1|山田太郎"),
        (("", "", "", "山田太郎", "", ""), None),
        (("", "", "", "山田太郎", "100-0001", ""), None),
        (("-", "-", "-", "-", "-", "-"), None),
        (("", "", "", "", "", ""), None),
    ],
)
def test_the_first_that_is_enough_counts(
    cells: tuple[str, str, str, str, str, str], key: str | None
) -> None:
    assert customer_key(*cells) == key


@given(ANY, ANY, ANY, ANY, ANY, ANY)
def test_any_cells_have_a_key_that_can_be_stored(
    member: str, email: str, phone: str, name: str, postcode: str, address: str
) -> None:
    key = customer_key(member, email, phone, name, postcode, address)
    assert key is None or (key[:2] in ("m:", "e:", "p:", "a:") and key.encode("utf-8"))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("00123", "00123"),
        ("  00123\u3000", "00123"),
        ("'0600001", "0600001"),
        ("Ａ-1", "Ａ-1"),
        ("#1001", "#1001"),
        ("NA", "NA"),
        ("", ""),
    ],
)
def test_ids_stay_as_written(written: str, kept: str) -> None:
    assert clean_id(written) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "000000",
        "-",
        "ー",
        "なし",
        "ゲスト",
        "Guest",
        "非会員",
        "ゲスト購入",
        "Guest checkout",
        "GUEST_01",
        "非会員購入",
        "0.0",
        "0.00",
        "null",
        "NULL",
        "N/A",
        "--",
        "－",
        "不明",
    ],
)
def test_no_member(text: str) -> None:
    assert member_id(text) == ""


@pytest.mark.parametrize("text", ["G001", "00.1", "1.0", "10", "A-0", "会員ゲスト1", "NULLA", "NA"])
def test_ids_that_only_look_like_no_member(text: str) -> None:
    assert member_id(text) == text


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (" A@Example.jp ", "a@example.jp"),
        ("ａ＠ｅｘａｍｐｌｅ．ｊｐ", "a@example.jp"),
        ("a..b.@docomo.example.jp", "a..b.@docomo.example.jp"),
        ("a+b/c=d@sub.example.co.jp", "a+b/c=d@sub.example.co.jp"),
        ("c1@日本語.jp", "c1@日本語.jp"),
        ("a@b", ""),
        ("a b@example.jp", ""),
        ("a@example.jp,b@example.jp", ""),
        ("@example.jp", ""),
        ("なし", ""),
        ("", ""),
        ("a" * 300 + "@example.jp", ""),
    ],
)
def test_email_keys(written: str, key: str) -> None:
    assert email_key(written) == key
    assert email_key(key) == key


@pytest.mark.parametrize(
    ("email", "alias"),
    [
        ("0123abc@pc.fw.rakuten.ne.jp", True),
        ("0123abc@mb.fw.rakuten.ne.jp", True),
        ("0123abcs1@dm.fw.rakuten.ne.jp", True),
        ("abc123@marketplace.amazon.co.jp", True),
        ("ABC123@m.marketplace.amazon.co.jp", True),
        ("abc123@marketplace.amazon.com", True),
        ("x@mail.shopping.yahoo.co.jp", True),
        ("a@yahoo.co.jp", False),
        ("a@rakuten.co.jp", False),
        ("a@amazon.co.jp", False),
        ("a@fw.rakuten.ne.jp.example.com", False),
        ("", False),
    ],
)
def test_aliases_of_malls(email: str, alias: bool) -> None:
    assert is_mall_alias(email) is alias


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("03-1234-5678", "0312345678"),
        ("０３（１２３４）５６７８", "0312345678"),
        ("+81-90-1234-5678", "09012345678"),
        ("+81 (0)3 1234 5678", "0312345678"),
        ("'09012345678", "09012345678"),
        ("9012345678", "09012345678"),
        ("312345678", "0312345678"),
        ("9012345678.0", "09012345678"),
        ("03-1234-5678(代)", "0312345678"),
        ("03-1234-5678 内線 12", "0312345678"),
        ("03-1234-5678 / 090-1111-2222", "0312345678"),
        ("+1 212 555 0100", "12125550100"),
        ("09-0000-1234", "0900001234"),
        ("0000000000", ""),
        ("090-0000-0000", ""),
        ("999-9999-9999", ""),
        ("1234567890", ""),
        ("12345", ""),
        ("9.01235E+09", ""),
        ("1" * 16, ""),
        ("なし", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_telephone_numbers(written: str, digits: str) -> None:
    assert phone_digits(written) == digits
    assert phone_digits(digits) == digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("100-0001", "1000001"),
        ("〒１００−０００１", "1000001"),
        ("'0600001", "0600001"),
        ("600001", "0600001"),
        ("10010", "0010010"),
        ("060-00", ""),
        ("1234", ""),
        ("000-0000", ""),
        ("", ""),
    ],
)
def test_post_codes(written: str, digits: str) -> None:
    assert postcode_digits(written) == digits
    assert postcode_digits(digits) == digits


GIVEN = (
    "承諾 希望する 受け取る 受取る 購読 同意する はい あり ○ 〇 TRUE ＴＲＵＥ yes Y 1 on"
    " メルマガを希望する メールマガジンの受信:可"
)
REFUSED = (
    "拒否 希望しない 受け取らない 不要 なし 未承諾 いいえ × FALSE no 0 配信停止"
    " 同意していない メール配信:不可 not_subscribed unsubscribed"
)
UNKNOWN = ["", "不明", "未確認", "未設定", "2", "あとで", "yes?", "HTML"]


@pytest.mark.parametrize("text", GIVEN.split())
def test_consent_given(text: str) -> None:
    assert parse_consent(f" {text} ") == "given"


@pytest.mark.parametrize("text", REFUSED.split())
def test_consent_refused(text: str) -> None:
    assert parse_consent(text) == "refused"


@pytest.mark.parametrize("text", UNKNOWN)
def test_consent_unknown(text: str) -> None:
    assert parse_consent(text) == "unknown"


@given(ANY, st.sampled_from(["しない", "拒否", "不要", "停止", "なし"]))
def test_a_refusal_is_never_read_as_a_yes(text: str, refusal: str) -> None:
    assert parse_consent(text + refusal) == "refused"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, True) for text in ("定期", "定期便", "定期購入 2回目", "サブスク", "頒布会", "1")),
        *(
            (text, True)
            for text in ("Subscription", "subscription_recurring", "TRUE", "○", "ﾃｲｷ定期")
        ),
        *(
            (text, False)
            for text in ("都度", "通常", "通常購入", "単品", "One-time", "onetime", "0")
        ),
        *((text, False) for text in ("定期外", "定期購入なし", "非定期", "1回", "1回のみ", "なし")),
        *((text, None) for text in ("", "不明", "宅配便", "10回目")),
    ],
)
def test_kinds_of_orders(text: str, expected: bool | None) -> None:
    assert is_subscription(text) is expected
