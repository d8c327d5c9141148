"""The one kind of error that is meant for the person at the screen."""


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
