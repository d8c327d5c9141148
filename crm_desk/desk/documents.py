"""What the program prints and saves: one row a document, listed in `desk.capabilities`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from crm_desk.domain.file_names import safe_name
from crm_desk.domain.texts import Texts

S = TypeVar("S")


class Outline(NamedTuple):
    """A place on every page of a document, in millimetres from the upper left corner."""

    left: float
    top: float
    width: float
    height: float


def no_outlines(_subject: object) -> tuple[Outline, ...]:
    """Pages of most documents have no places of their own."""
    return ()


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
        outlines: places that the preview draws, and paper does not: the edges of labels.
    """

    key: str
    page: str
    ending: str
    title: Callable[[S, Texts], str]
    write: Callable[[S, Texts, Path], object]
    actual_size: bool = False
    outlines: Callable[[S], Sequence[Outline]] = no_outlines

    def file_name(self, subject: S, texts: Texts) -> str:
        """The name of its file, without the ending."""
        return safe_name(self.title(subject, texts))
