"""Text that a spreadsheet would take for a formula: one list of signs for every way out."""

_SIGNS = tuple("=+-@＝＋－＠")
_CONTROL = tuple("\t\r\n")


def is_like_formula(text: str) -> bool:
    """A spreadsheet may work it out instead of showing it."""
    return text.startswith(_CONTROL) or text.lstrip().startswith(_SIGNS)


def guarded(text: str) -> str:
    """As text: a leading ' keeps a spreadsheet from working it out."""
    return f"'{text}" if is_like_formula(text) else text
