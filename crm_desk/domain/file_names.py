"""File names made from typed words."""

import re
import unicodedata

_LONGEST_NAME = 80


def safe_name(name: str) -> str:
    """A file name without its ending, of characters that every system takes."""
    name = unicodedata.normalize("NFC", name)
    name = re.sub(r'[\\/:*?"<>|\s]+', "-", name)
    name = "".join(c for c in name if unicodedata.category(c)[0] not in "CZ")
    return name.strip("-. ")[:_LONGEST_NAME] or "crm-desk"
