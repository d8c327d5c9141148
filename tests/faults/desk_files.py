"""Files of a desk that are damaged, foreign, cut, or beside another one's."""

import random
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

from crm_desk.desk.assessment import assessments
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.settings import Settings
from crm_desk.domain.errors import ReportableError
from crm_desk.store import backup
from crm_desk.store.connection import connect_reader
from tests.faults.finding import SEED, Finding
from tests.sample_desk import sample_copy
from tests.store.states import STATES
from tests.store.support import digest, flip, integrity

LONG = "長い文章。" * 9000


def flipped_bits(folder: Path, count: int) -> Finding:
    """Single bits flipped in a backup."""
    desk, rng = folder / "shop.crmdesk", random.Random(SEED)
    sample_copy(desk)
    with closing(connect_reader(desk)) as connection:
        made = backup.make_backup(connection, desk, datetime(2026, 11, 21))  # noqa: DTZ001
    whole = made.read_bytes()
    trusted = 0
    for bit in rng.sample(range(len(whole) * 8), count):
        made.write_bytes(flip(whole, bit))
        trusted += backup.is_intact(made)
    made.write_bytes(whole)
    good = backup.is_intact(made)
    found = f"{count - trusted} refused, {trusted} taken for good; the sound one is taken: {good}"
    return Finding("a bit flipped in a backup", count, found, good and not trusted)


def file_states(folder: Path, count: int) -> Finding:
    """Files that are no healthy desk."""
    healthy = folder / "healthy.crmdesk"
    sample_copy(healthy)
    wrong = []
    for number, (name, (key, make)) in enumerate(list(STATES.items())[:count]):
        path = folder / f"{number}" / "given.crmdesk"
        path.parent.mkdir()
        make(path, healthy)
        before = digest(path) if path.is_file() else ""
        try:
            Desk(path).close()
            said = "opened"
        except Exception as error:  # noqa: BLE001
            said = error.key if isinstance(error, ReportableError) else repr(error)
        after = digest(path) if path.is_file() else ""
        if (said, before) != (key, after):
            wrong.append(f"{name}: {said}{', changed' if before != after else ''}")
    found = "; ".join(wrong) or "each its own sentence, none changed"
    return Finding("files that are no healthy desk", min(count, len(STATES)), found, not wrong)


def leftover_files(folder: Path, count: int) -> Finding:
    """A name beside which another desk's -wal or -journal lies is given to a new desk, a copy."""
    mixed, kept = 0, 0
    for number in range(count):
        place = folder / f"{number}"
        place.mkdir()
        foreign, path = place / "foreign.crmdesk", place / "shop.crmdesk"
        sample_copy(foreign)
        with Desk(foreign) as desk:
            assessments.write_note(desk, 1, "1-1", LONG)
            for suffix in ("-wal", "-journal"):
                shutil.copyfile(f"{foreign}-wal", f"{path}{suffix}")
            before = digest(Path(f"{path}-wal"))
            if number % 2:
                create_desk(path, "店")
            else:
                desk.save_copy(path)
            expected = len(assessments.assessments(desk))
        kept += before in [digest(one) for one in place.glob("shop.crmdesk-wal.old*")]
        with Desk(path) as opened:
            mixed += len(assessments.assessments(opened)) != (0 if number % 2 else expected)
        mixed += integrity(path) != "ok"
    found = f"{mixed} mixed with another shop's, {kept} foreign logs kept under another name"
    return Finding(
        "a stale -wal and -journal beside a name", count, found, kept == count > mixed * count
    )


def settings_cut(folder: Path, count: int) -> Finding:
    """Settings cut, emptied or overwritten: each start finds the shop, or says what it did."""
    rng, failed, path = random.Random(SEED), 0, folder / "settings.json"
    for number in range(count):
        settings = Settings(path)
        settings.put("recent", [str(folder / "shop.crmdesk")])
        whole = bytearray(path.read_bytes())
        how = number % 4
        if how == 0:
            whole = whole[: rng.randrange(len(whole))]
        elif how == 1:
            whole[rng.randrange(len(whole))] = rng.randrange(256)
        elif how == 2:
            whole = bytearray(rng.randbytes(60))
        else:
            whole = bytearray(b'{"recent": ["a\\u0000b", 7, null], "language": 3}')
        path.write_bytes(whole)
        try:
            found = Settings(path)
            failed += not all("\0" not in entry for entry in found.get("recent"))
            found.get("language")
        except Exception:  # noqa: BLE001
            failed += 1
    return Finding(
        "settings cut or overwritten", count, f"{failed} not read or not set aside", not failed
    )
