"""How files write their characters, as a person may choose."""

ENCODINGS = {
    "cp932": "Shift_JIS (CP932)",
    "utf-8-sig": "UTF-8",
    "euc_jp": "EUC-JP",
    "utf-16": "UTF-16",
}
"""Names are the same in every language."""

DELIMITERS = {",": ",", "\t": "Tab", ";": ";", "|": "|"}
