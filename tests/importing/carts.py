"""A file of every cart, by the id of its preset; see `Cart` for what is stated of each."""

from tests.importing.cart_model import Cart
from tests.importing.carts_eccube import eccube2, eccube3, eccube4
from tests.importing.carts_malls import mall_carts
from tests.importing.carts_more import more_carts
from tests.importing.carts_other import other_carts
from tests.importing.carts_own import own_carts

__all__ = ["CARTS", "Cart"]

CARTS: dict[str, Cart] = {
    cart.preset_id: cart
    for cart in (
        *own_carts(),
        eccube4(),
        eccube3(),
        eccube2(),
        *mall_carts(),
        *more_carts(),
        *other_carts(),
    )
}
