"""The program's own texts and questionnaires, read when first needed."""

from functools import cache
from typing import TYPE_CHECKING

from crm_desk.domain.assessment.questionnaire import Questionnaire, parse_questionnaire
from crm_desk.domain.errors import UserError
from crm_desk.domain.texts import Texts, parse_texts
from crm_desk.domain.toml_lines import damaged
from crm_desk.paths import RESOURCES

if TYPE_CHECKING:
    from crm_desk.domain.followup.templates import Design

LANGUAGES = ("ja", "en")
LATEST_QUESTIONNAIRE = 1


@cache
def texts(language: str, *, eras: bool = False) -> Texts:
    """The sentences of a language ("ja" or "en")."""
    name = f"{language}.toml"
    return Texts(language, parse_texts(_read("texts", name), name), eras=eras)


@cache
def questionnaire(version: int, language: str) -> Questionnaire:
    """One version of the questionnaire.

    Raises:
        UserError: `questionnaire_unknown` (made by a newer program), or `resource_damaged`
            with the line.
    """
    name = f"v{version}.{language}.toml"
    if not 0 < version <= LATEST_QUESTIONNAIRE:
        raise UserError("questionnaire_unknown", version=version)
    found = parse_questionnaire(_read("questionnaire", name), name)
    if (found.version, found.language) != (version, language):
        raise damaged(name, 1, f"version {found.version}, language {found.language}")
    return found


@cache
def design(language: str) -> "Design":
    """The templates of follow-up plans, and the matrix, that the program comes with.

    Raises:
        UserError: `resource_damaged`, `resource_missing`.
    """
    from crm_desk.domain.followup.templates import parse_design

    name = f"templates.{language}.toml"
    return parse_design(_read("followup", name), name)


def _read(folder: str, name: str) -> str:
    path = RESOURCES / folder / name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UserError("resource_missing", file=name) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise damaged(name, line, "UTF-8") from error
