"""What a spreadsheet writes where it could not work something out; read as an empty cell.

Source of the rule: import-doubts.md, 7.
"""

import re

ERROR_VALUE = r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)"
"""As a pattern, to be compared without case."""

_WHOLE = re.compile(rf"\s*{ERROR_VALUE}\s*", re.IGNORECASE)


def is_error_value(text: str) -> bool:
    """The whole cell is an error value: #N/A, #REF!."""
    return "#" in text and _WHOLE.fullmatch(text) is not None
