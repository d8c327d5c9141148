import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desk.desk.settings import RECENT, SETTINGS, Settings

USABLE: list[tuple[str, object]] = [
    ("language", "ja"),
    ("document_language", "en"),
    ("scale", 150),
    ("colours", "dark"),
    ("eras", True),
    ("go_on", True),
    ("recent", ["/a.crmdesk"]),
    ("geometry", [0, -5, 800, 600]),
    ("maximised", True),
]
UNUSABLE: list[tuple[str, object]] = [
    ("language", "fr"),
    ("language", None),
    ("language", ["ja"]),
    ("scale", 101),
    ("scale", "100"),
    ("colours", 1),
    ("eras", 1),
    ("eras", "true"),
    ("recent", "a"),
    ("geometry", [1, 2, 3]),
    ("geometry", [1, 2, 3, 10**6]),
    ("geometry", [1, 2, 3, True]),
    ("maximised", 0),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def defaults() -> dict[str, object]:
    return {name: setting.default for name, setting in SETTINGS.items()}


def values(path: Path) -> dict[str, Any]:
    found = Settings(path)
    return {name: found.get(name) for name in SETTINGS}


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert values(tmp_path / "none.json") == defaults()
    assert not (tmp_path / "none.json").exists()


@pytest.mark.parametrize(("name", "value"), USABLE)
def test_a_setting_is_kept(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "deep" / "settings.json"
    Settings(path).put(name, value)
    assert values(path) == defaults() | {name: value}


@pytest.mark.parametrize(("name", "value"), UNUSABLE)
def test_an_unusable_value_means_the_default(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: value, "scale": 125} | {name: value}))
    assert Settings(path).get(name) == SETTINGS[name].default
    with pytest.raises(ValueError):
        Settings(path).put(name, value)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"5", b"\xff\xfe", b'{"scale": 150', b"\x00" * 50],
)
def test_a_damaged_file_means_defaults_and_is_mended(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    kept = Settings(path)
    assert {name: kept.get(name) for name in SETTINGS} == defaults()
    # Nothing is deleted, and what comes next does not write over it.
    assert kept.set_aside is not None
    assert kept.set_aside.read_bytes() == content
    kept.put("scale", 125)
    assert values(path)["scale"] == 125
    assert Settings(path).set_aside is None


def test_files_that_are_set_aside_twice_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content in (b"one", b"two", b"three"):
        path.write_bytes(content)
        Settings(path)
    assert sorted(one.read_bytes() for one in tmp_path.iterdir()) == [b"one", b"three", b"two"]


@pytest.mark.parametrize(
    ("stored", "usable"),
    [
        (["/a", "/b\0c", "/d"], ["/a", "/d"]),
        ([1, None, "/a", "", ["/b"]], ["/a"]),
        ([{}], []),
    ],
)
def test_one_unusable_entry_takes_no_other_shop_away(
    tmp_path: Path, stored: list[object], usable: list[str]
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"recent": stored}))
    kept = Settings(path)
    assert kept.get("recent") == usable
    kept.note_recent(Path("/new"))
    assert Settings(path).get("recent") == [str(Path("/new")), *usable]


def test_one_unusable_table_takes_no_others_columns_away(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"tables": {"good": [["name", 120]], "bad": [["name", -1]]}}))
    assert Settings(path).get("tables") == {"good": [["name", 120]]}


@pytest.mark.skipif(os.name != "posix", reason="folders are flushed on POSIX only")
def test_settings_lie_on_the_disk_before_and_after_they_get_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", renamed)
    Settings(tmp_path / "settings.json").put("scale", 125)
    assert steps == ["file", "rename", "folder"]


def test_a_deeply_nested_file_means_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"[" * 200_000)
    assert values(path) == defaults()


@given(st.dictionaries(st.sampled_from(sorted(SETTINGS)), JSON))
@settings(max_examples=80)
def test_whatever_is_stored_what_is_read_can_be_used(
    tmp_path: Path, stored: dict[str, object]
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored))
    for name, value in values(path).items():
        assert SETTINGS[name].check(value)
        if name not in ("recent", "tables"):
            assert value in (stored.get(name), SETTINGS[name].default)


@given(st.lists(st.integers(0, 12), max_size=20))
@settings(max_examples=40)
def test_recent_desks_are_newest_first_each_once_and_few(tmp_path: Path, order: list[int]) -> None:
    path = tmp_path / "settings.json"
    path.unlink(missing_ok=True)
    kept = Settings(path)
    for number in order:
        kept.note_recent(Path(f"/{number}.crmdesk"))
    newest_first = list(dict.fromkeys(reversed(order)))[:RECENT]
    assert Settings(path).get("recent") == [str(Path(f"/{n}.crmdesk")) for n in newest_first]


def test_a_recent_desk_can_be_forgotten(tmp_path: Path) -> None:
    kept = Settings(tmp_path / "settings.json")
    for name in ("a", "b"):
        kept.note_recent(Path(name))
    kept.forget_recent(Path("a"))
    kept.forget_recent(Path("never"))
    assert kept.get("recent") == ["b"]


def test_defaults_are_not_changed_by_use(tmp_path: Path) -> None:
    Settings(tmp_path / "a.json").note_recent(Path("x"))
    assert Settings(tmp_path / "b.json").get("recent") == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_the_owner_may_read_settings(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    Settings(path).put("scale", 110)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="names of raw bytes are POSIX")
def test_a_desk_named_in_another_encoding_can_be_recent(tmp_path: Path) -> None:
    kept = Settings(tmp_path / "settings.json")
    kept.note_recent(Path(os.fsdecode("お店.crmdesk".encode("shift_jis"))))
    kept.put("scale", 150)
    assert Settings(tmp_path / "settings.json").get("scale") == 150


def test_a_refusing_disk_keeps_the_value_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Settings(tmp_path / "file" / "settings.json")
    kept.put("scale", 175)
    assert kept.get("scale") == 175
