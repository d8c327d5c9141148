"""What was answered about a source, and what was told of an import: kept with the shop file."""

from pathlib import Path

from crm_desk.desk.desk import Desk
from crm_desk.importing.answers import UNANSWERED, Answers, answers_from_json
from crm_desk.importing.findings import Notice
from crm_desk.importing.issues import Severity
from crm_desk.store.importing import answers as rows
from crm_desk.store.importing import batches


def answers_of(desk: Desk, source: str) -> Answers:
    """What was answered about the files of a source; nothing of one that is not there yet."""
    return answers_from_json(desk.store.read(lambda connection: rows.answers(connection, source)))


def remember(desk: Desk, source: str, given: Answers) -> None:
    """Keep the answers about a source for its next files.

    Raises:
        ReportableError: the disk is full or failing.
    """
    if given == answers_of(desk, source):
        return
    data = given.as_json()
    desk.store.write(lambda connection: rows.put_answers(connection, source, data))


def has_answers(desk: Desk, source: str) -> bool:
    """Something was answered about a source."""
    return answers_of(desk, source) != UNANSWERED


def notices_of(desk: Desk, batch_id: int) -> tuple[Notice, ...]:
    """What was told of an import."""
    found = desk.store.read(lambda connection: batches.notices(connection, batch_id))
    return tuple(Notice(reason, Severity(how), *rest) for reason, how, *rest in found)


def paths_of(desk: Desk, batch_id: int) -> tuple[Path, ...]:
    """Where the files of an import were; none of one from before that was kept."""
    found = desk.store.read(lambda connection: batches.paths(connection, batch_id))
    return tuple(map(Path, found))
