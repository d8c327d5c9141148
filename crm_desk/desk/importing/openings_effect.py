"""What purchases stated in a list of customers do to the repeat rate, before anything is kept.

The files are imported into a copy of the desk, once without these purchases and once with them,
and the analysis looks at both: so the figures are those that the import will give.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crm_desk.desk.child import Cancel, CancelledError
from crm_desk.desk.desk import Desk, local_time
from crm_desk.desk.importing.batches import commit, staged_import
from crm_desk.desk.importing.child_reading import ReadImport
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.sharing import without_shared
from crm_desk.desk.importing.staged_files import discard
from crm_desk.importing.findings import Question, QuestionKind
from crm_desk.store.copying import plain_copy

Rate = tuple[int, int]
"""(repeaters, buyers)."""
RateOf = Callable[[Desk], Rate]
"""Works the repeat rate of a desk out; the analysis knows how."""
ReadInto = Callable[[list[FileJob], Path], ReadImport]
"""Reads files into a staging file."""
Source = tuple[str, list[FileJob]]
"""The shop's label for a cart, and its files."""


@dataclass(frozen=True)
class OpeningsEffect:
    """Works out what one answer about openings comes to.

    Attributes:
        desk: what it is to be kept in; it is only read.
        folder: for the copy; gone afterwards.
        others: what is brought in together with the list.
    """

    desk: Desk
    folder: Path
    read: ReadInto
    rate_of: RateOf
    cancel: Cancel
    others: Sequence[Source] = ()

    def rates(self, given: Source) -> tuple[Rate, Rate]:
        """The repeat rate without and with the purchases that the files state.

        Raises:
            ReportableError: a file can't be read, the disk is full.
            CancelledError: it was called off.
        """
        path = self.folder / "copy.crmdesk"
        self.desk.store.read_in_worker(lambda connection: plain_copy(connection, path))
        with Desk(path) as copy:
            for other in self.others:
                self._bring(copy, other)
            found = []
            for adds in (False, True):
                self._bring(copy, _answered(given, openings=adds))
                found.append(self.rate_of(copy))
        return found[0], found[1]

    def _bring(self, copy: Desk, source: Source) -> None:
        if self.cancel:
            raise CancelledError
        label, files = source
        staged = staged_import(copy, files, label)
        now = local_time()
        try:
            read = without_shared(
                copy, files, staged.path, lambda jobs: self.read(jobs, staged.path)
            )
            commit(copy, [staged], now, self.cancel, shared=[read.shared])
        finally:
            discard(staged.path)


def with_rates(
    questions: Iterable[Question], rates: tuple[Rate, Rate], *, is_sample: bool
) -> tuple[Question, ...]:
    """The questions, those about openings with what the answers come to."""
    return tuple(
        replace(question, rates=rates, is_sample=is_sample)
        if question.kind is QuestionKind.OPENINGS
        else question
        for question in questions
    )


def _answered(source: Source, *, openings: bool) -> Source:
    label, files = source
    return label, [
        replace(file, answers=replace(file.answers, openings=openings)) for file in files
    ]
