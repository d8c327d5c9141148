"""What came of one kind of fault, and what the kinds share."""

from dataclasses import dataclass

SEED = 20261121


@dataclass(frozen=True)
class Finding:
    """What came of one kind of fault.

    Attributes:
        count: how often it was tried.
        found: in words, with figures.
    """

    name: str
    count: int
    found: str
    ok: bool

    def __str__(self) -> str:
        return f"{'ok' if self.ok else 'FAILED':6}  {self.name} x{self.count}: {self.found}"
