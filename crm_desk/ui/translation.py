"""The window's language; source strings are English, Japanese comes from `i18n/`."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from crm_desk.paths import TRANSLATIONS

_installed: list[QTranslator] = []


def system_language() -> str:
    """"ja" on a Japanese system, else "en"."""
    return "ja" if QLocale.system().language() == QLocale.Language.Japanese else "en"


def install(app: QCoreApplication, language: str) -> None:
    """Switch what `tr()` answers, Qt's own dialogs included."""
    while _installed:
        app.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(QLocale.Language.Japanese if language == "ja"
                               else QLocale.Language.English))
    if language == "en":
        return
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, where in (("qtbase_ja", folder), ("crm_desk_ja", str(TRANSLATIONS))):
        translator = QTranslator(app)
        if translator.load(name, where):
            app.installTranslator(translator)
            _installed.append(translator)
