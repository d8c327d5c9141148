"""When the open desk is backed up, and what its list of backups says."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desk.desk import resources
from crm_desk.desk.backups import keeping
from crm_desk.desk.backups.going_back import ways_back
from crm_desk.desk.backups.wording import backup_words, looking_words, size_words, stick_words
from crm_desk.desk.desk import Desk
from crm_desk.domain.backup import MANY_OPENINGS, BackupCause
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup, restoring
from tests.desk.making import answered, new_desk
from tests.sample_desk import sample_copy
from tests.store.support import listing

NOW = datetime(2026, 11, 28, 9, 12)  # noqa: DTZ001
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_desk_without_a_backup_gets_one_then_one_a_day(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        assert keeping.note_opening(desk, NOW)
        keeping.back_up(desk, BackupCause.OPENING, NOW)
        assert not keeping.note_opening(desk, NOW + 23 * HOUR)
        assert keeping.note_opening(desk, NOW + DAY)


def test_a_clock_that_was_set_back_gets_its_backup(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        keeping.back_up(desk, BackupCause.OPENING, NOW + 900 * DAY)
        assert keeping.note_opening(desk, NOW)
        keeping.back_up(desk, BackupCause.OPENING, NOW)
        assert not keeping.note_opening(desk, NOW + HOUR)
        newest = keeping.backups(desk)[0].mark
        assert newest is not None
        assert newest.moment == NOW


def test_openings_are_counted_since_the_newest_backup(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        keeping.back_up(desk, BackupCause.OPENING, NOW)
        due = [keeping.note_opening(desk, NOW) for _ in range(MANY_OPENINGS + 1)]
        assert due == [False] * MANY_OPENINGS + [True]
        keeping.back_up(desk, BackupCause.OPENING, NOW)
        assert not keeping.note_opening(desk, NOW)


def test_counting_an_opening_is_nothing_to_undo(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        keeping.note_opening(desk, NOW)
        assert desk.history.undoable is None


def test_a_year_of_openings_leaves_what_the_rule_keeps(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        for number in range(0, 120, 4):
            keeping.back_up(desk, BackupCause.OPENING, NOW + number * DAY)
        made = keeping.backups(desk)
        # 12 days, and what weeks and months keep beyond them: 8 weeks reach no further than these.
        months = [date(2026, 11, 28), date(2026, 12, 30)]
        days = [one.mark.moment.date() for one in made if one.mark]
        assert days[:12] == [NOW.date() + (116 - 4 * n) * DAY for n in range(12)]
        assert set(months) <= set(days[12:])
        assert len(days) == 16
        assert all(backup.is_intact(one.path) for one in made)
        left = {one.path.name for one in made} | {
            one.path.with_suffix(".sha256").name for one in made
        }
        assert listing(backup.backup_folder(desk.path)) == left


def test_a_file_that_says_nothing_of_itself_is_listed_and_stays(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        folder = backup.backup_folder(desk.path)
        folder.mkdir()
        (folder / "old.crmdesk").write_bytes(b"no desk at all")
        for number in range(40):
            keeping.back_up(desk, BackupCause.OPENING, NOW + number * DAY)
        last = keeping.backups(desk)[-1]
        assert (last.path.name, last.mark) == ("old.crmdesk", None)


@pytest.mark.parametrize("language", resources.LANGUAGES)
def test_a_backup_says_when_why_and_what(language: str, tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    sample_copy(path)
    texts = resources.texts(language)
    with Desk(path) as desk:
        for cause in BackupCause:
            keeping.back_up(desk, cause, NOW)
        words = [backup_words(one, texts, NOW.date()) for one in keeping.backups(desk)]
    assert len({one.cause for one in words}) == len(BackupCause)
    assert {one.moment for one in words} == {{"ja": "今日 9:12", "en": "today, 9:12"}[language]}
    assert words[0].contents.startswith({"ja": "1,196名、", "en": "customers: 1,196, "}[language])
    assert words[0].size.endswith("MB")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 28), "今日 9:12"),
        (date(2026, 11, 29), "昨日 9:12"),
        (date(2026, 12, 30), "2026/11/28 9:12"),
        (date(2026, 11, 20), "2026/11/28 9:12"),
    ],
)
def test_moments_are_seen_from_today(today: date, words: str, tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        keeping.back_up(desk, BackupCause.BY_HAND, NOW)
        made = keeping.backups(desk)[0]
    assert backup_words(made, resources.texts("ja"), today).moment == words


def test_an_empty_desk_and_small_sizes_have_words(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        keeping.back_up(desk, BackupCause.BY_HAND, NOW)
        words = backup_words(keeping.backups(desk)[0], resources.texts("ja"), NOW.date())
    assert words.contents == "まだ何も入っていません"
    assert [size_words(size) for size in (1, 999, 1_000, 1_500_000, 2_340_000_000)] == [
        "1 KB",
        "1 KB",
        "1 KB",
        "1.5 MB",
        "2.3 GB",
    ]


def test_a_stick_is_asked_for_again_after_a_month(tmp_path: Path) -> None:
    stick, texts = tmp_path / "stick", resources.texts("ja")
    stick.mkdir()
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        assert "まだありません" in stick_words(keeping.on_stick(desk), texts, NOW.date())
        made = keeping.back_up_to(desk, stick, NOW)
        assert made.parent.parent == stick
        assert backup.is_intact(made)
        on_stick = keeping.on_stick(desk)
        assert on_stick == NOW.date()
        assert keeping.backups(desk) == []
    assert stick_words(on_stick, texts, NOW.date() + 29 * DAY) == ""
    assert "30日前" in stick_words(on_stick, texts, NOW.date() + 30 * DAY)


def test_a_backup_from_a_stick_is_gone_back_to(tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    with new_desk(path) as desk:
        keeping.note_opening(desk, NOW)
        answered(desk, 2)
        made = keeping.back_up_to(desk, tmp_path / "", NOW)
    path.unlink()
    restoring.restore(made, path, NOW)
    with Desk(path) as desk:
        assert keeping.backups(desk)
        assert desk.shop_name == "みずほ茶舗"


def test_a_backup_that_is_called_off_leaves_nothing(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        with pytest.raises(InterruptedError):
            keeping.back_up(desk, BackupCause.BY_HAND, NOW, lambda: True)
        assert listing(backup.backup_folder(desk.path)) == set()


def test_what_is_looked_into_says_of_when_it_is(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        made = keeping.back_up(desk, BackupCause.BY_HAND, NOW)
    (tmp_path / "look").mkdir()
    copy = restoring.open_copy_of(made, tmp_path / "look")
    with Desk(copy, is_for_looking=True) as looked:
        assert "今日 9:12" in looking_words(looked, resources.texts("ja"), NOW.date())


def test_the_number_of_people_is_that_of_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "shop.crmdesk"
    sample_copy(path)
    with Desk(path) as desk:
        assert keeping.people(desk) == 1196


def test_a_place_that_takes_no_backup_is_said(tmp_path: Path) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        backup.backup_folder(desk.path).write_bytes(b"a file, not a folder")
        with pytest.raises(ReportableError) as caught:
            keeping.back_up(desk, BackupCause.OPENING, NOW)
    assert caught.value.key == "backup_failed"


def _bad_schema(path: Path, made: Path) -> None:
    content = made.read_bytes()
    path.write_bytes(content.replace(b"CREATE TABLE", b"CREATE 'ABLE", 3))


def _no_database(path: Path, _: Path) -> None:
    path.write_bytes(b"no desk at all")


def _other_program(path: Path, _: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE x (y)")


def _half(path: Path, made: Path) -> None:
    path.write_bytes(made.read_bytes()[:5000])


@pytest.mark.parametrize("spoil", [_bad_schema, _no_database, _other_program, _half])
def test_what_is_no_whole_backup_does_not_hide_the_others(
    spoil: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    with new_desk(tmp_path / "shop.crmdesk") as desk:
        made = keeping.back_up(desk, BackupCause.OPENING, NOW)
        spoil(made.with_name("other.crmdesk"), made)
        assert next(iter(keeping.backups(desk))).path == made
        assert len(keeping.backups(desk)) == 2
        assert keeping.newest(desk) == NOW
        assert not keeping.is_due_for_join(desk, NOW)
        assert [one.path for one in ways_back(desk.path)] == [made]
