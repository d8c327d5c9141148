"""Typed text as it is kept: every character as typed, but for what no file can hold."""


def clean_text(text: str) -> str:
    r"""Line ends as `\n`; NUL and broken surrogate pairs, which can't be stored, as U+FFFD."""
    if text.isprintable():
        # Most cells: neither line ends nor NUL nor half of a pair is printable.
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    # Qt keeps UTF-16: a pair may arrive as two halves, and one half alone can't be encoded.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def clean_line(text: str) -> str:
    """As `clean_text`, in one line without blanks around it."""
    return " ".join(clean_text(text).split())
