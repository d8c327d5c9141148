"""The templates that come with the program, read when first needed."""

from functools import cache
from typing import TYPE_CHECKING

from crm_desk.desk.resources import read_resource

if TYPE_CHECKING:
    from crm_desk.domain.followup.templates import Design


@cache
def design(language: str) -> "Design":
    """The templates of follow-up plans, and the matrix, that the program comes with.

    Raises:
        ReportableError: `resource_damaged`, `resource_missing`.
    """
    from crm_desk.domain.followup.templates import parse_design

    name = f"templates.{language}.toml"
    return parse_design(read_resource("followup", name), name)
