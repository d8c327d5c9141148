"""Post codes as paper writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desk.domain.contacts.postcodes import paper_code, paper_digits


@pytest.mark.parametrize(
    ("typed", "address", "printed"),
    [
        ("600001", "札幌市中央区北一条", "060-0001"),
        ("600001", "さっぽろし", "060-0001"),
        ("0600001", "北海道札幌市", "060-0001"),
        ("〒１００－０００１", "東京都千代田区", "100-0001"),
        ("100-0001", "1-1 Chiyoda, Tokyo, Japan", "100-0001"),
        ("1000001", "1-1 Chiyoda-ku, Tokyo", "100-0001"),
        ("1000001", "", "100-0001"),
        ("90210", "Beverly Hills, CA", "90210"),
        ("90210", "アメリカ合衆国カリフォルニア州ビバリーヒルズ", "90210"),
        ("10115", "Straße 1, Berlin", "10115"),
        ("100020", "北京市朝阳区", "100020"),
        ("06236", "韓国ソウル特別市江南区", "06236"),
        ("6100000", "Tel Aviv", "6100000"),
        ("SW1A 1AA", "10 Downing Street London", "SW1A 1AA"),
        ("", "東京都", ""),
    ],
)
def test_zeros_are_given_back_to_japanese_addresses_only(
    typed: str, address: str, printed: str
) -> None:
    assert paper_code(typed, address) == printed


@given(st.from_regex(r"\A[0-9]{3,6}\Z"), st.text(st.sampled_from("ABCxyz 12,"), min_size=1))
def test_no_code_abroad_is_made_up(code: str, address: str) -> None:
    assert paper_digits(code, f"{address}, USA") == ""
    assert paper_code(code, f"{address}, USA") == code
