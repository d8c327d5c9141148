"""So many kinds of file as SQLite attaches come in at once; more are refused, with nothing kept."""

from datetime import datetime
from pathlib import Path

import pytest

from crm_desk.desk.desk import Desk, create_desk
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.gathering import staged_person
from crm_desk.store.importing.attached import MOST_ATTACHED
from crm_desk.store.importing.batches import batches
from crm_desk.store.importing.commit import StagedImport, commit_imports
from crm_desk.store.importing.staging import Staging


def staged(folder: Path, number: int) -> StagedImport:
    path = folder / f"{number}.import"
    staging = Staging(path, ("day", "void"))
    staging.add_people([staged_person(0, "m:1", 1, {"customer": "1"}, 1)])
    staging.add_orders([(0, "A", "A", 739_000, 0, 5, 5, 0, 0, 0, "", 0, 0, 0, b"x", 1)])
    staging.end_file((f"{number}.csv", 0, 1, 0, 1, 0, 0))
    staging.finish()
    return StagedImport(path, f"店{number}", "generic", "orders")


@pytest.mark.parametrize("extra", [0, 1])
def test_as_many_as_there_is_room_for(tmp_path: Path, extra: int) -> None:
    create_desk(tmp_path / "s.crmdesk", "店")
    given = [staged(tmp_path, number) for number in range(MOST_ATTACHED + extra)]
    now = datetime(2026, 1, 1)  # noqa: DTZ001 - the shop's clock
    with Desk(tmp_path / "s.crmdesk") as desk:

        def work() -> None:
            desk.store.write_from(lambda c: commit_imports(c, given, now), lambda: False)

        if extra:
            with pytest.raises(ReportableError) as refused:
                work()
            assert refused.value.key == "import_many_kinds"
        else:
            work()
        kept = desk.store.read(batches)
        assert len(kept) == (0 if extra else MOST_ATTACHED)
        assert [batch.orders for batch in kept] == [1] * len(kept)
