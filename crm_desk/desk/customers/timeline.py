"""The orders of one customer in the time line."""

from collections.abc import Iterator
from datetime import date

from crm_desk.desk.contacts.timeline import consent_row
from crm_desk.desk.customers.order_words import marks_of, products_of
from crm_desk.desk.timeline_rows import (
    Record,
    RowGroup,
    RowMark,
    TimelineRequest,
    TimelineRow,
    TimelineSource,
)
from crm_desk.domain.contacts.consent_words import Consent, kept_consent
from crm_desk.domain.contacts.media import Medium
from crm_desk.store.customers import facts, lists

ORDER = "order"
"""Kind of record."""
CONSENT_IN_FILE = "consent_in_file"
"""Kind of record."""


def _orders(asked: TimelineRequest) -> Iterator[TimelineRow]:
    texts = asked.texts
    for customer, order in lists.all_orders(asked.connection, asked.customer):
        yield TimelineRow(
            day=order.day,
            group=RowGroup.PURCHASE,
            mark=RowMark.VOID if order.void else RowMark.PURCHASE,
            title=texts("time_line.purchase"),
            words=products_of(order, texts) or order.note or order.number,
            customer=customer,
            record=Record(ORDER, order.id),
            state=marks_of(order, texts),
            figure=asked.money.text(order.goods),
        )


def _consents(asked: TimelineRequest) -> Iterator[TimelineRow]:
    """What the shop's customer files said of e-mail, wherever it changed from one to the next."""
    texts = asked.texts
    before: dict[int, Consent] = {}
    for customer, batch, day, word, source in facts.consents_in_files(
        asked.connection, asked.customers
    ):
        consent = kept_consent(word)
        earlier, before[customer] = before.get(customer, "unknown"), consent
        if consent == earlier:
            continue
        yield consent_row(
            day=date.fromordinal(day),
            medium=Medium.EMAIL.value,
            change=(earlier, consent),
            source=source or texts("time_line.customer_file"),
            customer=customer,
            record=Record(CONSENT_IN_FILE, batch),
            texts=texts,
        )


TIMELINE = (
    TimelineSource(frozenset({RowGroup.PURCHASE}), _orders),
    TimelineSource(frozenset({RowGroup.OTHER}), _consents),
)
"""What customers and their orders yield."""
