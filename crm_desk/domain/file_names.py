"""File names made from typed words."""

import re
import unicodedata

LONGEST_BYTES = 150
"""Linux takes 255 bytes; endings, `-wal` and the like come on top."""
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\..*)?$", re.IGNORECASE)


def safe_name(name: str) -> str:
    """A file name without its ending, of characters that every system takes."""
    name = unicodedata.normalize("NFC", name)
    name = re.sub(r'[\\/:*?"<>|\s]+', "-", name)
    name = "".join(c for c in name if unicodedata.category(c)[0] not in "CZ")
    name = name.encode()[:LONGEST_BYTES].decode(errors="ignore").strip("-. ")
    if _DEVICE.match(name):
        # Windows opens a device for a file of this name, whatever its ending.
        name = f"{name}_" if "." not in name else f"_{name}"
    return name or "crm-desk"
