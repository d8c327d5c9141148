"""Loading what charts are drawn with before the first of them is made."""


def preload() -> None:
    """Load the library and what all charts share: half a second at first, on any thread."""
    from crm_desk.ui.charts import canvas, chart, picture  # noqa: F401
