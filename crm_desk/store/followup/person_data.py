"""What the follow-up holds of a person."""

from crm_desk.store.person_data import (
    A_NAME,
    OF_PERSONS,
    WHOSE_NAME,
    FreeText,
    PersonTable,
    running,
    selecting,
)

_PLANS = f"plan_id IN (SELECT id FROM followup_plan WHERE person_id {OF_PERSONS})"

PERSON_TABLES = (
    PersonTable(
        "followup_step",
        selecting(
            f"""
            SELECT p.start, s.number AS step, s.planned, s.way, s.purpose
            FROM followup_step s JOIN followup_plan p ON p.id = s.plan_id
            WHERE p.person_id {OF_PERSONS} ORDER BY p.start, p.id, s.number
            """
        ),
        running(f"DELETE FROM followup_step WHERE {_PLANS}"),
    ),
    PersonTable(
        "approach",
        selecting(
            f"SELECT day, way, result, note FROM approach WHERE person_id {OF_PERSONS} ORDER BY day"
        ),
        running(f"DELETE FROM approach WHERE person_id {OF_PERSONS} OR {_PLANS}"),
    ),
    PersonTable(
        "followup_plan",
        selecting(
            f"""
            SELECT start, last_day, template, cluster, paused_on, pause_reason, cancelled_on,
                cancel_reason, bought_on, thanks_on
            FROM followup_plan WHERE person_id {OF_PERSONS} ORDER BY start
            """
        ),
        running(f"DELETE FROM followup_plan WHERE person_id {OF_PERSONS}"),
    ),
)
"""Steps and approaches hang on plans."""

FREE_TEXTS = (
    FreeText(
        "approach",
        f"SELECT {A_NAME}, a.note FROM approach a {WHOSE_NAME.format('a')} WHERE a.note <> ''",
    ),
    FreeText(
        "plan",
        f"""
        SELECT {A_NAME}, f.pause_reason || char(10) || f.cancel_reason
        FROM followup_plan f {WHOSE_NAME.format("f")}
        WHERE f.pause_reason || f.cancel_reason <> ''
        """,
    ),
)
