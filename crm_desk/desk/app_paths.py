"""Where desks, settings and reports lie on this computer."""

import os
from contextlib import suppress
from pathlib import Path

from crm_desk.domain.file_names import safe_name
from crm_desk.store.leftovers import ASIDE, free_name

HOME_VARIABLE = "CRM_DESK_HOME"
"""Names one folder for everything; for tests, and for a program on a stick."""

_SYNCHRONISED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "マイドライブ",
    "google ドライブ",
    "共有ドライブ",
    "shared drives",
    "icloud",
    "mobile documents",
    "com~apple~clouddocs",
)


def data_folder() -> Path:
    """The user's local application data: not Documents, which is often synchronised."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("CRM Desk", appauthor=False)


def settings_file() -> Path:
    """Where the settings are kept."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        return Path(home) / "settings.json"
    from platformdirs import user_config_path

    return user_config_path("CRM Desk", appauthor=False) / "settings.json"


def default_desk() -> Path:
    """The desk of a shop that never chose a place."""
    return data_folder() / "my-shop.crmdesk"


def known_desks() -> list[Path]:
    """Desks in the default place, the one that was written last first."""
    written = {}
    for path in data_folder().glob("*.crmdesk"):
        with suppress(OSError):
            if ASIDE not in path.stem and path.is_file():
                written[path] = path.stat().st_mtime
    return sorted(written, key=lambda path: (-written[path], path.name))


def sample_desk() -> Path:
    """Where the sample is made."""
    return data_folder() / "sample" / "sample.crmdesk"


def new_desk_path(shop_name: str) -> Path:
    """A free file name for a new shop in the default place."""
    return free_name(data_folder(), safe_name(shop_name), ".crmdesk")


def is_synchronised(path: Path) -> bool:
    """The file lies in a folder of OneDrive, Dropbox, iCloud or Google Drive.

    Two computers that synchronise an open SQLite file damage it.
    """
    folders = [part.lower() for part in path.absolute().parts[:-1]]
    return any(folder.startswith(name) for folder in folders for name in _SYNCHRONISED)


def copy_to_default_place(desk: Path) -> Path:
    """Copy a desk that can't be written where it is; returns the copy's path.

    Raises:
        ReportableError: `backup_failed`.
    """
    from crm_desk.store.copying import copy_files

    target = new_desk_path(desk.stem)
    copy_files(desk, target)
    return target


def throw_away_sample(path: Path) -> None:
    """Remove the sample's files; any other desk is left alone.

    Raises:
        ValueError: the path is not the sample's.
    """
    if path.absolute() != sample_desk().absolute():
        raise ValueError("only the sample is ever thrown away")
    from shutil import rmtree

    rmtree(path.parent, ignore_errors=True)
