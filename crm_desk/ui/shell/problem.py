"""A desk that can't be opened: its sentence and the ways out."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desk.desk import app_paths
from crm_desk.desk.desk import EXTENSION, create_desk
from crm_desk.domain.errors import ReportableError
from crm_desk.ui.shell.dialogs import choose

_COPYABLE = ("desk_read_only",)


def way_out(sentence: str, key: str, path: Path) -> Path | None:
    """Tell what is wrong and let the person choose; returns the desk to open, or None to end.

    The file itself is neither changed nor removed.
    """
    ways = []
    if key in _COPYABLE:
        ways.append(("copy", QCoreApplication.translate("Problem", "Copy it and open the copy")))
    ways.append(("open", QCoreApplication.translate("Problem", "Open another desk…")))
    ways.append(("new", QCoreApplication.translate("Problem", "Make a new desk")))
    ways.append(("quit", QCoreApplication.translate("Problem", "Quit")))
    chosen = choose(None, QCoreApplication.translate("Problem", "CRM Desk"), sentence, ways)
    try:
        if chosen == "copy":
            return app_paths.copy_to_default_place(path)
        if chosen == "new":
            target = app_paths.new_desk_path("my-shop")
            create_desk(target, "")
            return target
    except ReportableError:
        # The default place fails, too; the person may still know another.
        chosen = "open"
    if chosen == "open":
        name, _ = QFileDialog.getOpenFileName(
            None,
            QCoreApplication.translate("Problem", "Open a desk"),
            str(path.parent),
            f"CRM Desk (*{EXTENSION})",
        )
        return Path(name) if name else None
    return None


def wants_to_look(parent: QWidget | None, sentence: str) -> bool:
    """Tell that a file is a backup, and ask whether to look inside."""
    ways = [
        ("look", QCoreApplication.translate("Problem", "Look inside")),
        ("back", QCoreApplication.translate("NoticeDialog", "Cancel")),
    ]
    title = QCoreApplication.translate("Problem", "CRM Desk")
    return choose(parent, title, sentence, ways) == "look"
