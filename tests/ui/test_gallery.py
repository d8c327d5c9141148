"""Every page and dialog in both languages: nothing clipped, everything named, every glyph ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontMetrics, QRawFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crm_desk.paths import RESOURCES
from crm_desk.ui import theme
from crm_desk.ui.common.widgets import Paragraph
from tests.gallery.scenes import EMPTY_SCENES, SCENES, opened_window, shown

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QTabBar,
    QProgressBar,
)
TOLERANCE = 1


def visible(root: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    for widget in root.findChildren(kind):
        if widget.isVisible() and not widget.visibleRegion().isEmpty():
            yield widget


def clipped(root: QWidget) -> list[str]:
    found = []
    for label in visible(root, QLabel):
        assert isinstance(label, QLabel)
        if not label.pixmap().isNull():
            continue
        if isinstance(label, Paragraph):
            wanted, given = label.heightForWidth(label.width()), label.height()
        else:
            wanted, given = label.sizeHint().width(), label.width()
        if wanted > given + TOLERANCE:
            found.append(f"{label.text()!r}: {given} of {wanted}")
    for button in visible(root, QAbstractButton):
        assert isinstance(button, QAbstractButton)
        if button.text() and button.minimumSizeHint().width() > button.width() + TOLERANCE:
            found.append(f"button {button.text()!r}")
    for area in visible(root, QScrollArea):
        assert isinstance(area, QScrollArea)
        content = area.widget()
        assert content is not None
        if content.minimumSizeHint().width() > area.viewport().width() + TOLERANCE:
            found.append(
                f"content of {content.minimumSizeHint().width()} in {area.viewport().width()}"
            )
    return found


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(w).__name__} {w.objectName()}"
        for kind in CONTROLS
        for w in visible(root, kind)
        if not w.accessibleName()
        and not (isinstance(w, QAbstractButton) and w.text())
        and not w.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight"))
        and not isinstance(w.parent(), QAbstractSpinBox | QComboBox)
    ]


@pytest.mark.parametrize("scale", [100, 125, 175])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_and_dialog(qtbot: QtBot, tmp_path: Path, language: str, scale: int) -> None:
    theme.load_fonts()
    wrong: list[str] = []
    for empty, scenes in ((True, EMPTY_SCENES), (False, SCENES)):
        with opened_window(tmp_path, language, "light", scale, empty=empty) as window:
            for name, scene in scenes.items():
                for widget in shown(window, scene):
                    wrong += [f"{name}: {what}" for what in clipped(widget) + unnamed(widget)]
                    if not isinstance(widget, QDialog):
                        assert widget.width() == 1366, f"{name} forces the window wider"
    assert not wrong, "\n".join(wrong)


def test_our_fonts_have_every_character_on_screen() -> None:
    characters: set[str] = set()
    for path in [
        *RESOURCES.glob("texts/*.toml"),
        *RESOURCES.glob("questionnaire/*.toml"),
        RESOURCES.parent / "i18n" / "crm_desk_ja.ts",
    ]:
        characters |= set(path.read_text(encoding="utf-8"))
    fonts = [
        QRawFont(str(RESOURCES / "fonts" / f"{name}.ttf"), 16)
        for name in ("BIZUDPGothic-Regular", "CRMDeskKanji-Regular")
    ]
    missing = [
        c
        for c in characters
        if c.isprintable() and not any(font.supportsCharacter(ord(c)) for font in fonts)
    ]
    assert not missing


def test_unusual_kanji_are_drawn_by_our_own_font(qtbot: QtBot) -> None:
    theme.load_fonts()
    font = QFont(list(theme.FAMILIES))
    metrics = QFontMetrics(font)
    for character in "𠮷髙﨑德濵":
        assert metrics.inFontUcs4(ord(character)) or character == "𠮷"
    assert QFontMetrics(QFont([theme.FAMILIES[1]])).inFontUcs4(ord("𠮷"))


@pytest.mark.parametrize("dark", [False, True])
def test_contrast(dark: bool) -> None:
    look = theme.Theme(dark)
    pairs = [
        ("ink", "window"),
        ("ink", "surface"),
        ("soft", "window"),
        ("soft", "surface"),
        ("accent", "surface"),
        ("accent", "window"),
        ("accent", "accent_pale"),
        ("on_accent", "accent"),
        ("warn", "surface"),
        ("good", "surface"),
        ("ink", "warn_pale"),
        ("ink", "accent_pale"),
        ("on_accent", "accent_strong"),
    ]
    for front, back in pairs:
        assert contrast(look.colour(front), look.colour(back)) >= 4.5, (front, back)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
