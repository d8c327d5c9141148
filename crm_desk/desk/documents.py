"""What the program prints and saves: one row a document, listed in `desk.capabilities`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from crm_desk.domain.file_names import safe_name
from crm_desk.domain.texts import Texts

S = TypeVar("S")


@dataclass(frozen=True)
class Document(Generic[S]):
    """One document, made of a subject: an assessment that was read, the people of a mailing.

    Attributes:
        key: its name among all documents.
        page: key of the page that makes it.
        ending: of its file. PDF is previewed, then printed or saved; all else is saved.
        title: what its file is called, in the language of the texts.
        write: writes the file, on any thread; returns what could not be written as it was
            typed. Raises ReportableError as `files.write_whole`.
        actual_size: it is printed as large as it is: its places are those of cards and labels.
            Else it is fitted to the printer's paper.
    """

    key: str
    page: str
    ending: str
    title: Callable[[S, Texts], str]
    write: Callable[[S, Texts, Path], object]
    actual_size: bool = False

    def file_name(self, subject: S, texts: Texts) -> str:
        """The name of its file, without the ending."""
        return safe_name(self.title(subject, texts))
