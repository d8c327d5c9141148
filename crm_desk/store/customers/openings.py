"""Opening balances: what customers bought before the orders of the desk begin.

Some carts count over all time instead (`opening_lifetime`): of those only what goes beyond the
desk's own orders is an opening balance, customer by customer, before any are joined. They count
what was paid, so shipping would be left over where no purchase is: then nothing counts.
"""

BEYOND = "max(c.opening_purchases - coalesce(o.bought, 0), 0)"

PURCHASES = f"CASE WHEN c.opening_lifetime THEN {BEYOND} ELSE c.opening_purchases END"
"""Purchases of customer `c`, whose own orders are `o`: `bought` of them, `paid` in all."""

AMOUNT = f"""
CASE
    WHEN NOT c.opening_lifetime THEN c.opening_amount
    WHEN {BEYOND} = 0 THEN 0
    ELSE max(c.opening_amount - coalesce(o.paid, 0), 0)
END"""
"""Their amount, in minor units."""

OWN = """
SELECT customer_id AS id, count(*) FILTER (WHERE goods > 0) AS bought, sum(total) AS paid
FROM shop_order
WHERE current
    AND NOT void
    AND customer_id IN (SELECT id FROM customer WHERE opening_lifetime)
GROUP BY customer_id"""
"""Orders of those whose balances count over all time."""
