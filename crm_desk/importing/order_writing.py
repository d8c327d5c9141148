"""Orders as they shall stand, from everything that their rows say."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from crm_desk.domain.contacts.handles import email_key, phone_digits
from crm_desk.importing.answers import Numbers
from crm_desk.importing.fingerprint import NO_VALUE, order_fingerprint
from crm_desk.importing.gathering import People
from crm_desk.importing.heads import HEAD_FIELDS
from crm_desk.importing.issues import Issue, Severity, placed
from crm_desk.importing.memo import Memo
from crm_desk.importing.order_codes import plain_key
from crm_desk.importing.orders import (
    OrderAmounts,
    StatedAmounts,
    TaxedLine,
    grossed_up,
    order_amounts,
    spread,
)
from crm_desk.importing.reconciling import (
    Parts,
    Reconciled,
    reading_by,
    reconciled,
    value_or_zero,
)
from crm_desk.importing.row_filter import fold, is_unknown_status
from crm_desk.importing.settling import Decision, OrderRows, SettledRows
from crm_desk.importing.staging_writer import FileCounts, FirstNumbers, StagingWriter
from crm_desk.importing.status_words import StatusMeaning, meaning_of

BATCH = 20_000
"""Orders that are written together."""

_PLAIN_COLUMNS = ("subtotal", "discount", "refund", "shipping", "fee", "order_total", "paid_total")


class UnknownStatus(NamedTuple):
    """What is to be told of a word that no list knows.

    Attributes:
        orders, amount: how many it is about, and their goods in minor units.
        row: of the first of them.
        header: of its column.
    """

    orders: int
    amount: int
    row: int
    header: str


class OrderWriter:
    """Writes the orders of one source's files.

    Attributes:
        reconciled: how the stated totals were met; None where there is nothing to compare.
        unknown_status: by word that no list knows.
    """

    def __init__(
        self,
        rows: OrderRows,
        settled: SettledRows,
        staging: StagingWriter,
        first: FirstNumbers,
        counts: list[FileCounts],
    ) -> None:
        self._rows, self._settled, self._staging = rows, settled, staging
        self._first, self._counts = first, counts
        layout = rows.layout
        self._is_cart = bool(layout.preset.signature)
        self._taxed = {"tax_rate", "unit_price", "subtotal"} <= set(layout.columns)
        statuses = layout.columns.get("status", ())
        self._has_status = not {*statuses}.isdisjoint(layout.status_columns)
        self._shared = frozenset(rows.choices.answers.shared)
        self._emails, self._phones = Memo(email_key), Memo(phone_digits)
        self._people = People(first.person)
        self._issues: list[Issue] = []
        self.unknown_status: dict[str, UnknownStatus] = {}
        self._values = {name: settled.values(name) for name in rows.columns}
        self.reconciled = None if self._is_cart else self._reconcile()
        self._amounts: Mapping[str, list[Any]] = {
            name: values.tolist() for name, values in self._values.items()
        }

    def write(self) -> int:
        """Write orders and people; returns how many people there are."""
        ready: list[tuple[Any, ...]] = []
        self._note_decisions()
        self._rows.sums.close()
        for code, key, row, *said in self._staging.heads(self._first.code):
            head = dict(zip(HEAD_FIELDS, said, strict=True))
            order = self._order(code - self._first.code, key, row, head)
            if order is not None:
                ready.append(order)
            if len(ready) >= BATCH:
                self._flush(ready)
        self._note_unknown_status()
        self._flush(ready)
        self._staging.add_people(self._people.rows())
        self._staging.add_several(self._people.several())
        return len(self._people)

    def _flush(self, ready: list[tuple[Any, ...]]) -> None:
        self._staging.add_orders(ready)
        sheets = dict(zip(self._rows.files, self._rows.sheets, strict=True))
        self._staging.add_issues(placed(issue, sheets[issue.file]) for issue in self._issues)
        ready.clear()
        self._issues.clear()

    def _order(self, code: int, key: str, row: int, head: dict[str, Any]) -> tuple[Any, ...] | None:
        sums = self._rows.sums
        accepted = sums.accepted[code]
        if accepted == 0:
            return None
        if head["day"] is None:
            self._reject(code)
            return None
        self._make_plain(code, head, row)
        amounts = order_amounts(self._stated(code, head))
        self._note_difference(code, row, head, amounts)
        identifies = self._rows.layout.preset.identifies
        person = self._people.number(head, accepted) if identifies else None
        counts = self._counts_of(code)
        counts.orders += 1
        if person is None and identifies:
            self._keep_issue(self._notice(code, row, head, "customer_missing"))
        counts.nobody += person is None
        self._note_statuses(code, row, head["status"], amounts.goods)
        incomplete = sums.incomplete[code]
        said = (tuple(head.values()), amounts[:-1], incomplete)
        return (
            self._first.code + code,
            self._key(key, head),
            head["number"] or "",
            head["day"],
            person,
            amounts.goods,
            amounts.total,
            amounts.discount,
            amounts.refund,
            amounts.shipping,
            head["status"] or "",
            amounts.void,
            bool(head["subscription"]),
            incomplete,
            order_fingerprint(said, accepted, sums.hashes[code]),
            accepted,
        )

    def _key(self, key: str, head: dict[str, Any]) -> str:
        """A key of its own for each day where numbers repeat; the blank begins no number."""
        plain = plain_key(key)
        if self._settled.numbers == Numbers.REPEAT and head["number"] and plain == head["number"]:
            return f" #{head['day']} {plain}"
        return plain

    def _make_plain(self, code: int, head: dict[str, Any], row: int) -> None:
        """What the rows of an order say together, in place of what its first row says."""
        sums = self._rows.sums
        if sums.live[code]:
            head["void"] = sums.void[code] > 0 and not sums.live[code]
            if code in self._settled.void_left_out:
                head["void"] = False
                if head["status"] and meaning_of(head["status"]) is StatusMeaning.VOID:
                    head["status"] = None
        for name in _PLAIN_COLUMNS:
            values = self._amounts.get(name)
            if values is not None:
                head[name] = None if values[code] == NO_VALUE else values[code]
        if self._shared:
            self._leave_shared_out(code, head, row)

    def _leave_shared_out(self, code: int, head: dict[str, Any], row: int) -> None:
        """Contacts of the shop itself or of a mall are nobody's key."""
        if head["email"] and self._emails[head["email"]] in self._shared:
            self._keep_issue(self._issue(code, row, "email", head["email"], "shared_contact"))
            head["email"] = None
        if head["phone"] and self._phones[head["phone"]] in self._shared:
            self._keep_issue(self._issue(code, row, "phone", head["phone"], "shared_contact"))
            head["phone"] = None

    def _stated(self, code: int, head: dict[str, Any]) -> StatedAmounts:
        sums = self._rows.sums
        preset = self._rows.layout.preset
        has_lines = bool(sums.stated[code]) and not preset.order_grain
        goods = sums.goods[code]
        reading = self.reconciled.reading if self.reconciled else None
        if has_lines and self._taxed and head["subtotal"] not in (None, goods):
            goods = self._with_tax(code, goods, head["subtotal"])
        tax = self._amount("tax", code) if reading and reading.tax_on_top else 0
        if tax and has_lines:
            self._spread_tax(code, tax)
        return StatedAmounts(
            lines=goods if has_lines else None,
            discount_lines=sums.discount[code],
            subtotal=head["subtotal"],
            discount=head["discount"],
            refund=head["refund"],
            shipping=head["shipping"],
            fee=head["fee"],
            order_total=head["order_total"],
            paid_total=head["paid_total"],
            void=bool(head["void"]),
            subtotal_after_discount=preset.subtotal_after_discount,
            tax_on_top=tax,
            discount_off=bool(reading and reading.discount_off),
            subtotal_either_way=not self._is_cart,
        )

    def _amount(self, name: str, code: int) -> int:
        values = self._amounts.get(name)
        return 0 if values is None or values[code] == NO_VALUE else int(values[code])

    def _with_tax(self, code: int, goods: int, subtotal: int) -> int:
        rows = self._staging.lines_of(self._first.code + code)
        if any(None in row for row in rows):
            return goods
        lines = [
            TaxedLine(Decimal(quantity or 0) / 1000, Decimal(price or 0), rate or 0)
            for _, quantity, price, rate in rows
        ]
        amounts = grossed_up(lines, subtotal, self._rows.choices.digits)
        if amounts is None:
            return goods
        changed = zip((row[0] for row in rows), amounts, strict=True)
        self._staging.put_amounts(self._first.code + code, changed)
        return sum(amounts)

    def _spread_tax(self, code: int, tax: int) -> None:
        staged = self._first.code + code
        lines = [
            (row, amount)
            for row, product, _, amount in self._staging.lines_with_products(staged)
            if product and amount is not None
        ]
        amounts = spread([amount for _, amount in lines], tax)
        self._staging.put_amounts(staged, zip((row for row, _ in lines), amounts, strict=True))

    def _reject(self, code: int) -> None:
        """No row of the order says when it was."""
        rows = self._staging.rows_of(self._first.code + code)
        self._counts_of(code).rejected += len(rows)
        header = self._rows.layout.header("date")
        self._issues += [
            Issue(self._file(code), row, header, "", "date_missing", Severity.REJECTED)
            for row in rows
        ]

    # Totals

    def _reconcile(self) -> Reconciled | None:
        columns, rows = self._rows.columns, self._rows
        name = "order_total" if "order_total" in columns else "paid_total"
        if name not in columns:
            # Nothing to compare with: a person's word, else import.md's reading.
            return Reconciled(reading_by(rows.choices.answers), 1.0, 0, [False] * len(rows.codes))
        count = len(rows.codes)
        sums = rows.sums
        lines = np.where(sums.stated[:count] > 0, sums.goods[:count], NO_VALUE)
        base = np.where(lines == NO_VALUE, self._column("subtotal"), lines)
        total = self._column(name)
        usable = (base != NO_VALUE) & (total != NO_VALUE) & ~sums.incomplete[:count]
        usable &= (sums.void[:count] == 0) | (sums.live[:count] > 0)
        left_out = np.fromiter(self._settled.void_left_out, np.int64)
        usable[left_out] = False
        at = np.flatnonzero(usable)
        discount = value_or_zero(self._column("discount")) + sums.discount[:count]
        extra = value_or_zero(self._column("shipping")) + value_or_zero(self._column("fee"))
        parts = Parts(
            base[at],
            discount[at],
            value_or_zero(self._column("points"))[at],
            value_or_zero(self._column("tax"))[at],
            extra[at],
            total[at],
        )
        has = {
            "tax": "tax" in columns,
            "discount": bool(discount.any()),
            "points": "points" in columns,
        }
        found = reconciled(parts, has, rows.choices.answers)
        missed = np.zeros(count, np.bool_)
        missed[at] = found.missed
        return found._replace(missed=missed.tolist())

    def _column(self, name: str) -> Any:
        values = self._values.get(name)
        count = len(self._rows.codes)
        return np.full(count, NO_VALUE) if values is None else values

    # What is told

    def _note_decisions(self) -> None:
        if not len(self._rows.codes):
            return  # No row was read, so that nothing was decided.
        settled, found = self._settled, self.reconciled
        decisions = list(settled.decisions)
        answers = self._rows.choices.answers
        answered = (*answers.per_order, *answers.per_line)
        for name, grain in settled.grains.items():
            if grain.grain == "line" and grain.code >= 0 and not grain.repeats:
                decisions.append(Decision("per_line", grain.code, name))
            elif grain.repeats and self.is_in_doubt(name) and name not in answered:
                decisions.append(Decision("repeated_once", grain.code, name))
        if found is not None and not found.compared and "tax" in self._rows.columns:
            if answers.tax is None:
                decisions.append(Decision("tax_taken_as_included", -1, "tax"))
        elif found is not None:
            if found.reading.tax_on_top:
                decisions.append(Decision("tax_on_top", -1, "tax"))
            if found.reading.discount_off:
                decisions.append(Decision("discount_off", -1, "discount"))
        for decision in decisions:
            self._keep_issue(self._decided(decision))

    def is_in_doubt(self, name: str) -> bool:
        """An amount that its order's rows repeat may be meant once or each time."""
        proven = self.reconciled is not None and self.reconciled.compared > 0
        proven = proven and bool(self.reconciled and self.reconciled.is_met)
        return name in ("discount", "refund", "points") and not proven

    def _decided(self, decision: Decision) -> Issue:
        code, row, value = decision.code, 0, ""
        if code >= 0:
            head = self._staging.head_of(self._first.code + code)
            if head is not None:
                row, value = int(head[2]), str(head[3] or plain_key(str(head[1])).strip())
        header = self._rows.layout.header(decision.field) if decision.field else ""
        file = self._file(max(code, 0))
        return Issue(
            file, row, header, value, decision.reason, Severity.NOTICE, decision.detail or header
        )

    def _note_difference(
        self, code: int, row: int, head: dict[str, Any], amounts: OrderAmounts
    ) -> None:
        differs = amounts.differs
        if differs is None and self.reconciled is not None and self.reconciled.missed[code]:
            differs = self._total_differs(code, head)
        if differs is None:
            return
        stated, computed = (f"{amount:,}" for amount in differs)
        self._keep_issue(self._notice(code, row, head, "total_differs", f"{stated} / {computed}"))

    def _total_differs(self, code: int, head: dict[str, Any]) -> tuple[int, int] | None:
        """(stated, computed) where every part of a total has its column."""
        if head["shipping"] is None or self.reconciled is None or head["void"]:
            return None
        sums = self._rows.sums
        base = sums.goods[code] if sums.stated[code] else head["subtotal"] or 0
        parts = Parts(
            base,
            (head["discount"] or 0) + sums.discount[code],
            self._amount("points", code),
            self._amount("tax", code),
            head["shipping"] + (head["fee"] or 0),
            0,
        )
        stated = head["order_total"] if head["order_total"] is not None else head["paid_total"]
        return stated, int(parts.total_by(self.reconciled.reading))

    def example(self) -> str:
        """One order whose total is missed, worked out; "" where there is none."""
        found = self.reconciled
        if found is None or True not in found.missed:
            return ""
        code = found.missed.index(True)
        head = self._staging.head_of(self._first.code + code)
        name = "order_total" if "order_total" in self._values else "paid_total"
        goods = self._rows.sums.goods[code] or self._amount("subtotal", code)
        terms = [
            ("", goods),
            (" − ", self._amount("discount", code) + self._rows.sums.discount[code]),
            (" + ", self._amount("tax", code) if found.reading.tax_on_top else 0),
            (" + ", self._amount("shipping", code) + self._amount("fee", code)),
        ]
        if found.reading.discount_off:
            del terms[1]
        computed = sum(-amount if "−" in sign else amount for sign, amount in terms)
        said = "".join(f"{sign}{self._shown(amount)}" for sign, amount in terms if amount)
        number = str(head[3] or "") if head else ""
        stated = self._shown(self._amount(name, code))
        return f"{number}: {said} = {self._shown(computed)} ≠ {stated}"

    def _shown(self, amount: int) -> str:
        digits = self._rows.choices.digits
        return f"{Decimal(amount).scaleb(-digits):,.{digits}f}"

    def _note_statuses(self, code: int, row: int, status: str | None, amount: int) -> None:
        layout = self._rows.layout
        if status and self._has_status and is_unknown_status(layout.preset, status):
            self._note_status(status, layout.header("status"), row, amount)
        for place, word in sorted(self._rows.unknown.get(code, ())):
            self._note_status(word, layout.headers[place], row, amount)

    def _note_status(self, word: str, header: str, row: int, amount: int) -> None:
        known = self.unknown_status.get(word, UnknownStatus(0, 0, row, header))
        self.unknown_status[word] = known._replace(
            orders=known.orders + 1, amount=known.amount + amount
        )

    def _note_unknown_status(self) -> None:
        answers = self._rows.choices.answers
        answered = {*answers.sale_status, *answers.void_status}
        for word, (orders, _, row, header) in self.unknown_status.items():
            if fold(word) not in answered:
                detail = f"{orders:,}"
                file = self._rows.files[0]
                notice = (file, row, header, word, "unknown_status", Severity.NOTICE, detail)
                self._keep_issue(Issue(*notice))

    def _keep_issue(self, issue: Issue) -> None:
        """Hand an issue over together with the orders that are amounts meanwhile."""
        self._counts[-1].notices += issue.severity is Severity.NOTICE
        self._issues.append(issue)

    def _notice(
        self, code: int, row: int, head: dict[str, Any], reason: str, detail: str = ""
    ) -> Issue:
        number = head["number"] or ""
        return self._issue(code, row, "order_no", number, reason, detail)

    def _issue(
        self, code: int, row: int, field: str, value: str, reason: str, detail: str = ""
    ) -> Issue:
        header = self._rows.layout.header(field)
        return Issue(self._file(code), row, header, value, reason, Severity.NOTICE, detail)

    def _file(self, code: int) -> str:
        return self._rows.files[self._rows.file_of(code)]

    def _counts_of(self, code: int) -> FileCounts:
        return self._counts[self._rows.file_of(code)]
