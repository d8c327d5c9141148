"""Power cuts: a traced session is replayed up to some moment, and unsynced writes are lost.

What the system had not been asked to flush may be there, be missing, be torn in the middle, or be
there while what was written before it is missing. Names given, taken and changed reach the disk
in their order, but may lag behind, too. Part of `python -m tests.faults`; needs strace.
"""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crm_desk.desk.desk import Desk
from crm_desk.domain.errors import ReportableError
from tests.sample_desk import sample_copy
from tests.store import steps
from tests.store.support import ROOT, integrity
from tests.store.traced_session import EARLIER, NAME, content

_CALLS = (
    "openat,open,creat,write,pwrite64,lseek,ftruncate,fsync,fdatasync,rename,renameat,renameat2,"
    "link,linkat,unlink,unlinkat"
)
_SESSION = "tests.store.traced_session"
_SECTOR = 512
_LINE = re.compile(r"^(\d+) +(\w+)\((.*)\) += +(-?\d+)(?:<.*>)?(?: .*)?$", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_DESCRIPTOR = re.compile(r"^(\d+)<([^>]*)>")


@dataclass(frozen=True)
class Call:
    """One system call that came through, in the order of their ends."""

    name: str
    arguments: str
    result: int

    @property
    def path(self) -> str:
        """The file behind the first argument, which is a descriptor."""
        found = _DESCRIPTOR.match(self.arguments)
        return _plain(found[2]) if found else ""

    @property
    def descriptor(self) -> int:
        """The first argument."""
        return int(self.arguments.split("<")[0].split(",")[0])

    @property
    def texts(self) -> list[bytes]:
        """Arguments that are bytes."""
        found = _TEXT.findall(self.arguments)
        assert not any(cut for _, cut in found), "the trace is cut"
        return [bytes.fromhex(text.replace("\\x", "")) for text, _ in found]

    @property
    def last_number(self) -> int:
        """The last argument that is a number."""
        return int(self.arguments.rsplit(",", 1)[1])


def _plain(name: str) -> str:
    if "\\x" not in name:
        return name
    return bytes.fromhex(name.replace("\\x", "")).decode(errors="replace")


def traced(folder: Path) -> list[Call]:
    """Run the session under strace."""
    log = folder.parent / "trace"
    command = ["strace", "-f", "-y", "-qq", "-xx", "-s", "99999999", "-o", str(log)]
    subprocess.run(
        [*command, "-e", f"trace={_CALLS}", sys.executable, "-m", _SESSION, str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return list(_calls(log))


def _calls(log: Path) -> Iterator[Call]:
    begun: dict[str, str] = {}
    with log.open(encoding="latin-1") as lines:
        for line in lines:
            line = line.rstrip("\n")
            thread = line.split(" ", 1)[0]
            if line.endswith("<unfinished ...>"):
                begun[thread] = line.removesuffix("<unfinished ...>").rstrip()
                continue
            resumed = re.match(r"^\d+ +<\.\.\. \w+ resumed>", line)
            if resumed:
                line = begun.pop(thread) + line[resumed.end() :]
            found = _LINE.match(line)
            if found and int(found[4]) >= 0:
                yield Call(found[2], found[3], int(found[4]))


@dataclass
class File:
    """An inode: what surely lies on the disk, and what was written since."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    length: int = 0

    def write(self, at: int, data: bytes | None) -> None:
        """Write at a place; None cuts the file there."""
        self.pending.append((at, data))
        self.length = at if data is None else max(self.length, at + len(data))

    def flush(self) -> None:
        """Everything lies on the disk."""
        for at, data in self.pending:
            _put(self.synced, at, data)
        self.pending.clear()

    def after_cut(self, rng: random.Random) -> bytes:
        """What a power cut leaves."""
        left, how = bytearray(self.synced), rng.choice(("lost", "kept", "some", "torn", "order"))
        for number, (at, data) in enumerate(self.pending):
            is_last = number == len(self.pending) - 1
            if how == "kept" or (how == "some" and rng.random() < 0.5):
                _put(left, at, data)
            elif how == "order" and number >= len(self.pending) // 2:
                # The later ones, though the earlier ones are missing.
                _put(left, at, data)
            elif how == "torn":
                torn = data
                if data and (is_last or rng.random() < 0.2):
                    torn = data[: rng.randrange(len(data) + 1) // _SECTOR * _SECTOR]
                _put(left, at, torn)
        return bytes(left)


def _put(content_: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        content_[at:] = bytes(max(0, at - len(content_)))
        return
    content_.extend(bytes(max(0, at - len(content_))))
    content_[at : at + len(data)] = data


class Disk:
    """The files of one folder, as far as they have reached the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.names: dict[str, File] = {}
        self.durable: dict[str, File] = {}
        self.lagging: list[tuple[str, File | None]] = []
        self._places: dict[int, int] = {}
        for path in (found for found in folder.rglob("*") if found.is_file()):
            whole = bytearray(path.read_bytes())
            self.names[str(path)] = File(whole, length=len(whole))
        self.durable = dict(self.names)

    def follow(self, call: Call) -> None:
        """Do what the call did."""
        kind = call.name
        if kind in ("openat", "open", "creat"):
            self._open(call)
        elif kind in ("rename", "renameat", "renameat2", "link", "linkat"):
            self._give_name(call)
        elif kind in ("unlink", "unlinkat"):
            self._name(_text(call, 0), None)
        elif kind == "lseek":
            self._places[call.descriptor] = call.result
        elif kind in ("fsync", "fdatasync"):
            self._flush(call.path)
        elif call.path in self.names:
            self._write(call)

    def _is_ours(self, path: str) -> bool:
        return path.startswith(self.folder + "/")

    def _open(self, call: Call) -> None:
        path = _text(call, 0)
        self._places[call.result] = 0
        if not self._is_ours(path):
            return
        if path not in self.names:
            if "O_CREAT" in call.arguments:
                self._name(path, File())
        elif "O_TRUNC" in call.arguments:
            self.names[path].write(0, None)

    def _give_name(self, call: Call) -> None:
        old, new = _text(call, 0), _text(call, 1)
        if old in self.names:
            self._name(new, self.names[old])
            if call.name.startswith("rename"):
                self._name(old, None)

    def _name(self, path: str, file: File | None) -> None:
        if not self._is_ours(path):
            return
        if file is None:
            self.names.pop(path, None)
        else:
            self.names[path] = file
        self.lagging.append((path, file))

    def _flush(self, path: str) -> None:
        if path in self.names:
            self.names[path].flush()
        rest = []
        for name, file in self.lagging:
            if str(Path(name).parent) == path:
                _give(self.durable, name, file)
            else:
                rest.append((name, file))
        self.lagging = rest

    def _write(self, call: Call) -> None:
        file = self.names[call.path]
        if call.name == "ftruncate":
            file.write(call.last_number, None)
        elif call.name == "pwrite64":
            file.write(call.last_number, call.texts[-1][: call.result])
        else:
            at = self._places.get(call.descriptor, 0)
            file.write(at, call.texts[-1][: call.result])
            self._places[call.descriptor] = at + call.result

    def cut(self, rng: random.Random, target: Path) -> None:
        """Leave in another folder what a power cut leaves here."""
        names = dict(self.durable)
        for name, file in self.lagging[: rng.randrange(len(self.lagging) + 1)]:
            _give(names, name, file)
        for name, file in names.items():
            path = target / Path(name).relative_to(self.folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.after_cut(rng))


def _give(names: dict[str, File], name: str, file: File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


def _text(call: Call, number: int) -> str:
    return call.texts[number].decode(errors="replace")


def run(folder: Path, count: int, seed: int) -> tuple[str, int, bool]:
    """Cut the power at random moments of a session: what was found, how often, if all is well."""
    if shutil.which("strace") is None:
        return "not tried: there is no strace here", 0, True
    work = folder / "work"
    work.mkdir()
    sample_copy(work / NAME)
    steps.make_earlier(work / EARLIER, steps.released()[:5])
    first, disk = content(work / NAME), Disk(work)
    calls = traced(work)
    migrated = content(work / EARLIER)
    said = [(n, c.texts[-1].split()) for n, c in enumerate(calls) if _is_acknowledgement(c)]
    states = [first, *(words[2].decode() for _, words in said)]
    rng = random.Random(seed)
    begin = next(n for n, c in enumerate(calls) if c.name != "lseek" and str(work) in _named(c))
    # Most of a session is reading: cuts fall where something is written.
    moments = [n for n, c in enumerate(calls) if n > begin and _writes(c, work)]
    chosen = sorted(rng.choices(moments, k=count))
    wrong: list[str] = []
    done = 0
    for number, moment in enumerate(chosen):
        for call in calls[done:moment]:
            disk.follow(call)
        done = moment
        left = folder / f"{number}"
        disk.cut(rng, left)
        acknowledged = sum(n < moment for n, _ in said)
        allowed = states[acknowledged : acknowledged + 2]
        name = said[min(acknowledged, len(said) - 1)][1][1].decode()
        wrong += [f"cut {number} in {name}: {what}" for what in _judge(left, allowed, migrated)]
        shutil.rmtree(left)
    lost = f"{len(said)} acknowledged actions in {len(calls)} calls, wrong after {len(wrong)} cuts"
    return "; ".join([lost, *wrong[:5]]), count, not wrong


def _is_acknowledgement(call: Call) -> bool:
    return call.name == "write" and call.texts[-1].startswith(b"ack ")


def _named(call: Call) -> str:
    return " ".join([call.path, *(text.decode(errors="replace") for text in call.texts[:1])])


def _writes(call: Call, work: Path) -> bool:
    if call.name in ("openat", "open", "creat", "lseek"):
        return False
    return str(work) in _named(call)


def _judge(left: Path, allowed: list[str], migrated: str) -> Iterator[str]:
    for name, states in ((NAME, allowed), (EARLIER, [migrated])):
        path = left / name
        try:
            Desk(path).close()
        except ReportableError as error:
            yield f"{name} is not opened: {error.key}"
            continue
        if integrity(path) != "ok":
            yield f"{name} is damaged"
        elif content(path) not in states:
            yield f"{name} lost an acknowledged action"
