"""The one kind of error that is meant for the person at the screen."""

import errno

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class ReportableError(Exception):
    """The world failed (a full disk, a foreign file), not the program.

    Args:
        key: names the sentence in `resources/texts/*.toml`, without its `error.` prefix.
        params: what the sentence's placeholders are filled with.
    """

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def is_no_room(error: BaseException) -> bool:
    """The disk, or what somebody may use of it, is full."""
    return isinstance(error, OSError) and error.errno in _NO_ROOM
