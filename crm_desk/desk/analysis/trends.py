"""What the last import changed in the figures."""

from crm_desk.desk.analysis.look import Look
from crm_desk.desk.analysis.orders import before_last_import
from crm_desk.domain.analysis.trends import Trends


def trends(look: Look) -> Trends | None:
    """A look beside the one before the last import; None without an earlier import.

    On any thread. Both sides are as of their own latest order.

    Raises:
        ReportableError: the file can't be read.
    """
    from crm_desk.analysis import trends as figures_of_trends
    from crm_desk.analysis.figures import analyse

    earlier = before_last_import(look.data)
    if earlier is None:
        return None
    imported, orders = earlier
    customers = look.data.customers
    before = analyse(orders, customers, None, look.figures.settings)
    as_of = before.figures.as_of
    if as_of is None or not before.figures.buyers:
        return None
    now = (look.analysis, look.data.orders)
    return Trends(imported, as_of, figures_of_trends.trends((before, orders), now, customers))
