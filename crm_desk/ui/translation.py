"""The window's language; source strings are English, Japanese comes from `i18n/`."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from crm_desk.paths import TRANSLATIONS

_installed: list[QTranslator] = []


def system_language() -> str:
    """The language of the window: "ja" on a Japanese system, else "en"."""
    return "ja" if QLocale.system().language() == QLocale.Language.Japanese else "en"


def translated(language: str, context: str, source: str) -> str:
    """One source string in a language, without any application running."""
    translator = QTranslator()
    translator.load(f"crm_desk_{language}", str(TRANSLATIONS))
    return str(translator.translate(context, source))


def install(app: QCoreApplication, language: str) -> None:
    """Switch what `tr()` answers, Qt's own dialogs included."""
    while _installed:
        app.removeTranslator(_installed.pop())
    QLocale.setDefault(
        QLocale(QLocale.Language.Japanese if language == "ja" else QLocale.Language.English)
    )
    if language == "en":
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own = str(TRANSLATIONS)
    # What Qt's translation has not is asked for last.
    for name, where in (("qt_gaps_ja", own), ("qtbase_ja", folder), ("crm_desk_ja", own)):
        translator = QTranslator(app)
        if translator.load(name, where):
            app.installTranslator(translator)
            _installed.append(translator)
