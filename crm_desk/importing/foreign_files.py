"""Files that are no tables, told by their first bytes: each is named for what it is."""

import re
import zipfile
from collections.abc import Set as AbstractSet

WORD = "import_word"
SLIDES = "import_slides"
PDF = "import_pdf"
PICTURE = "import_picture"
MAIL = "import_mail"
DATABASE = "import_database"
SHORTCUT = "import_shortcut"
NUMBERS = "import_numbers"
FOREIGN = "import_foreign"
PACKED = "import_packed"
MARKUP = "import_markup"

_STARTS = (
    *((start, PICTURE) for start in (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"II*\0", b"MM\0*")),
    (b"%PDF", PDF),
    (b"{\\rtf", WORD),
    (b"SQLite format 3", DATABASE),
    (b"\x00\x01\x00\x00Standard ", DATABASE),
    (b"L\0\0\0\x01\x14\x02\0", SHORTCUT),
    (b"[InternetShortcut]", SHORTCUT),
    *((start, FOREIGN) for start in (b"\x7fELF", b"OggS", b"\xca\xfe\xba\xbe")),
    *((s, PACKED) for s in (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"PK\5\6")),
)
_PICTURE_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")
_MARKUP = re.compile(rb"\s*<(?:\?xml|!doctype|!--|html|head|meta|body|table|style)", re.IGNORECASE)
_MAIL_LINE = re.compile(
    rb"^(received|return-path|delivered-to|from|to|subject|date|message-id|mime-version"
    rb"|content-type|x-[a-z-]+): ",
    re.IGNORECASE | re.MULTILINE,
)
_SENT = (b"received", b"return-path", b"delivered-to", b"from")
_LEAST_MAIL_LINES = 3
_PARTS = (
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", SLIDES),
    ("Index/Document.iwa", NUMBERS),
    ("Index.zip", NUMBERS),
)
_OPEN_DOCUMENTS = ((b"opendocument.text", WORD), (b"opendocument.presentation", SLIDES))
_WORKBOOK_STREAMS = ("Workbook", "Book", "EncryptedPackage")
_OTHER_STREAMS = (
    ("WordDocument", WORD),
    ("PowerPoint Document", SLIDES),
    ("__properties_version1.0", MAIL),
)
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")


def foreign_kind(head: bytes) -> str | None:
    """The key of the refusal of what is no table by its first bytes; None for what may be one."""
    for start, key in _STARTS:
        if head.startswith(start):
            return key
    if head[4:8] == b"ftyp":
        return PICTURE if head[8:12] in _PICTURE_BRANDS else FOREIGN
    if head.startswith(b"RIFF"):
        return PICTURE if head[8:12] == b"WEBP" else FOREIGN
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(head):
        return MARKUP
    return _kind_of_message(head)


def _kind_of_message(head: bytes) -> str | None:
    """A mail; or a workbook that Excel has saved as a single web page, which looks like one."""
    if not _MAIL_LINE.match(head):
        return None
    names = {name.lower() for name in _MAIL_LINE.findall(head)}
    if len(names) < _LEAST_MAIL_LINES:
        return None
    return MAIL if names.intersection(_SENT) else MARKUP


def foreign_zip(packed: zipfile.ZipFile, names: AbstractSet[str]) -> str | None:
    """As `foreign_kind`, for what is packed; None for workbooks."""
    for part, key in _PARTS:
        if part in names:
            return key
    if "content.xml" in names and "mimetype" in names:
        with packed.open("mimetype") as part_file:
            kind = part_file.read(100)
        return next((key for text, key in _OPEN_DOCUMENTS if text in kind), None)
    if names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} or "_rels/.rels" in names:
        return None
    return PACKED


def only_table(names: AbstractSet[str]) -> str | None:
    """The one table that is packed among names, without its folder; None where there are others."""
    files = [name for name in names if not name.endswith("/") and "__MACOSX/" not in name]
    if len(files) == 1 and files[0].lower().endswith(_TABLES):
        return files[0].rpartition("/")[2]
    return None


def foreign_ole(content: bytes) -> str | None:
    """As `foreign_kind`, for Microsoft's older format, by the names of its streams."""
    if any(name.encode("utf-16-le") in content for name in _WORKBOOK_STREAMS):
        return None
    for name, key in _OTHER_STREAMS:
        if name.encode("utf-16-le") in content:
            return key
    return None
