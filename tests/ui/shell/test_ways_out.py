"""Every state a desk's file can be in: its sentence, its ways out, and the way back by a backup."""

import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desk.app import Program
from crm_desk.desk import app_paths, resources
from crm_desk.desk.backups import keeping
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.settings import Settings
from crm_desk.domain.backup import BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.store import erased
from crm_desk.store.backup import backup_folder, is_intact
from crm_desk.store.leftovers import beside
from crm_desk.store.lock import DeskLock
from crm_desk.ui.shell import commands, desk_opener
from crm_desk.ui.shell.desk_opener import RESTORABLE
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.sample_desk import sample_copy
from tests.store.states import STATES
from tests.store.support import digest
from tests.ui.conftest import Start
from tests.ui.shell.answering_dialogs import answers_given

NOW = datetime(2026, 11, 21, 9, 12)  # noqa: DTZ001
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
RESTORABLE_STATES = [name for name, (key, _) in STATES.items() if key in RESTORABLE]
BACK = "この時点に戻す"
Begin = Callable[..., Program]


@pytest.fixture
def begin(qtbot: QtBot, programs: list[Program]) -> Begin:
    """Start the program on a file; it may end at once."""

    def start(desk: Path | None, language: str = "ja", recent: tuple[Path, ...] = ()) -> Program:
        settings = Settings(app_paths.settings_file())
        settings.put("language", language)
        settings.put("recent", [str(path) for path in recent])
        program = Program(settings)
        programs.append(program)
        program.begin(desk)
        settle()
        return program

    return start


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A closed desk with two backups, the older one under another name of the shop."""
    path = tmp_path / "shop" / "みずほ茶舗.crmdesk"
    path.parent.mkdir()
    create_desk(path, "昔の名前")
    with Desk(path) as desk:
        keeping.note_opening(desk, NOW)
        keeping.back_up(desk, BackupCause.OPENING, NOW - timedelta(days=3))
        desk.rename_shop("みずほ茶舗")
        keeping.back_up(desk, BackupCause.IMPORT, NOW)
    return path


def window_of(program: Program) -> Window:
    assert program.window is not None
    return program.window


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("state", STATES)
def test_each_state_says_so_in_the_windows_language_and_can_be_left(
    state: str,
    language: str,
    begin: Begin,
    sample_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key, make = STATES[state]
    path = tmp_path / "given" / "given.crmdesk"
    path.parent.mkdir()
    make(path, sample_path)
    before = digest(path) if path.is_file() else ""
    (seen,) = [answers_given(monkeypatch)]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet("")
    program = begin(path, language)
    assert program.window is None
    [shown] = seen
    assert shown.sentence == resources.texts(language).error(ReportableError(key, file=path.name))
    assert all(bool(JAPANESE.search(word)) == (language == "ja") for word in shown.buttons)
    # In the program's style, though no window has put it on.
    assert app.styleSheet()
    assert (digest(path) if path.is_file() else "") == before


@pytest.mark.parametrize("state", RESTORABLE_STATES)
def test_a_destroyed_desk_is_brought_back_from_the_dialog(
    state: str, begin: Begin, shop: Path, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.unlink()
    STATES[state][1](shop, sample_path)
    spoiled = shop.read_bytes() if shop.exists() else b""
    was_there = shop.exists()
    seen = answers_given(monkeypatch, BACK)
    window = window_of(begin(shop))
    assert seen[0].buttons[:2] == [BACK, BACK]
    assert seen[0].words.index("取り込みの前") < seen[0].words.index("開いたとき")
    assert window.workspace.desk.path == shop.resolve()
    assert window.workspace.desk.shop_name == "みずほ茶舗"
    aside = list(shop.parent.glob("*-before-*.crmdesk"))
    assert [one.read_bytes() for one in aside] == ([spoiled] if was_there else [])
    assert not list(shop.parent.glob("*.part*"))


def test_what_was_done_is_said_once_the_window_is_up(
    begin: Begin, shop: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.write_bytes(b"junk" * 999)
    answers_given(monkeypatch, BACK)
    window = window_of(begin(shop))
    [aside] = shop.parent.glob("*-before-*.crmdesk")
    qtbot.waitUntil(lambda: aside.name in window.banners.notified.sentence)


def test_a_missing_desk_that_came_back_has_no_former_file(
    begin: Begin, shop: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.unlink()
    answers_given(monkeypatch, BACK)
    window = window_of(begin(shop))
    qtbot.waitUntil(lambda: "元どおりにしました" in window.banners.notified.sentence)
    assert "「」" not in window.banners.notified.sentence


def test_only_whole_backups_are_offered(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.unlink()
    newest = max(backup_folder(shop).glob("*.crmdesk"))
    newest.write_bytes(newest.read_bytes()[:-1] + b"?")
    seen = answers_given(monkeypatch, BACK)
    window = window_of(begin(shop))
    assert seen[0].buttons.count(BACK) == 1
    assert window.workspace.desk.shop_name == "昔の名前"


def test_without_a_whole_backup_none_is_offered(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.unlink()
    for made in backup_folder(shop).glob("*.sha256"):
        made.unlink()
    seen = answers_given(monkeypatch)
    assert begin(shop).window is None
    assert BACK not in seen[0].buttons
    assert "下のバックアップ" not in seen[0].sentence


def test_a_backup_that_fails_on_the_way_leads_to_the_next(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.unlink()
    tries: list[Path] = []
    restored = desk_opener.DeskOpener.restored

    def fail_once(opener: desk_opener.DeskOpener, backup: Path, desk: Path) -> None:
        tries.append(backup)
        if len(tries) == 1:
            raise ReportableError("disk_full")
        restored(opener, backup, desk)

    monkeypatch.setattr(desk_opener.DeskOpener, "restored", fail_once)
    seen = answers_given(monkeypatch, BACK, BACK)
    window = window_of(begin(shop))
    assert "空きが足りず" in seen[1].sentence
    assert seen[1].buttons == seen[0].buttons
    assert window.workspace.desk.shop_name == "みずほ茶舗"


def test_a_stick_that_is_put_in_is_found_by_trying_again(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = shop.parent.rename(shop.parent.with_name("pulled"))
    seen = answers_given(monkeypatch, "もう一度試す")
    shown = desk_opener.DeskOpener._ask

    def put_in(opener: desk_opener.DeskOpener, *given: object) -> object:
        found = shown(opener, *given)  # type: ignore[arg-type]
        away.rename(shop.parent)
        return found

    monkeypatch.setattr(desk_opener.DeskOpener, "_ask", put_in)
    window = window_of(begin(None, recent=(shop,)))
    assert len(seen) == 1
    assert window.workspace.desk.path == shop.resolve()


def test_a_desk_in_use_by_a_program_without_a_window_is_said_with_its_holder(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = DeskLock(shop.resolve())
    lock.acquire()
    seen = answers_given(monkeypatch)
    assert begin(shop).window is None
    assert lock.holder() in seen[0].sentence
    assert "もう一度試す" in seen[0].buttons
    lock.release()


COPY, AGAIN, LOOK = "複製して、そちらを開く", "もう一度試す", "中を見る"
WAYS = {
    "desk_read_only": {COPY},
    "desk_unreadable": {AGAIN},
    "desk_busy": {AGAIN},
    "disk_failed": {AGAIN},
    "disk_full": {AGAIN},
    "desk_newer": set(),
    "desk_is_folder": set(),
    "desk_is_backup": {LOOK, "この時点に戻す…"},
    "desk_missing": {AGAIN, BACK},
    "desk_damaged": {BACK},
}


@pytest.mark.parametrize("key", WAYS)
def test_the_ways_fit_what_is_wrong(
    key: str, begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> Desk:
        raise ReportableError(key, file=path.name)

    monkeypatch.setattr(desk_opener, "Desk", refuse)
    seen = answers_given(monkeypatch)
    assert begin(shop).window is None
    ways = set(seen[0].buttons) & {COPY, AGAIN, LOOK, BACK, "この時点に戻す…"}
    assert ways == WAYS[key]
    assert seen[0].buttons[-1] == "終了する"


def test_a_desk_that_can_only_be_read_is_copied_from_the_dialog(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_elsewhere(path: Path) -> Desk:
        if path == shop:
            raise ReportableError("desk_read_only", file=path.name)
        return Desk(path)

    monkeypatch.setattr(desk_opener, "Desk", only_elsewhere)
    answers_given(monkeypatch, COPY)
    window = window_of(begin(shop))
    assert window.workspace.desk.path.parent == app_paths.data_folder().resolve()
    assert window.workspace.desk.shop_name == "みずほ茶舗"
    assert shop.exists()


def test_a_new_desk_is_made_from_the_dialog(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.crmdesk"
    broken.write_bytes(b"")
    answers_given(monkeypatch, "新しいお店ファイルを作る")
    window = window_of(begin(broken))
    assert window.workspace.desk.path == app_paths.default_desk().resolve()
    assert broken.read_bytes() == b""


@pytest.mark.parametrize("settings_are_lost", [True, False])
def test_a_deleted_shop_in_the_default_place_is_missed_and_brought_back(
    settings_are_lost: bool, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = app_paths.default_desk()
    create_desk(own, "みずほ茶舗")
    with Desk(own) as desk:
        keeping.back_up(desk, BackupCause.OPENING, NOW)
    own.unlink()
    seen = answers_given(monkeypatch, BACK)
    window = window_of(begin(None, recent=() if settings_are_lost else (own,)))
    assert "見つかりません" in seen[0].sentence
    assert window.workspace.desk.shop_name == "みずほ茶舗"


def test_a_deleted_shop_without_backups_is_missed_where_it_was_known(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = answers_given(monkeypatch)
    assert begin(None, recent=(app_paths.default_desk(),)).window is None
    assert "見つかりません" in seen[0].sentence
    assert not app_paths.default_desk().exists()


# A backup that is opened like a desk


def newest_of(shop: Path) -> Path:
    return max(backup_folder(shop).glob("*.crmdesk"))


def test_a_start_with_a_backup_can_look_inside(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = newest_of(shop)
    before = digest(made)
    seen = answers_given(monkeypatch, "中を見る")
    window = window_of(begin(made))
    assert seen[0].buttons[:2] == ["中を見る", "この時点に戻す…"]
    assert window.workspace.desk.is_for_looking
    assert digest(made) == before
    assert str(made) not in window.workspace.settings.get("recent")


def test_a_start_with_a_backup_can_go_back_after_a_question(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk(shop) as desk:
        desk.rename_shop("今の名前")
    made = newest_of(shop)
    seen = answers_given(monkeypatch, "この時点に戻す…", "やめる", "この時点に戻す…", BACK)
    window = window_of(begin(made))
    assert shop.name in seen[1].sentence
    assert window.workspace.desk.path == shop.resolve()
    assert window.workspace.desk.shop_name == "みずほ茶舗"
    assert is_intact(made)
    [aside] = shop.parent.glob("*-before-*.crmdesk")
    with Desk(aside) as kept:
        assert kept.shop_name == "今の名前"


def test_a_backup_opened_like_a_desk_says_who_comes_back(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk(shop) as desk:
        desk.store.write(lambda connection: erased.put(connection, ["a" * 64], left_out=False))
    seen = answers_given(monkeypatch, "この時点に戻す…", "やめる", "この時点に戻す…", BACK)
    begin(newest_of(shop))
    assert "もう一度消します" in seen[1].sentence


def test_a_backup_on_a_stick_goes_back_to_the_shop_of_this_computer(
    begin: Begin, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with Desk(shop) as desk:
        made = keeping.back_up_to(desk, stick, NOW)
        desk.rename_shop("今の名前")
    answers_given(monkeypatch, "この時点に戻す…", BACK)
    window = window_of(begin(made, recent=(tmp_path / "gone.crmdesk", shop)))
    assert window.workspace.desk.path == shop.resolve()
    assert window.workspace.desk.shop_name == "みずほ茶舗"


def test_a_backup_on_a_stick_makes_the_shop_on_another_computer(
    begin: Begin, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with Desk(shop) as desk:
        made = keeping.back_up_to(desk, stick, NOW)
    shutil.rmtree(shop.parent)
    seen = answers_given(monkeypatch, "この時点に戻す…", BACK)
    window = window_of(begin(made))
    own = app_paths.data_folder() / shop.name
    assert own.name in seen[1].sentence
    assert window.workspace.desk.path == own.resolve()
    assert window.workspace.desk.shop_name == "みずほ茶舗"
    assert not (stick / shop.name).exists()


def test_in_an_open_window_a_backup_of_the_open_shop_goes_back(
    begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(begin(shop))
    window.workspace.perform(lambda: window.workspace.desk.rename_shop("今の名前"))
    answers_given(monkeypatch, "この時点に戻す…", BACK)
    window.open_asked.emit(newest_of(shop))
    settle()
    assert window.workspace.desk.path == shop.resolve()
    assert window.workspace.desk.shop_name == "みずほ茶舗"


def test_in_an_open_window_a_backup_of_another_shop_opens_that_one(
    begin: Begin, shop: Path, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(begin(sample_path))
    answers_given(monkeypatch, "この時点に戻す…", BACK)
    window.open_asked.emit(newest_of(shop))
    settle()
    assert window.workspace.desk.path == shop.resolve()
    with Desk(sample_path) as other:
        assert other.is_sample


# After going back


@pytest.mark.parametrize("ends", [True, False])
def test_a_desk_that_does_not_open_after_going_back_leads_to_the_ways_out(
    ends: bool, begin: Begin, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(begin(shop))
    fails = [True]

    def fail_once(path: Path) -> Desk:
        if fails and fails.pop():
            raise ReportableError("desk_in_use", file=path.name, holder="x")
        return Desk(path)

    monkeypatch.setattr(desk_opener, "Desk", fail_once)
    seen = answers_given(monkeypatch, "終了する" if ends else "もう一度試す")
    window.restore_asked.emit(newest_of(shop))
    settle()
    assert len(seen) == 1
    assert window.isVisible() is not ends
    if not ends:
        assert window.workspace.desk.path == shop.resolve()
        assert not window.workspace.desk.store.is_closed


# What was recovered


def hot_journal(desk: Path) -> None:
    """As a program that was killed in the middle of a transaction leaves a desk without its log."""
    work = desk.with_name("work.sqlite")
    shutil.copyfile(desk, work)
    with closing(sqlite3.connect(work, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        shutil.copyfile(work, desk)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE desk_info SET value = 'halb'")
        connection.execute("CREATE TABLE half (x)")
        connection.executemany("INSERT INTO half VALUES (?)", [("長" * 900,) for _ in range(99)])
        shutil.copyfile(f"{work}-journal", f"{desk}-journal")
        shutil.copyfile(work, desk)
    work.unlink()
    assert f"{desk.name}-journal" in {one.name for one in beside(desk)}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_was_taken_back_at_the_start_is_said(
    language: str, start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "shop.crmdesk"
    sample_copy(path)
    hot_journal(path)
    window = start(path, language)
    assert window.workspace.desk.store.was_recovered
    assert window.workspace.desk.shop_name != "halb"
    expected = resources.texts(language)("said.recovered")
    qtbot.waitUntil(lambda: window.banners.notified.sentence == expected)


def test_a_desk_that_was_closed_well_says_nothing(
    start: Start, sample_path: Path, qtbot: QtBot
) -> None:
    window = start(sample_path)
    until = time.monotonic() + 0.5
    qtbot.waitUntil(lambda: time.monotonic() > until)
    assert not window.banners.notified.sentence


def test_what_a_former_desk_left_beside_a_new_ones_name_is_said(
    begin: Begin, sample_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = window_of(begin(sample_path))
    (tmp_path / "new.crmdesk-wal").write_bytes(b"another shop's rows")
    window.new_asked.emit(tmp_path / "new.crmdesk")
    qtbot.waitUntil(lambda: "new.crmdesk-wal.old" in window.banners.notified.sentence)
    assert (tmp_path / "new.crmdesk-wal.old").read_bytes() == b"another shop's rows"


def test_what_a_former_desk_left_beside_a_copys_name_is_said(
    begin: Begin, sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(begin(sample_path))
    target = tmp_path / "copy.crmdesk"
    (tmp_path / "copy.crmdesk-journal").write_bytes(b"left")
    monkeypatch.setattr(commands, "ask_save", lambda *_: target)
    window.commands.ask_copy()
    assert "copy.crmdesk-journal.old" in window.banners.notified.sentence
    assert target.name in window.banners.notified.sentence
