"""Reading TOML texts so that a damaged one can be named with its line."""

import re
import tomllib
from typing import Any

from crm_desk.domain.errors import ReportableError


def parse_toml(text: str, file_name: str) -> dict[str, Any]:
    """Parse `text`.

    Raises:
        ReportableError: `resource_damaged`, with the file's name and the line of the fault.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise damaged(file_name, line, str(error)) from error


def damaged(file_name: str, line: int, reason: str) -> ReportableError:
    """The error that a shipped file can't be used as it is."""
    return ReportableError("resource_damaged", file=file_name, line=line, reason=reason)
