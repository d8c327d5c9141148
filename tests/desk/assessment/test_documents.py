import errno
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import is_zipfile

import pytest

from crm_desk.desk import files
from crm_desk.desk.assessment import assessments, documents
from crm_desk.desk.desk import Desk
from crm_desk.desk.resources import texts
from crm_desk.domain.errors import ReportableError
from tests.desk.making import kept
from tests.domain.assessment.making import SHIPPED

Save = Callable[[Desk, Path], object]

SAVES: dict[str, Save] = {
    "pdf": lambda desk, path: documents.save_assessment_pdf(
        assessments.summary(desk, 3, "ja"), texts("ja"), path
    ),
    "xlsx": lambda desk, path: documents.save_assessment_xlsx(
        assessments.summary(desk, 3, "ja"), texts("ja"), path
    ),
    "json": lambda desk, path: documents.save_assessment_json(kept(desk, 3), "店", path),
    "sheet": lambda desk, path: documents.save_blank_sheet(SHIPPED, "店", texts("ja"), path),
}
WRITERS = {
    "pdf": "crm_desk.reports.assessment.pdf.write_assessment_pdf",
    "xlsx": "crm_desk.reports.assessment.workbook.write_assessment_xlsx",
    "sheet": "crm_desk.reports.assessment.blank_sheet.write_blank_sheet",
}
STARTS = {"pdf": b"%PDF", "xlsx": b"PK", "json": b"{", "sheet": b"%PDF"}


@pytest.fixture(params=sorted(SAVES))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@contextmanager
def small_disk() -> Iterator[None]:
    """No file can grow beyond 500 bytes."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_document_is_written_alone_and_replaces_an_older_one(
    sample: Desk, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "結果.pdf"
    for _ in range(2):
        path.write_bytes(b"older")
        SAVES[kind](sample, path)
        assert path.read_bytes().startswith(STARTS[kind])
        assert list(folder.iterdir()) == [path]


def test_a_folder_as_target_is_refused(sample: Desk, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(ReportableError, match="write_failed") as caught:
        SAVES[kind](sample, target)
    assert caught.value.params["file"] == "out"
    assert (target / "inside").is_dir()
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []


def test_a_missing_folder_is_refused(sample: Desk, tmp_path: Path, kind: str) -> None:
    with pytest.raises(ReportableError, match="write_failed"):
        SAVES[kind](sample, tmp_path / "none" / "a.pdf")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_write_that_breaks_off_leaves_the_older_file(
    sample: Desk, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "a.out"
    path.write_bytes(b"older")
    with small_disk(), pytest.raises(ReportableError, match=r"write_failed|disk_full"):
        SAVES[kind](sample, path)
    gc.collect()
    assert path.read_bytes() == b"older"
    assert list(folder.iterdir()) == [path]
    SAVES[kind](sample, path)
    assert path.read_bytes().startswith(STARTS[kind])


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads /proc")
@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_a_write_that_breaks_off_leaves_no_file_open(
    sample: Desk, tmp_path: Path, kind: str
) -> None:
    with small_disk(), pytest.raises(ReportableError) as caught:
        SAVES[kind](sample, tmp_path / "a.out")
    targets = [str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()]
    still_open = [target for target in targets if ".part" in target]
    del caught
    gc.collect()
    assert still_open == []


@pytest.mark.parametrize("kind", sorted(WRITERS))
@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "write_failed"),
        (errno.EIO, "write_failed"),
    ],
)
def test_a_full_disk_has_its_own_sentence(
    sample: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    number: int,
    key: str,
) -> None:
    path = tmp_path / "a.out"
    path.write_bytes(b"older")

    def half_written(*given: object) -> None:
        temporary = given[-1]
        assert isinstance(temporary, Path)
        temporary.write_bytes(b"half")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(WRITERS[kind], half_written)
    with pytest.raises(ReportableError) as caught:
        SAVES[kind](sample, path)
    assert caught.value.key == key
    assert path.read_bytes() == b"older"
    assert [p.name for p in tmp_path.iterdir() if "part" in p.name] == []


def test_a_document_made_already_can_be_kept(sample: Desk, tmp_path: Path) -> None:
    made, target = tmp_path / "made.xlsx", tmp_path / "out.xlsx"
    SAVES["xlsx"](sample, made)
    files.keep_file(made, target)
    assert target.read_bytes() == made.read_bytes()
    assert is_zipfile(target)
    with pytest.raises(ReportableError, match="write_failed"):
        files.keep_file(tmp_path / "gone.xlsx", target)
    assert target.read_bytes() == made.read_bytes()
