"""What was answered about refusals at telephone numbers that many share."""

from collections.abc import Iterable

from crm_desk.store.connection import Connection
from crm_desk.store.rows import marks, portions


def answers(connection: Connection, phones: Iterable[str]) -> dict[str, bool]:
    """Whether a refusal at these numbers (digits) holds for everyone there, as far as answered."""
    found: dict[str, bool] = {}
    for some in portions(phones):
        rows = connection.execute(
            f"SELECT phone, everyone FROM shared_refusal WHERE phone IN ({marks(some)})", some
        )
        found |= {phone: bool(everyone) for phone, everyone in rows}
    return found


def put_answer(connection: Connection, phone: str, everyone: bool | None) -> None:
    """Keep an answer; None = nobody was asked."""
    connection.execute("DELETE FROM shared_refusal WHERE phone = ?", (phone,))
    if everyone is not None:
        connection.execute(
            "INSERT INTO shared_refusal (phone, everyone) VALUES (?, ?)", (phone, everyone)
        )
