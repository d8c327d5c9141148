import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.domain.file_names import safe_name

RESERVED = set('\\/:*?"<>|')
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in range(1, 10))}


@given(st.text(max_size=120))
@settings(max_examples=200)
def test_a_safe_name_suits_every_system(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not RESERVED & set(safe)
    assert not any(ord(c) < 32 or c.isspace() or 0xD800 <= ord(c) < 0xE000 for c in safe)
    assert not safe.startswith((".", "-"))
    assert len(safe) <= 80


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("みずほ茶舗", "みずほ茶舗"),
        ("𠮷田屋 本店", "𠮷田屋-本店"),
        ("A/B\\C:D", "A-B-C-D"),
        ("../../etc/passwd", "etc-passwd"),
        ("CRM診断-茶舗-2026/11/21", "CRM診断-茶舗-2026-11-21"),
        ("か\u3099", "が"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_known_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["", " ", "...", "///", "\0", "\u200f", "-. -", "\ud800"])
def test_a_name_of_nothing_gets_one(name: str) -> None:
    assert safe_name(name) == safe_name("")


@pytest.mark.parametrize("name", ["con", "NUL", "Aux", "COM1", "lpt9"])
def test_names_of_devices_are_avoided(name: str) -> None:
    assert safe_name(name).split(".")[0].upper() not in DEVICES
