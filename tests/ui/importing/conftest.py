"""What reading the first rows finds, as a test wants it: reading takes a child process."""

from collections.abc import Sequence

import pytest

from crm_desk.desk.child import Cancel
from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import check
from crm_desk.desk.importing.check import Check
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.openings_effect import RateOf
from crm_desk.importing.findings import Findings


class Found:
    """Findings for any files.

    Attributes:
        now: what the next reading finds.
        jobs: the files of each reading, in order.
    """

    def __init__(self) -> None:
        self.now = Findings()
        self.jobs: list[Sequence[FileJob]] = []

    def check_files(
        self, desk: Desk, given: Check, cancel: Cancel, rate_of: RateOf | None = None
    ) -> Findings:
        self.jobs.append(given.files)
        return self.now


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    """Nothing is found unless a test says so."""
    made = Found()
    monkeypatch.setattr(check, "check_files", made.check_files)
    return made
