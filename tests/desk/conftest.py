"""A desk with people."""

import pytest

from crm_desk.desk.desk import Desk
from tests.desk.customers.people import bring
from tests.desk.followup.making import PEOPLE


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Four customers, by the numbers of `making`."""
    bring(desk, PEOPLE)
    return desk
