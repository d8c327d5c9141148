"""Backups as a shop owner meets them: made, looked into, gone back to, opened by mistake."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desk.desk import resources
from crm_desk.desk.backups import keeping
from crm_desk.desk.backups.wording import foot_words
from crm_desk.desk.desk import create_desk
from crm_desk.desk.route import Route
from crm_desk.domain.backup import Backup, BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup, erased
from crm_desk.ui.backups import page as backups_page
from crm_desk.ui.backups.page import BackupsPage
from crm_desk.ui.shell import problem
from crm_desk.ui.shell.window import Window
from tests.gallery.scenes import settle
from tests.ui.conftest import Start


@pytest.fixture
def shop(start: Start, tmp_path: Path, qtbot: QtBot) -> Window:
    """A window on a shop that has just been opened for the first time, and so been backed up."""
    create_desk(tmp_path / "shop.crmdesk", "みずほ茶舗")
    window = start(tmp_path / "shop.crmdesk")
    with qtbot.waitSignal(window.backup_keeper.changed):
        pass
    return window


def opened(window: Window, qtbot: QtBot) -> BackupsPage:
    window.go(Route("backups"))
    page = window.current
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.is_settled)
    return page


def links(page: BackupsPage, words: str) -> list[QPushButton]:
    return [one for one in page.findChildren(QPushButton) if one.text() == words]


def words_on(page: BackupsPage) -> str:
    settle()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if not one.isHidden())


def test_the_first_opening_makes_a_backup(shop: Window, qtbot: QtBot) -> None:
    made = keeping.backups(shop.workspace.desk)
    assert len(made) == 1
    assert backup.is_intact(made[0].path)
    assert "開いたとき" in words_on(opened(shop, qtbot))


def test_the_foot_of_the_sidebar_says_when_and_leads_to_them(shop: Window, qtbot: QtBot) -> None:
    foot = shop.sidebar.backup
    qtbot.waitUntil(lambda: foot.text().startswith("バックアップ "))
    first = keeping.newest(shop.workspace.desk)
    assert first is not None
    assert foot.text() == f"バックアップ {first.hour}:{first.minute:02}"
    foot.click()
    assert shop.shown_page == "backups"
    later = first + timedelta(minutes=1)
    keeping.back_up(shop.workspace.desk, BackupCause.BY_HAND, later)
    shop.backup_keeper.note_made()
    qtbot.waitUntil(lambda: foot.text() == f"バックアップ {later.hour}:{later.minute:02}")


@pytest.mark.parametrize(
    ("back", "words"), [(timedelta(days=1), "昨日 9:03"), (timedelta(days=9), "11/12")]
)
def test_an_older_one_is_said_with_its_day(back: timedelta, words: str) -> None:
    now = datetime(2026, 11, 21, 9, 3)  # noqa: DTZ001
    said = foot_words(now - back, resources.texts("ja"), now.date())
    assert said.startswith("バックアップ ")
    assert words in said
    assert "まだ" in foot_words(None, resources.texts("ja"), now.date())


def test_the_sample_has_no_foot(window: Window, qtbot: QtBot) -> None:
    said: list[None] = []
    window.workspace.query(window, lambda: None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    settle()
    assert window.sidebar.backup.isHidden()


def test_joining_customers_waits_for_its_backup(shop: Window, qtbot: QtBot) -> None:
    joined: list[str] = []
    # What a backup made a moment ago holds needs none.
    shop.backup_keeper.before_join(lambda: joined.append("at once"))
    assert joined == ["at once"]
    for one in keeping.backups(shop.workspace.desk):
        one.path.unlink()
    with qtbot.waitSignal(shop.backup_keeper.changed):
        shop.backup_keeper.before_join(lambda: joined.append("later"))
        assert "バックアップしています" in shop.banners.busy.sentence
        assert joined == ["at once"]
    assert joined == ["at once", "later"]
    assert not shop.banners.busy.sentence


def test_customers_stay_apart_where_no_backup_can_be_made(
    shop: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Path:
        raise ReportableError("disk_full")

    joined: list[str] = []
    for one in keeping.backups(shop.workspace.desk):
        one.path.unlink()
    monkeypatch.setattr(backup, "make_backup", refuse)
    shop.backup_keeper.before_join(lambda: joined.append("joined"))
    qtbot.waitUntil(lambda: not shop.backup_keeper.is_busy)
    assert joined == []
    assert "まとめませんでした" in shop.banners.failure.sentence


def test_a_click_makes_one_more(shop: Window, qtbot: QtBot) -> None:
    page = opened(shop, qtbot)
    with qtbot.waitSignal(shop.backup_keeper.changed):
        page.make_now.click()
        assert not page.make_now.isEnabled()
    qtbot.waitUntil(lambda: page.is_settled and len(links(page, "中を見る")) == 2)
    assert page.make_now.isEnabled()
    assert "手動" in words_on(page)


def test_what_is_looked_into_can_not_be_changed_and_leads_back(shop: Window, qtbot: QtBot) -> None:
    own = shop.workspace.desk.path
    links(opened(shop, qtbot), "中を見る")[0].click()
    settle()
    assert shop.workspace.desk.is_for_looking
    assert "バックアップの中を見ています" in shop.banners.notice.sentence
    assert not shop.workspace.perform(lambda: shop.workspace.desk.rename_shop("別の名前"))
    assert "書き込めません" in shop.banners.failure.sentence
    page = opened(shop, qtbot)
    assert not page.make_now.isEnabled()
    [back] = shop.banners.notice.findChildren(QPushButton)
    back.click()
    settle()
    assert shop.workspace.desk.path == own
    assert not shop.workspace.desk.is_for_looking
    assert shop.workspace.settings.get("recent") == [str(own)]


def test_going_back_asks_keeps_the_present_file_and_says_so(
    shop: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.workspace.perform(lambda: shop.workspace.desk.rename_shop("今の名前"))
    asked: list[str] = []

    def yes(_parent: object, _title: str, sentence: str, _action: str) -> bool:
        asked.append(sentence)
        return True

    monkeypatch.setattr(backups_page, "confirm", yes)
    own = shop.workspace.desk.path
    links(opened(shop, qtbot), "この時点に戻す…")[0].click()
    settle()
    assert "今日" in asked[0]
    assert shop.workspace.desk.path == own
    assert shop.workspace.desk.shop_name == "みずほ茶舗"
    [aside] = own.parent.glob("shop-before-*.crmdesk")
    qtbot.waitUntil(lambda: aside.name in shop.banners.notified.sentence)
    causes = [one.mark.cause for one in keeping.backups(shop.workspace.desk) if one.mark]
    assert causes[0] == "restore"


def test_who_comes_back_after_an_erasure_is_asked_about(
    shop: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def no(_parent: object, _title: str, sentence: str, _action: str) -> bool:
        asked.append(sentence)
        return False

    monkeypatch.setattr(backups_page, "confirm", no)
    page = opened(shop, qtbot)
    links(page, "この時点に戻す…")[0].click()
    shop.workspace.desk.store.write(
        lambda connection: erased.put(connection, ["a" * 64], left_out=False)
    )
    links(page, "この時点に戻す…")[0].click()
    assert ["もう一度消します" in sentence for sentence in asked] == [False, True]


def test_saying_no_changes_nothing(
    shop: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups_page, "confirm", lambda *_: False)
    desk = shop.workspace.desk
    links(opened(shop, qtbot), "この時点に戻す…")[0].click()
    settle()
    assert shop.workspace.desk is desk


def test_a_damaged_backup_is_said_and_the_desk_stays_open(
    shop: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups_page, "confirm", lambda *_: True)
    desk = shop.workspace.desk
    page = opened(shop, qtbot)
    made = keeping.backups(desk)[0].path
    made.write_bytes(made.read_bytes()[:-1] + b"?")
    links(page, "この時点に戻す…")[0].click()
    settle()
    assert shop.workspace.desk is desk
    assert not desk.store.is_closed
    assert made.name in shop.banners.failure.sentence


@pytest.mark.parametrize("looks", [True, False])
def test_a_backup_that_is_opened_as_a_desk_is_told_apart(
    looks: bool, shop: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, sentence: str, _ways: object) -> str:
        asked.append(sentence)
        return "look" if looks else ""

    monkeypatch.setattr(problem, "choose", answer)
    made = keeping.backups(shop.workspace.desk)[0].path
    before = made.read_bytes()
    shop.open_asked.emit(made)
    settle()
    assert made.name in asked[0]
    assert shop.workspace.desk.is_for_looking is looks
    assert made.read_bytes() == before


def test_a_stick_is_asked_for_and_then_no_more(
    shop: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = opened(shop, qtbot)
    assert "USBメモリーへのバックアップは、まだありません" in words_on(page)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    with qtbot.waitSignal(shop.backup_keeper.changed):
        page.to_stick.click()
    qtbot.waitUntil(lambda: "まだありません" not in words_on(page))
    [made] = stick.glob("*/*.crmdesk")
    assert backup.is_intact(made)
    assert made.name in shop.banners.notified.sentence


def test_closing_calls_off_what_is_being_made(shop: Window) -> None:
    shop.backup_keeper.back_up(BackupCause.BY_HAND, lambda _: None)
    shop.workspace.close()
    settle()
    assert all(backup.is_intact(one.path) for one in keeping_of(shop))


def keeping_of(window: Window) -> list[Backup]:
    return backup.backups_in(backup.backup_folder(window.workspace.desk.path))
