"""The questionnaires that come with the program, read when first needed."""

from functools import cache

from crm_desk.desk.resources import read_resource
from crm_desk.domain.assessment.questionnaire import Questionnaire, parse_questionnaire
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.toml_lines import damaged

LATEST_QUESTIONNAIRE = 1


@cache
def questionnaire(version: int, language: str) -> Questionnaire:
    """One version of the questionnaire.

    Raises:
        ReportableError: `questionnaire_unknown` (made by a newer program), or `resource_damaged`
            with the line.
    """
    name = f"v{version}.{language}.toml"
    if not 0 < version <= LATEST_QUESTIONNAIRE:
        raise ReportableError("questionnaire_unknown", version=version)
    found = parse_questionnaire(read_resource("questionnaire", name), name)
    if (found.version, found.language) != (version, language):
        raise damaged(name, 1, f"version {found.version}, language {found.language}")
    return found
