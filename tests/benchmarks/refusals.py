"""What is done before a file is read: its encoding decided, or the file refused; and the sample."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crm_desk.desk.sample.make import DEFAULT_DAY
from crm_desk.desk.sample.shop import sample_orders
from crm_desk.importing.encodings import encoding_of

REFUSED_S, ENCODING_S, SAMPLE_S = 2.0, 1.0, 0.2
ENCODING_ROWS = 3_000_000


def main() -> None:
    """Print seconds beside what they may be; the files are those of the tests."""
    from tests.importing.reading_aids import read_in_child
    from tests.importing.test_hostile_files import CASES

    with tempfile.TemporaryDirectory(prefix="crm-desk-benchmark-") as name:
        took = {}
        for make in CASES:
            path = Path(name) / f"{make.__name__}.csv"
            make(path)
            _, took[make.__name__], _ = read_in_child(path)
            path.unlink()
        slowest = max(took, key=lambda each: took[each])
        _print(
            f"{len(took)} hostile files refused, the slowest ({slowest})", took[slowest], REFUSED_S
        )
        path = Path(name) / "plain.csv"
        path.write_bytes(b"A000001,2022/11/30,C00042,12345\r\n" * ENCODING_ROWS)
        _print("the encoding of 96 MB", _seconds(lambda: encoding_of(path, None)), ENCODING_S)
    _print("the sample's rows", _seconds(lambda: sample_orders("ja", DEFAULT_DAY)), SAMPLE_S)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _print(what: str, seconds: float, limit: float) -> None:
    print(f"{what}: {seconds:.2f} s (limit {limit:.1f})")


if __name__ == "__main__":
    main()
