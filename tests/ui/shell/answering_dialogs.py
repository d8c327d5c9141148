"""Dialogs that are answered by the words on their buttons, as a person would."""

from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from crm_desk.ui.shell.dialogs import NoticeDialog


class Seen(NamedTuple):
    """What a dialog showed."""

    sentence: str
    words: str
    buttons: list[str]


def answers_given(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[Seen]:
    """Click these buttons, one a dialog; any further dialog is closed by its last button.

    Returns:
        What was shown, filled as the dialogs come.
    """
    seen: list[Seen] = []
    left = list(answers)

    def answer(dialog: NoticeDialog) -> int:
        buttons = dialog.findChildren(QPushButton)
        words = [one.text() for one in buttons]
        labels = "\n".join(one.text() for one in dialog.findChildren(QLabel))
        seen.append(Seen(dialog.accessibleDescription(), labels, words))
        wanted = left.pop(0) if left else words[-1]
        assert wanted in words, words
        buttons[words.index(wanted)].click()
        return 0

    monkeypatch.setattr(NoticeDialog, "exec", answer)
    return seen
