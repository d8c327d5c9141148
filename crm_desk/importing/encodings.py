"""Which encoding a text file has: never guessed, only tried."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from crm_desk.domain.errors import ReportableError

CHOICES = ("utf-8-sig", "cp932", "euc_jp", "utf-16", "iso2022_jp")
"""What a person can choose from."""
_BLOCK = 1 << 20
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What `shift_jis` is called means cp932: the codec of that name knows neither ① nor 髙.
_MEANT = {
    **dict.fromkeys(("shift_jis", "sjis", "shift-jis", "ms932", "windows-31j"), ("cp932",)),
    **dict.fromkeys(("utf-8", "utf8"), ("utf-8-sig",)),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), ()),
    # The same characters, and those that Windows and mobile phones added (①, ㈱).
    **dict.fromkeys(("euc_jp", "euc-jp"), ("euc_jp", "euc_jis_2004")),
    **dict.fromkeys(("iso2022_jp", "iso-2022-jp", "jis"), ("iso2022_jp_ext", "iso2022_jp_2004")),
    **{name: (name,) for name in ("utf-8-sig", "cp932", "euc_jis_2004")},
    **{name: (name,) for name in ("iso2022_jp_ext", "iso2022_jp_2004")},
}
_ASCII_SAFE = {"utf-8-sig", "cp932", "euc_jp", "euc_jis_2004"}
_ESCAPES = (b"\x1b$", b"\x1b(")


def encoding_of(path: Path, wanted: str | None) -> str:
    """The codec that decodes the whole file: the wanted one, or what a BOM, UTF-8 or CP932 says.

    Raises:
        ReportableError: `encoding_unknown` asks the person; `encoding_wrong` where the wanted one
            fails (with the line), `encoding_not_offered`; `import_nul`.
    """
    with path.open("rb") as file:
        head = file.read(_BLOCK)
    if wanted is not None:
        return _wanted(path, wanted, head)
    marked = next((name for bom, name in _BOMS.items() if head.startswith(bom)), None)
    if any(escape in head for escape in _ESCAPES):
        raise ReportableError("encoding_unknown", file=path.name)
    for encoding in (marked,) if marked else ("utf-8-sig", "cp932"):
        if _failing_line(path, encoding) is None:
            return encoding
    raise ReportableError("encoding_unknown", file=path.name)


def _wanted(path: Path, wanted: str, head: bytes) -> str:
    name = wanted.lower()
    if name not in _MEANT:
        raise ReportableError("encoding_not_offered", name=wanted, known=", ".join(CHOICES))
    line = 1
    for encoding in _MEANT[name] or (_utf16(name, head),):
        failing = _failing_line(path, encoding)
        if failing is None:
            return encoding
        line = max(line, failing)
    raise ReportableError("encoding_wrong", file=path.name, row=line)


def _utf16(name: str, head: bytes) -> str:
    """With a BOM it decides; without one, Windows' order."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-16-be" if name == "utf-16-be" else "utf-16-le"


def _failing_line(path: Path, encoding: str) -> int | None:
    """The first line, from 1, that is not in an encoding; None where the whole file is."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line = 1
    for block in _blocks(path):
        if not encoding.startswith("utf-16"):
            _refuse_nul(path, block, line)
        if encoding in _ASCII_SAFE and block.isascii() and not decoder.getstate()[0]:
            line += block.count(b"\n")
            continue
        try:
            text = decoder.decode(block, not block)
        except UnicodeDecodeError as error:
            return line + error.object.count(b"\n", 0, error.start)
        if "\0" in text:
            raise ReportableError(
                "import_nul", file=path.name, row=line + text[: text.index("\0")].count("\n")
            )
        line += text.count("\n")
    return None


def _refuse_nul(path: Path, block: bytes, line: int) -> None:
    at = block.find(b"\0")
    if at >= 0:
        raise ReportableError("import_nul", file=path.name, row=line + block.count(b"\n", 0, at))


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks; an empty one at the end, where nothing may be left undecoded."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
    yield b""
