"""The program's own texts, read when first needed."""

from functools import cache

from crm_desk.domain.errors import ReportableError
from crm_desk.domain.texts import Texts, parse_texts
from crm_desk.domain.toml_lines import damaged
from crm_desk.paths import RESOURCES

LANGUAGES = ("ja", "en")


@cache
def texts(language: str, *, eras: bool = False) -> Texts:
    """The sentences of a language ("ja" or "en")."""
    name = f"{language}.toml"
    return Texts(language, parse_texts(read_resource("texts", name), name), eras=eras)


def read_resource(folder: str, name: str) -> str:
    """A text that comes with the program.

    Raises:
        ReportableError: `resource_missing`; `resource_damaged` with the line.
    """
    path = RESOURCES / folder / name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ReportableError("resource_missing", file=name) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise damaged(name, line, "UTF-8") from error
