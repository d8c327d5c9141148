"""What steps may call in SQL: addresses as they are compared, by the name of the function."""

import sqlite3

from crm_desk.domain.contacts.handles import (
    email_box,
    email_key,
    fold_address,
    phone_digits,
    postcode_digits,
)

_FUNCTIONS = (email_box, email_key, fold_address, phone_digits, postcode_digits)


def put_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions."""
    for function in _FUNCTIONS:
        connection.create_function(function.__name__, 1, function, deterministic=True)
