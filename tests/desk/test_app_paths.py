import os
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from crm_desk.desk import app_paths
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.errors import ReportableError

WINDOWS, POSIX = PureWindowsPath, PurePosixPath


def here(path: PurePath) -> Path:
    """The folders of another system's path as folders of this one."""
    return Path("/", *(part for part in path.parts if part != path.anchor))


@pytest.mark.parametrize(
    "path",
    [
        WINDOWS(r"C:\Users\sato\OneDrive\shop.crmdesk"),
        WINDOWS(r"C:\Users\sato\OneDrive - みずほ茶舗\ドキュメント\shop.crmdesk"),
        WINDOWS(r"C:\Users\sato\Dropbox\shop.crmdesk"),
        WINDOWS(r"C:\Users\sato\Dropbox (Personal)\茶舗\shop.crmdesk"),
        WINDOWS(r"C:\Users\sato\Google Drive\shop.crmdesk"),
        WINDOWS(r"C:\Users\sato\iCloudDrive\shop.crmdesk"),
        WINDOWS(r"G:\My Drive\shop.crmdesk"),
        WINDOWS(r"G:\マイドライブ\茶舗\shop.crmdesk"),
        POSIX("/Users/sato/Library/CloudStorage/OneDrive-Personal/shop.crmdesk"),
        POSIX("/Users/sato/Library/CloudStorage/Dropbox/shop.crmdesk"),
        POSIX("/Users/sato/Library/CloudStorage/GoogleDrive-a@b.jp/My Drive/shop.crmdesk"),
        POSIX("/Users/sato/Library/Mobile Documents/com~apple~CloudDocs/shop.crmdesk"),
        POSIX("/home/sato/Dropbox/shop.crmdesk"),
        POSIX("/home/sato/OneDrive/shop.crmdesk"),
        POSIX("/home/sato/google drive/shop.crmdesk"),
    ],
    ids=str,
)
def test_synchronised_folders_are_recognised(path: PurePath) -> None:
    assert app_paths.is_synchronised(here(path))


@pytest.mark.parametrize(
    "path",
    [
        WINDOWS(r"G:\共有ドライブ\茶舗\shop.crmdesk"),
        WINDOWS(r"G:\Shared drives\Shop\shop.crmdesk"),
        WINDOWS(r"C:\Users\sato\Google ドライブ\shop.crmdesk"),
    ],
    ids=str,
)
def test_other_folders_of_google_drive_are_recognised(path: PurePath) -> None:
    assert app_paths.is_synchronised(here(path))


@pytest.mark.parametrize(
    "path",
    [
        WINDOWS(r"C:\Users\sato\AppData\Local\CRM Desk\my-shop.crmdesk"),
        WINDOWS(r"C:\Users\sato\Documents\dropbox.crmdesk"),
        WINDOWS(r"E:\お店\OneDrive.crmdesk"),
        POSIX("/Users/sato/Library/Application Support/CRM Desk/my-shop.crmdesk"),
        POSIX("/home/sato/.local/share/CRM Desk/my-shop.crmdesk"),
        POSIX("/home/sato/drive/shop.crmdesk"),
        POSIX("/media/sato/USB/shop.crmdesk"),
    ],
    ids=str,
)
def test_ordinary_folders_are_not(path: PurePath) -> None:
    assert not app_paths.is_synchronised(here(path))


def test_the_default_place_is_not_synchronised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(app_paths.HOME_VARIABLE)
    assert not app_paths.is_synchronised(app_paths.default_desk())
    assert "Documents" not in app_paths.default_desk().parts


@pytest.mark.parametrize("name", ["茶" * 60, "x" * 300, "..", "A/B"], ids=range(4))
def test_a_shop_of_any_name_gets_a_desk(name: str) -> None:
    path = app_paths.new_desk_path(name)
    create_desk(path, name)
    with Desk(path) as desk:
        assert desk.shop_name == name


@pytest.mark.parametrize("name", ["茶" * 80, "𠮷" * 80, "🍵" * 64], ids=range(3))
def test_a_shop_with_a_long_name_gets_a_desk(name: str) -> None:
    path = app_paths.new_desk_path(name)
    create_desk(path, name)
    with Desk(path) as desk:
        assert desk.shop_name == name


def test_a_new_desk_never_takes_a_name_in_use(own_home: Path) -> None:
    found = []
    for _ in range(3):
        path = app_paths.new_desk_path("茶舗")
        create_desk(path, "茶舗")
        found.append(path)
    assert len(set(found)) == 3
    assert {path.parent for path in found} == {own_home}


def test_only_the_sample_is_thrown_away(desk: Desk) -> None:
    with pytest.raises(ValueError):
        app_paths.throw_away_sample(desk.path)
    assert desk.path.exists()
    create_desk(app_paths.sample_desk(), "見本", is_sample=True)
    app_paths.throw_away_sample(app_paths.sample_desk())
    assert not app_paths.sample_desk().exists()


def test_a_copy_that_can_not_be_made_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReportableError, match="backup_failed"):
        app_paths.copy_to_default_place(tmp_path / "missing.crmdesk")


def test_desks_in_the_default_place_are_found_newest_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(app_paths.HOME_VARIABLE, str(tmp_path))
    assert app_paths.known_desks() == []
    for age, name in enumerate(("new", "old", "new-before-20261128-091200")):
        path = tmp_path / f"{name}.crmdesk"
        path.write_bytes(b"x")
        os.utime(path, (10**9 - age, 10**9 - age))
    (tmp_path / "folder.crmdesk").mkdir()
    assert [path.stem for path in app_paths.known_desks()] == ["new", "old"]
