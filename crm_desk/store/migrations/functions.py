"""What steps may call in SQL: texts as they are compared and sorted, by the function's name."""

import json
import sqlite3

from crm_desk.domain.contacts import mark_words
from crm_desk.domain.contacts.handles import (
    email_box,
    email_key,
    fold_address,
    phone_digits,
    postcode_digits,
)
from crm_desk.domain.customers.people import other_phones
from crm_desk.domain.sort_order import sort_key


def mark_proposals(note: str, name: str, address: str) -> str:
    """The marks that a customer's words propose, as a list of lists in JSON."""
    return json.dumps(mark_words.mark_proposals(note, name, address))


def further_phones(phone: str) -> str:
    """`other_phones`, as a list in JSON."""
    return json.dumps(other_phones(phone))


_FUNCTIONS = (
    *(email_box, email_key, fold_address, further_phones, phone_digits, postcode_digits),
    sort_key,
)


def put_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions."""
    for function in _FUNCTIONS:
        connection.create_function(function.__name__, 1, function, deterministic=True)
    connection.create_function("mark_proposals", 3, mark_proposals, deterministic=True)
