"""Post codes of Japan Post's table, and where they lie."""

import pytest

from crm_desk.domain.contacts.postcode_table import (
    Place,
    is_only_beginning,
    lies_in,
    place_of,
    table_month,
)


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("420-0851", "静岡県静岡市葵区黒金町"),
        ("〒４２０ー０８５１", "静岡県静岡市葵区黒金町"),
        ("100-0001", "東京都千代田区千代田"),
        # A whole ward, and towns of which there are several.
        ("600000", "北海道札幌市中央区"),
        ("907-1801", "沖縄県八重山郡与那国町与那国"),
        # An office with a code of its own.
        ("060-8621", "北海道札幌市中央区北一条西6丁目1-2アーバンネット札幌ビル2F"),
        # Of two prefectures: nothing is sure.
        ("498-0000", ""),
    ],
)
def test_where_a_code_lies(code: str, place: str) -> None:
    found = place_of(code)
    assert found is not None
    assert found.text == place


@pytest.mark.parametrize("code", ["", "999-9999", "420-085", "90210", "ゆうびん", "0000000"])
def test_what_is_no_code(code: str) -> None:
    assert place_of(code) is None


def test_the_table_says_of_when_it_is() -> None:
    year, month = table_month()
    assert year >= 2026
    assert 1 <= month <= 12


@pytest.mark.parametrize(
    ("address", "code", "lies"),
    [
        ("静岡県静岡市葵区黒金町12-3", "420-0851", True),
        ("静岡市葵区黒金町12-3", "420-0851", True),
        ("静岡市駿河区1-1", "420-0851", False),
        ("沖縄県与那国町与那国1", "907-1801", True),
        ("八重山郡与那国町与那国1", "907-1801", True),
        ("東京都府中市1-1", "726-0000", False),
        ("広島県府中市1-1", "726-0000", True),
        ("奈良県大和郡山市1", "639-1001", True),
    ],
)
def test_whether_an_address_lies_there(address: str, code: str, *, lies: bool) -> None:
    place = place_of(code)
    assert place is not None
    assert lies_in(address, place) is lies


def test_a_place_of_which_only_the_prefecture_is_sure() -> None:
    assert lies_in("静岡県静岡市1", Place("静岡県", "", ""))
    assert not lies_in("愛知県1", Place("静岡県", "", ""))


@pytest.mark.parametrize(
    ("address", "only"),
    [("", True), ("  ", True), ("静岡県", True), ("静岡県静岡市", False), ("Paris", False)],
)
def test_what_a_code_may_fill_in(address: str, *, only: bool) -> None:
    assert is_only_beginning(address) is only
