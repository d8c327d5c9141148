"""What to bear in mind when reading the figures, in a few lines below them."""

from crm_desk.domain.analysis.figures import Figures
from crm_desk.domain.decimals import rate
from crm_desk.domain.texts import Texts
from crm_desk.ui.common.widgets import Paragraph, label


class Notes(Paragraph):
    """Where the data begin, and what is not in the figures."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("textFormat", label().textFormat())
        self.setProperty("role", "soft")

    def show_figures(self, figures: Figures) -> None:
        """Replace them."""
        self.setText("\n".join(self._words(figures)))

    def _words(self, figures: Figures) -> list[str]:
        """What to bear in mind when reading the figures."""
        orders, date, found = figures.orders, self._texts.date, []
        if not figures.buyers:
            found.append(self._why_nobody(figures))
        if figures.data_from is not None:
            words = self.tr(
                "The data begin on {day}: whoever bought before looks like a new customer."
            )
            found.append(words.format(day=date(figures.data_from)))
        if orders.unidentified:
            words = self.tr(
                "{n} orders ({share}) have no known customer; they count in sales and mean "
                "order value only."
            )
            share = rate(orders.unidentified_share)
            found.append(words.format(n=f"{orders.unidentified:,}", share=share))
        if figures.excluded:
            words = self.tr(
                "{n} people are left out of the figures; they count in sales and mean order "
                "value only."
            )
            found.append(words.format(n=f"{figures.excluded:,}"))
        if orders.after_as_of:
            words = self.tr("{n} orders after the as-of date are left out.")
            found.append(words.format(n=f"{orders.after_as_of:,}"))
        return found

    def _why_nobody(self, figures: Figures) -> str:
        if figures.orders.after_as_of:
            return self.tr("As of this day nobody has bought yet. Choose a later day.")
        return self.tr(
            "No purchase of a known customer is among these orders, so there is nobody to show. "
            "Cancelled and returned orders, and orders without a customer, don't count here."
        )
