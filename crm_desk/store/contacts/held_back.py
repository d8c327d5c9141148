"""Who is held back from starts and mailings by what stands above contacts.

An open complaint is the time line's, which stands above. It says so through the view `held_back`
of the schema: a list of rules handed in would have to reach every caller of `reach_in`, and one
that forgot it would write to somebody who waits for an answer.
"""

from crm_desk.store.connection import Connection
from crm_desk.store.persons import ROOT


def persons_held_back(connection: Connection) -> set[int]:
    """Ids of persons with an open complaint under one of their names."""
    rows = connection.execute(
        f"""
        WITH held AS (
            SELECT DISTINCT {ROOT} AS root
            FROM held_back h
            JOIN person ON person.id = h.person_id
            JOIN customer c ON c.id = person.customer_id
        )
        SELECT person.id
        FROM held
        JOIN customer c ON c.id = held.root OR c.joined_to = held.root
        JOIN person ON person.customer_id = c.id
        UNION
        SELECT person_id FROM held_back
        """
    )
    return {id_ for (id_,) in rows}


def held_back_names(connection: Connection) -> dict[int, str]:
    """The same as names, by the customer that stands for each; who is gone is left out."""
    rows = connection.execute(
        f"""
        SELECT DISTINCT root.id, root.name, root.member_no
        FROM held_back h
        JOIN person ON person.id = h.person_id
        JOIN customer c ON c.id = person.customer_id
        JOIN customer root ON root.id = {ROOT}
        """
    )
    return {id_: name or member_no for id_, name, member_no in rows}
