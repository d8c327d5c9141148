"""Where the assessments may name somebody."""

from crm_desk.store.person_data import FreeText

FREE_TEXTS = (
    FreeText(
        "assessment",
        "SELECT a.held_on, n.note || char(10) || n.reason || char(10) || n.evidence"
        " FROM answer n JOIN assessment a ON a.id = n.assessment_id"
        " WHERE n.note || n.reason || n.evidence <> '' ORDER BY a.held_on, n.item_id",
    ),
    FreeText(
        "participants", "SELECT held_on, participants FROM assessment WHERE participants <> ''"
    ),
)
