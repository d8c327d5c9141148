"""Colour, space and type in one place; pages name tokens, never values."""

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from crm_desk.paths import RESOURCES

FAMILIES = ("BIZ UDPGothic", "CRM Desk Kanji")
_FONT_FILES = ("BIZUDPGothic-Regular", "BIZUDPGothic-Bold", "CRMDeskKanji-Regular")

_LIGHT = {
    "window": "#f4f6f8",
    "surface": "#ffffff",
    "raised": "#f8fafb",
    "line": "#d9e0e6",
    "edge": "#8494a1",
    "ink": "#1b2733",
    "soft": "#566471",
    "accent": "#0a756b",
    "accent_strong": "#085f57",
    "accent_pale": "#e2f1ef",
    "on_accent": "#ffffff",
    "warn": "#b8430f",
    "on_warn": "#ffffff",
    "warn_pale": "#fdeee6",
    "notice": "#b98900",
    "calm": "#93a8b8",
    "track": "#e9edf1",
    "good": "#0b6e4f",
    # Charts: Okabe-Ito's blue as one ordered ramp, its vermilion for what is chosen.
    "chart_top1": "#00273f",
    "chart_top10": "#004b77",
    "chart_top20": "#0072b2",
    "chart_four_plus": "#5aa5d3",
    "chart_two_three": "#9accea",
    "chart_once": "#d3e8f6",
    "chart_edge": "#00598c",
    "chart_pale": "#e4eaef",
    "chart_pale_edge": "#5b6975",
    "chart_chosen": "#b34700",
}
_DARK = {
    "window": "#12171c",
    "surface": "#1b2229",
    "raised": "#222a32",
    "line": "#35414b",
    "edge": "#7b8b98",
    "ink": "#e8edf1",
    "soft": "#a9b6c0",
    "accent": "#4cc0b3",
    "accent_strong": "#7ad6cb",
    "accent_pale": "#17393a",
    "on_accent": "#06201d",
    "warn": "#f2935f",
    "on_warn": "#241005",
    "warn_pale": "#3d2618",
    "notice": "#e2b93b",
    "calm": "#6f8697",
    "track": "#2c363f",
    "good": "#5fcf9f",
    "chart_top1": "#e3f3fd",
    "chart_top10": "#a5d8f7",
    "chart_top20": "#56b4e9",
    "chart_four_plus": "#2c86bd",
    "chart_two_three": "#1c608b",
    "chart_once": "#1a4159",
    "chart_edge": "#7cc4ee",
    "chart_pale": "#3a464f",
    "chart_pale_edge": "#9aa9b4",
    "chart_chosen": "#f2a13a",
}


_UNIT = 8
SIZES = {
    "figure": 54,
    "number": 30,
    "title": 22,
    "heading": 17,
    "level": 19,
    "body": 14,
    "small": 13,
}
"""Type sizes at 100 %, in pixels."""


class Theme:
    """Colours of one scheme, and sizes at one scale.

    Attributes:
        percent: 90-175; every size goes through `px`.
    """

    def __init__(self, dark: bool = False, percent: int = 100) -> None:
        self.dark, self.percent = dark, percent

    def colour(self, token: str) -> str:
        """`#rrggbb` of a token."""
        return (_DARK if self.dark else _LIGHT)[token]

    def qcolour(self, token: str) -> QColor:
        """The same for painting."""
        return QColor(self.colour(token))

    def px(self, size: float) -> int:
        """A size at 100 % as device-independent pixels at this scale."""
        return round(size * self.percent / 100)

    def space(self, units: float = 1) -> int:
        """Space on the 8 px grid."""
        return self.px(units * _UNIT)

    def font(self, role: str = "body", *, bold: bool = False) -> QFont:
        """The font of a role, for painting."""
        font = QFont(list(FAMILIES))
        font.setPixelSize(self.px(SIZES[role]))
        font.setBold(bold)
        # With hinting FreeType cuts the descenders of this font short.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def load_fonts() -> None:
    """Make the program's own fonts known to Qt."""
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"{name}.ttf"))


def wants_dark(colours: str) -> bool:
    """Whether the dark scheme is wanted: by choice, or as the system has it.

    Args:
        colours: the setting: `light`, `dark` or `system`.
    """
    if colours == "system" and not _dressed:
        # Asking for `colorScheme()` would load the `Qt` namespace; see common/widgets.py.
        return bool(QPalette().window().color().lightness() < _MIDDLE)
    from PySide6.QtCore import Qt

    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    wanted = schemes.get(colours, Qt.ColorScheme.Unknown)
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(wanted)
    return (wanted if colours != "system" else hints.colorScheme()) is Qt.ColorScheme.Dark


_MIDDLE = 128
_dressed = False
_current = [Theme()]


def current_theme() -> Theme:
    """The theme that the application wears, for windows that have no workspace."""
    return _current[0]


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application."""
    global _dressed
    _dressed = True
    _current[0] = theme
    app.setFont(theme.font())
    app.setPalette(_palette(theme))
    app.setStyleSheet(stylesheet(theme))


def _palette(theme: Theme) -> QPalette:
    palette, role = QPalette(), QPalette.ColorRole
    pairs = {
        role.Window: "window",
        role.WindowText: "ink",
        role.Base: "surface",
        role.AlternateBase: "raised",
        role.Text: "ink",
        role.PlaceholderText: "soft",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.ToolTipBase: "surface",
        role.ToolTipText: "ink",
        role.Link: "accent",
    }
    for name, token in pairs.items():
        palette.setColor(name, theme.qcolour(token))
    disabled = QPalette.ColorGroup.Disabled
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, name, theme.qcolour("edge"))
    return palette


def stylesheet(theme: Theme) -> str:
    """Qt style sheet of the theme."""
    values = {name: theme.colour(name) for name in _LIGHT}
    values.update({f"size_{role}": f"{theme.px(size)}px" for role, size in SIZES.items()})
    values["icons"] = (RESOURCES / "icons").as_posix()
    values["tick"] = "check-dark" if theme.dark else "check-light"
    # A radius above half the size would make the round indicator square.
    values["round"] = f"{(theme.px(16) + 4) // 2}px"
    values.update({f"px{n}": f"{theme.px(n)}px" for n in (1, 2, 4, 5, 6, 8, 10, 12, 16, 18)})
    return _SHEET % values


_SHEET = """
QWidget { color: %(ink)s; }
QMainWindow, QDialog, QWidget[surface="window"] { background: %(window)s; }
QLabel { background: transparent; }
QLabel[role="figure"] { font-size: %(size_figure)s; font-weight: bold; }
QLabel[role="number"] { font-size: %(size_number)s; font-weight: bold; }
QLabel[role="title"] { font-size: %(size_title)s; font-weight: bold; }
QLabel[role="heading"] { font-size: %(size_heading)s; font-weight: bold; }
QLabel[role="level"] { font-size: %(size_level)s; font-weight: bold; }
QLabel[role="strong"] { font-weight: bold; }
QLabel[role="soft"] { color: %(soft)s; font-size: %(size_small)s; }
QLabel[role="good"] { color: %(good)s; font-weight: bold; }
QLabel[role="warn"] { color: %(warn)s; font-weight: bold; }
QLabel[role="change"] { color: %(accent)s; font-size: %(size_small)s; font-weight: bold; }
QLabel[role="badge"] { background: %(warn)s; color: %(on_warn)s; font-size: %(size_small)s;
  font-weight: bold; border-radius: %(px6)s; padding: %(px2)s %(px6)s; }
QLabel[role="mark"] { color: %(warn)s; border: 1px solid %(warn)s; border-radius: %(px8)s;
  font-size: %(size_small)s; font-weight: bold; padding: %(px1)s %(px8)s; }
QLabel[role="brand"] { color: %(accent)s; font-size: %(size_heading)s; font-weight: bold; }

QFrame[surface="card"] {
  background: %(surface)s; border: 1px solid %(line)s; border-radius: %(px10)s; }
QFrame[surface="sidebar"] { background: %(surface)s; border: none;
  border-right: 1px solid %(line)s; }
QFrame[surface="sheet"] { background: %(surface)s; border: none;
  border-top: 1px solid %(line)s; }
QFrame[surface="rule"] { background: %(line)s; border: none; max-height: 1px; min-height: 1px; }
QFrame[surface="banner"] {
  background: %(warn_pale)s; border: 1px solid %(warn)s; border-radius: %(px8)s; }
QFrame[surface="notice"] {
  background: %(accent_pale)s; border: 1px solid %(accent)s; border-radius: %(px8)s; }

QFrame[surface="popup"] {
  background: %(surface)s; border: 2px solid %(accent)s; border-radius: %(px12)s; }
QFrame[surface="popup"] QListView { background: %(surface)s; border: none; }
QFrame[surface="popup"] QListView:focus { background: %(raised)s; }
QTableView[surface="rows"] { background: transparent; border: none; border-radius: 0; }
QTableView[surface="rows"]:focus { border: none; }

QFrame[surface="drop"] {
  background: %(surface)s; border: 2px dashed %(edge)s; border-radius: %(px10)s; }

QFrame[surface="choice"] {
  background: %(surface)s; border: 1px solid %(line)s; border-radius: %(px8)s; }
QFrame[surface="choice"]:hover { border-color: %(accent)s; background: %(raised)s; }
QFrame[surface="choice"][chosen="true"] {
  background: %(accent_pale)s; border: 2px solid %(accent)s; }
QFrame[surface="choice"][focused="true"] { border: 2px solid %(ink)s; }

QPushButton { background: %(surface)s; border: 1px solid %(edge)s; border-radius: %(px8)s;
  padding: %(px8)s %(px16)s; }
QPushButton:hover { border-color: %(accent)s; background: %(raised)s; }
QPushButton:focus { border: 2px solid %(ink)s; }
QPushButton:disabled { color: %(edge)s; border-color: %(line)s; }
QPushButton[kind="primary"] { background: %(accent)s; color: %(on_accent)s; font-weight: bold;
  border: 1px solid %(accent)s; }
QPushButton[kind="primary"]:hover { background: %(accent_strong)s; }
QPushButton[kind="primary"]:focus { border: 2px solid %(ink)s; }
QPushButton[kind="primary"]:disabled { background: %(track)s; color: %(soft)s;
  border-color: %(line)s; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent;
  color: %(accent)s; padding: %(px4)s %(px6)s; text-align: left; }
QPushButton[kind="link"]:hover { color: %(accent_strong)s; text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: %(ink)s; }
QPushButton[kind="link"]:disabled { color: %(soft)s; }
QPushButton[kind="name"] { background: transparent; border: 2px solid transparent;
  color: %(accent)s; padding: 0; font-size: %(size_small)s; text-align: left; }
QPushButton[kind="name"]:hover { color: %(accent_strong)s; text-decoration: underline; }
QPushButton[kind="name"]:focus { border-color: %(ink)s; }
QPushButton[kind="nav"] { background: transparent; border: 2px solid transparent;
  border-radius: %(px8)s; padding: %(px10)s %(px12)s; text-align: left; }
QPushButton[kind="nav"]:hover { background: %(raised)s; }
QPushButton[kind="nav"]:checked { background: %(accent_pale)s; color: %(accent)s;
  font-weight: bold; }
QPushButton[kind="nav"]:focus { border-color: %(ink)s; }
QPushButton[kind="fact"] { background: transparent; border: 2px solid transparent;
  border-radius: %(px4)s; padding: 0; text-align: left; }
QPushButton[kind="fact"]:hover { background: %(raised)s; border-color: %(line)s; }
QPushButton[kind="fact"]:focus { border-color: %(ink)s; }
QPushButton[kind="chip"] { background: %(surface)s; border: 1px solid %(line)s;
  border-radius: %(px8)s; padding: %(px4)s %(px10)s; font-size: %(size_small)s; }
QPushButton[kind="chip"]:hover { border-color: %(accent)s; }
QPushButton[kind="chip"]:checked { border: 2px solid %(accent)s; color: %(accent)s;
  font-weight: bold; }
QPushButton[kind="chip"]:focus { border: 2px solid %(ink)s; }
QPushButton[kind="mark"] { background: %(surface)s; border: 1px solid %(warn)s; color: %(warn)s;
  border-radius: %(px8)s; padding: %(px4)s %(px10)s; font-size: %(size_small)s;
  font-weight: bold; }
QPushButton[kind="mark"]:hover { background: %(warn_pale)s; }
QPushButton[kind="mark"]:focus { border: 2px solid %(ink)s; }
QPushButton[kind="filter"] { background: %(accent_pale)s; color: %(accent)s;
  border: 1px solid %(accent_pale)s; border-radius: %(px8)s; font-weight: bold;
  padding: %(px4)s %(px10)s; font-size: %(size_small)s; }
QPushButton[kind="filter"]:hover { border-color: %(accent)s; }
QPushButton[kind="filter"]:focus { border: 2px solid %(ink)s; }
QPushButton[kind="door"] { text-align: left; padding: %(px16)s; }

QRadioButton { background: transparent; spacing: 0; }
QRadioButton[kind="plain"] { spacing: %(px8)s; }
QRadioButton[kind="plain"]:focus::indicator { border-color: %(ink)s; }
QRadioButton::indicator { width: %(px16)s; height: %(px16)s; border-radius: %(round)s;
  border: 2px solid %(edge)s; background: %(surface)s; }
QRadioButton::indicator:checked { border: 2px solid %(accent)s;
  background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
    stop:0 %(accent)s, stop:0.52 %(accent)s, stop:0.6 %(surface)s, stop:1 %(surface)s); }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {
  background: %(surface)s;
  border: 1px solid %(edge)s; border-radius: %(px6)s; padding: %(px5)s %(px8)s;
  selection-background-color: %(accent)s; selection-color: %(on_accent)s; }
QLineEdit { placeholder-text-color: %(soft)s; }
QLineEdit:disabled { color: %(soft)s; background: %(track)s; border-color: %(line)s; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
  border: 2px solid %(accent)s; }
QLineEdit[unread="true"] { background: %(warn_pale)s; border: 2px solid %(warn)s; }
QComboBox::drop-down { border: none; width: %(px18)s;
  subcontrol-position: center right; padding-right: %(px6)s; }
QComboBox::down-arrow, QSpinBox::down-arrow,
QDoubleSpinBox::down-arrow {
  image: url("%(icons)s/down.svg"); width: %(px12)s; height: %(px12)s; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("%(icons)s/up.svg");
  width: %(px12)s; height: %(px12)s; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
QDoubleSpinBox::down-button { border: none; background: transparent;
  width: %(px18)s; }
QComboBox QAbstractItemView { background: %(surface)s; border: 1px solid %(edge)s;
  selection-background-color: %(accent_pale)s; selection-color: %(ink)s; }
QCheckBox::indicator, QTableView::indicator {
  width: %(px16)s; height: %(px16)s; border: 2px solid %(edge)s;
  border-radius: %(px4)s; background: %(surface)s; }
QCheckBox::indicator:checked, QTableView::indicator:checked {
  background: %(accent)s; border-color: %(accent)s;
  image: url("%(icons)s/%(tick)s.svg"); }
QCheckBox:focus::indicator { border-color: %(ink)s; }

DateField QToolButton { background: transparent; border: 1px solid transparent;
  border-radius: %(px6)s; padding: %(px4)s; }
DateField QToolButton:hover { border-color: %(accent)s; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: %(accent_pale)s; }
QCalendarWidget QToolButton { color: %(ink)s; background: transparent; border: none;
  padding: %(px4)s; }
QCalendarWidget QAbstractItemView { background: %(surface)s; color: %(ink)s;
  selection-background-color: %(accent)s; selection-color: %(on_accent)s; }

QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; border: none; border-bottom: 3px solid transparent;
  padding: %(px8)s %(px12)s; color: %(soft)s; }
QTabBar::tab:hover { color: %(accent)s; }
QTabBar::tab:selected { color: %(accent)s; font-weight: bold; border-bottom-color: %(accent)s; }
QTabBar::tab:focus { background: %(accent_pale)s; }

QProgressBar { background: %(track)s; border: none; border-radius: %(px4)s;
  max-height: %(px8)s; min-height: %(px8)s; }
QProgressBar::chunk { background: %(accent)s; border-radius: %(px4)s; }

QTableView { background: %(surface)s; alternate-background-color: %(raised)s;
  border: 1px solid %(line)s; border-radius: %(px6)s; gridline-color: %(line)s;
  selection-background-color: %(accent_pale)s; selection-color: %(ink)s; outline: none; }
QTableView:focus { border: 2px solid %(accent)s; }
QTableView::item { padding: %(px4)s %(px8)s; }
QCalendarWidget QTableView::item { padding: 0; }
QHeaderView { background: %(raised)s; border: none; }
QHeaderView::section { background: %(raised)s; color: %(soft)s; border: none;
  border-bottom: 1px solid %(line)s; padding: %(px6)s %(px8)s; font-size: %(size_small)s; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: %(px8)s; height: %(px8)s;
  subcontrol-origin: border; subcontrol-position: top center; }
QHeaderView::up-arrow { image: url("%(icons)s/up.svg"); }
QHeaderView::down-arrow { image: url("%(icons)s/down.svg"); }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: %(raised)s; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: %(px12)s; margin: 0; }
QScrollBar:horizontal { background: transparent; height: %(px12)s; margin: 0; }
QScrollBar::handle { background: %(edge)s; border-radius: %(px4)s; margin: 2px;
  min-height: %(px16)s; min-width: %(px16)s; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: %(surface)s; border-bottom: 1px solid %(line)s; }
QMenuBar::item { padding: %(px6)s %(px10)s; background: transparent; }
QMenuBar::item:selected { background: %(accent_pale)s; }
QMenu { background: %(surface)s; border: 1px solid %(line)s; padding: %(px4)s; }
QMenu::item { padding: %(px6)s %(px18)s; }
QMenu::item:selected { background: %(accent_pale)s; color: %(ink)s; }
QMenu::item:disabled { color: %(edge)s; }
QMenu::separator { height: 1px; background: %(line)s; margin: %(px4)s; }
QToolTip { background: %(surface)s; color: %(ink)s; border: 1px solid %(edge)s; }
QCheckBox { background: transparent; spacing: %(px8)s; }
"""
