"""What capabilities give to those below them: the one place that knows them all."""

from typing import Any

from crm_desk.desk.analysis.documents import ANALYSIS_PDF
from crm_desk.desk.assessment.documents import (
    ASSESSMENT_JSON,
    ASSESSMENT_PDF,
    ASSESSMENT_XLSX,
    BLANK_SHEET,
)
from crm_desk.desk.contacts import timeline as contacts_timeline
from crm_desk.desk.contacts.announcements import ANNOUNCEMENTS
from crm_desk.desk.contacts.marks import MarkEffect
from crm_desk.desk.customers import timeline as customers_timeline
from crm_desk.desk.customers.documents import DISCLOSURE_JSON, DISCLOSURE_PDF
from crm_desk.desk.customers.people import MergeRules
from crm_desk.desk.documents import Document
from crm_desk.desk.followup import timeline as followup_timeline
from crm_desk.desk.followup.complaints import COMPLAINTS
from crm_desk.desk.followup.marks import stop_plans
from crm_desk.desk.followup.merging import MERGING
from crm_desk.desk.followup.outgoing import PAPERS
from crm_desk.desk.importing.documents import ISSUES_XLSX
from crm_desk.desk.timeline import timeline as entries_timeline
from crm_desk.desk.timeline.callers import NextStep
from crm_desk.desk.timeline.complaints import ComplaintRules
from crm_desk.desk.timeline.documents import CASE_SHEET
from crm_desk.desk.timeline_rows import TimelineSource
from crm_desk.store.assessment import person_data as assessment
from crm_desk.store.contacts import person_data as contacts
from crm_desk.store.customers import person_data as customers
from crm_desk.store.followup import person_data as followup
from crm_desk.store.importing import person_data as importing
from crm_desk.store.person_data import FreeText, PersonTable
from crm_desk.store.timeline import person_data as timeline

MERGE_RULES: MergeRules = (MERGING,)
"""Asked before two customers are joined, and followed once they are joined or parted."""

MARK_EFFECTS: tuple[MarkEffect, ...] = (stop_plans,)
"""What else a new mark changes, in the same step."""
COMPLAINT_RULES: ComplaintRules = (COMPLAINTS,)
"""What else happens when a complaint opens, or the last one closes."""

PERSON_TABLES: tuple[PersonTable, ...] = (
    *importing.PERSON_TABLES,
    *followup.PERSON_TABLES,
    *timeline.PERSON_TABLES,
    *contacts.PERSON_TABLES,
    *customers.PERSON_TABLES,
    *contacts.SHARED_CONTACTS,
    importing.ANSWERS,
)
"""Everything that is held of a person, in the order in which it is erased."""

TIMELINE: tuple[TimelineSource, ...] = (
    *customers_timeline.TIMELINE,
    *contacts_timeline.TIMELINE,
    *followup_timeline.TIMELINE,
    *entries_timeline.TIMELINE,
)
"""What stands in a customer's time line."""

NEXT_STEP: NextStep = followup_timeline.next_step
"""What is meant to be done next for somebody who rings."""

FREE_TEXTS: tuple[FreeText, ...] = (
    *customers.FREE_TEXTS,
    *contacts.FREE_TEXTS,
    *followup.FREE_TEXTS,
    *timeline.FREE_TEXTS,
    *assessment.FREE_TEXTS,
)
"""Where somebody may be named in what was typed about other things."""

DOCUMENTS: tuple[Document[Any], ...] = (
    ASSESSMENT_PDF,
    ASSESSMENT_XLSX,
    ASSESSMENT_JSON,
    BLANK_SHEET,
    ANALYSIS_PDF,
    ISSUES_XLSX,
    DISCLOSURE_PDF,
    DISCLOSURE_JSON,
    CASE_SHEET,
    *PAPERS.values(),
    *ANNOUNCEMENTS.papers.values(),
)
"""Everything that is printed, or saved in a form of its own."""
DEFAULT_DOCUMENT: Document[Any] = ASSESSMENT_PDF
"""Printed from pages that have no document of their own."""
