"""Each row of wordings finds what it says that it finds, and nothing that readers are told."""

from __future__ import annotations

import pytest

from muniment.tools.library.machine_orders import ORDERS, Order, orders_in


@pytest.mark.parametrize("order", ORDERS, ids=[order.says[0] for order in ORDERS])
def test_wording_is_found_in_its_orders_and_in_nothing_that_readers_are_told(order: Order) -> None:
    assert [s for s in order.says if not order.pattern.search(s)] == []
    assert [s for s in order.says_not if any(o.pattern.search(s) for o in ORDERS)] == []


def test_what_is_looked_for_first_leaves_no_order_out() -> None:
    said = [s for order in ORDERS for s in order.says]
    assert [
        s for s in said if [m.span() for m in orders_in(s)] != [m.span() for o in ORDERS for m in o.pattern.finditer(s)]
    ] == []
