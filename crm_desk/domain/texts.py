"""Sentences outside the window's widgets: documents, errors, what undo names.

They are data (`resources/texts/*.toml`), one file a language, so that a document can be in
another language than the window, and so that they can be had without Qt.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from crm_desk.domain.decimals import NO_FIGURE, percent
from crm_desk.domain.eras import era_of
from crm_desk.domain.errors import ReportableError
from crm_desk.domain.toml_lines import damaged, parse_toml


class Texts:
    """The sentences of one language.

    Args:
        language: "ja" or "en".
        sentences: key to text, placeholders in `str.format` notation.
        eras: write dates in Japanese with the era (令和8年11月21日).
    """

    def __init__(self, language: str, sentences: Mapping[str, str], *, eras: bool = False) -> None:
        self.language = language
        self.sentences = sentences
        self._eras = eras and language == "ja"

    def __call__(self, key: str, **params: object) -> str:
        """The sentence; KeyError for an unknown key (a test looks for those)."""
        return self.sentences[key].format(**params)

    def error(self, error: ReportableError) -> str:
        """What to tell the person: what happened, what it means, what to do."""
        params = {
            name: self.date(value) if isinstance(value, date) else _one_line(value)
            for name, value in error.params.items()
        }
        return self(f"error.{error.key}", **params)

    def with_option(self, name: str, sentence: str) -> str:
        """The sentence of an error or notice as the command line says it, which has no buttons."""
        option = self.sentences.get(f"command_line.{name}")
        return f"{sentence} {option}" if option else sentence

    def date(self, day: date) -> str:
        """2026/11/21, or 令和8年11月21日."""
        era = era_of(day) if self._eras else None
        if era is not None:
            year = era.year_of(day)
            return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
        return f"{day.year}/{day.month:02}/{day.day:02}"

    def percent(self, rate: Fraction | None) -> str:
        """A rate in whole percent, or a dash where there is none."""
        return NO_FIGURE if rate is None else f"{percent(rate)}%"

    def signed(self, number: int) -> str:
        """A change with its sign: ＋ and － in Japanese (▲ would read as minus there)."""
        plus, minus = ("＋", "－") if self.language == "ja" else ("+", "−")
        return f"{plus if number > 0 else minus if number < 0 else '±'}{abs(number)}"


def parse_texts(text: str, file_name: str) -> dict[str, str]:
    """Flatten the tables of a texts file to `table.key`.

    Raises:
        ReportableError: `resource_damaged`, with the line.
    """
    sentences: dict[str, str] = {}
    for table, entries in parse_toml(text, file_name).items():
        if not isinstance(entries, dict):
            raise damaged(file_name, 1, f"{table}: not a table")
        for key, value in entries.items():
            if not isinstance(value, str):
                raise damaged(file_name, 1, f"{table}.{key}: not a text")
            sentences[f"{table}.{key}"] = value
    return sentences


def _one_line(value: object) -> object:
    """File names may hold line breaks; a sentence with one would look like two files."""
    return (
        " ".join(value.split()) if isinstance(value, str) and len(value.splitlines()) > 1 else value
    )
