"""The garbage collector, out of the way of millions of cells."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Rows are no cycles; looking for some among so many takes a third of the time.

    Never around a `yield`: the consumer would go without the collector.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
