"""The amounts of an order, from its lines and from what its rows say of it.

Source of the rules: import.md "Fields", analysis.md "Orders and purchases" 2 and 3.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from crm_desk.importing.amounts import to_minor

ROUNDINGS = (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING)


class StatedAmounts(NamedTuple):
    """An order's own figures as its rows state them; minor units, None where they don't.

    Attributes:
        lines: Σ of the product lines; None where the file has no line amounts.
        discount_lines: Σ of the rows that are discounts, not negative.
        subtotal_after_discount: see `Preset`.
        tax_on_top: tax that the lines and the subtotal lack.
        discount_off: the discount is taken off the lines already.
        subtotal_either_way: nobody knows whether the subtotal has its discount taken off.
    """

    lines: int | None = None
    discount_lines: int = 0
    subtotal: int | None = None
    discount: int | None = None
    refund: int | None = None
    shipping: int | None = None
    fee: int | None = None
    order_total: int | None = None
    paid_total: int | None = None
    void: bool = False
    subtotal_after_discount: bool = False
    tax_on_top: int = 0
    discount_off: bool = False
    subtotal_either_way: bool = False


class OrderAmounts(NamedTuple):
    """What counts of an order; minor units.

    Attributes:
        goods: tax included, after discounts and refunds, without shipping and fees.
        total: what was paid in the end.
        differs: (stated, computed) where Σ lines misses what the cart states.
    """

    goods: int
    total: int
    discount: int
    refund: int
    shipping: int
    void: bool
    differs: tuple[int, int] | None


def order_amounts(stated: StatedAmounts) -> OrderAmounts:
    """Goods and total of one order.

    A refund lowers the goods by min(refund, goods); one that reaches the order's total makes
    the order void, whatever its status says.
    """
    discount = stated.discount_lines + (stated.discount or 0)
    shipping, fee = stated.shipping or 0, stated.fee or 0
    before = _goods_before_refund(stated, 0 if stated.discount_off else discount)
    whole = _either(stated.order_total, stated.paid_total, before + shipping + fee)
    refund = stated.refund or 0
    returned = refund > 0 and refund >= whole
    goods = before - min(refund, before) if before > 0 else before
    paid = _either(stated.paid_total, stated.order_total, before + shipping + fee)
    return OrderAmounts(
        goods=goods,
        total=paid - min(refund, paid) if paid > 0 else paid,
        discount=discount,
        refund=refund,
        shipping=shipping,
        void=stated.void or returned,
        differs=_difference(stated, before, discount),
    )


def _goods_before_refund(stated: StatedAmounts, discount: int) -> int:
    if stated.subtotal is not None and stated.subtotal_after_discount:
        # A discount on shipping stands among the discounts, too, but not in this sum.
        return stated.subtotal
    if stated.lines is not None:
        return _lowered(stated.lines, discount) + stated.tax_on_top
    if stated.subtotal is not None:
        return _lowered(stated.subtotal, discount) + stated.tax_on_top
    whole = _either(stated.order_total, stated.paid_total, 0)
    return whole - (stated.shipping or 0) - (stated.fee or 0)


def _lowered(goods: int, discount: int) -> int:
    # A discount on shipping, too, can be larger than the goods: they don't become a return.
    return goods - min(discount, goods) if goods > 0 else goods


def _difference(stated: StatedAmounts, before: int, discount: int) -> tuple[int, int] | None:
    if stated.lines is None:
        return None
    if stated.subtotal is not None:
        after = stated.subtotal_after_discount
        computed = _lowered(stated.lines, discount) if after else stated.lines
        met = {computed}
        if stated.subtotal_either_way:
            met.add(_lowered(stated.lines, discount))
        return None if stated.subtotal in met else (stated.subtotal, computed)
    if stated.order_total is not None and stated.shipping is not None:
        computed = before + stated.shipping + (stated.fee or 0)
        return (stated.order_total, computed) if stated.order_total != computed else None
    return None


def _either(one: int | None, other: int | None, neither: int) -> int:
    if one is not None:
        return one
    return neither if other is None else other


def spread(amounts: Sequence[int], extra: int) -> tuple[int, ...]:
    """The amounts with an extra sum spread over them in proportion, to the last unit.

    What rounding leaves goes to the largest remainders, of equals to the first.
    """
    whole = sum(amounts)
    if not whole:
        return (*amounts[:-1], amounts[-1] + extra) if amounts else ()
    shares = [divmod(amount * extra, whole) for amount in amounts]
    left = extra - sum(share for share, _ in shares)
    first = sorted(range(len(shares)), key=lambda at: (-abs(shares[at][1]), at))[:left]
    given = set(first)
    return tuple(
        amount + share + (at in given)
        for at, (amount, (share, _)) in enumerate(zip(amounts, shares, strict=True))
    )


class TaxedLine(NamedTuple):
    """A line that may be without tax: unit price of the currency, tax rate in tenths of a %."""

    quantity: Decimal
    unit_price: Decimal
    rate: int


def grossed_up(lines: Sequence[TaxedLine], subtotal: int, digits: int) -> tuple[int, ...] | None:
    """The lines' amounts with tax, in minor units, where that is what meets the subtotal.

    Carts round in different ways: each unit price or each line, half up, down or up. None where
    the plain sum meets the subtotal already, or no way of rounding does.
    """
    plain = [to_minor(line.quantity * line.unit_price, digits) for line in lines]
    if sum(plain) == subtotal:
        return None
    for rounding in ROUNDINGS:
        for by_unit in (True, False):
            amounts = tuple(_with_tax(line, digits, rounding, by_unit=by_unit) for line in lines)
            if sum(amounts) == subtotal:
                return amounts
    return None


def _with_tax(line: TaxedLine, digits: int, rounding: str, *, by_unit: bool) -> int:
    unit = Decimal(1).scaleb(-digits)
    factor = 1 + Decimal(line.rate) / 1000
    if by_unit:
        price = (line.unit_price * factor).quantize(unit, rounding)
        return to_minor(line.quantity * price, digits)
    return int((line.quantity * line.unit_price * factor).quantize(unit, rounding).scaleb(digits))
