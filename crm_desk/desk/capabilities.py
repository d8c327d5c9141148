"""What capabilities give to those below them: the one place that knows them all."""

from typing import Any

from crm_desk.desk.analysis.documents import ANALYSIS_PDF
from crm_desk.desk.assessment.documents import (
    ASSESSMENT_JSON,
    ASSESSMENT_PDF,
    ASSESSMENT_XLSX,
    BLANK_SHEET,
)
from crm_desk.desk.customers.people import MergeCheck
from crm_desk.desk.documents import Document
from crm_desk.desk.followup.common import refuse_merge
from crm_desk.desk.followup.outgoing import PAPERS
from crm_desk.desk.importing.documents import ISSUES_XLSX

MERGE_CHECKS: tuple[MergeCheck, ...] = (refuse_merge,)
"""Asked before two customers are joined."""

DOCUMENTS: tuple[Document[Any], ...] = (
    ASSESSMENT_PDF,
    ASSESSMENT_XLSX,
    ASSESSMENT_JSON,
    BLANK_SHEET,
    ANALYSIS_PDF,
    ISSUES_XLSX,
    *PAPERS.values(),
)
"""Everything that is printed, or saved in a form of its own."""
DEFAULT_DOCUMENT: Document[Any] = ASSESSMENT_PDF
"""Printed from pages that have no document of their own."""
