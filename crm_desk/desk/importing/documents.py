"""The issues of an import as a workbook."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desk.desk.documents import Document
from crm_desk.desk.files import write_whole
from crm_desk.domain.texts import Texts

if TYPE_CHECKING:
    from crm_desk.importing.issues import Issue


def save_issues(issues: "Sequence[Issue]", texts: Texts, path: Path) -> None:
    """Write the table of issues as a workbook; errors as `files.write_whole`."""
    from crm_desk.desk.importing.wording import issue_row
    from crm_desk.importing.issues import PRIVATE
    from crm_desk.reports.importing.issues_workbook import write_issues_xlsx

    # Contacts of the shop itself are shown on screen only, never exported.
    private = (issue._replace(value="") if issue.reason in PRIVATE else issue for issue in issues)
    rows = [issue_row(issue, texts) for issue in private]
    write_whole(path, lambda temporary: write_issues_xlsx(rows, texts, temporary))


ISSUES_XLSX: "Document[Sequence[Issue]]" = Document(
    "import_issues",
    "importing",
    ".xlsx",
    lambda _issues, texts: texts("import.issues_file"),
    save_issues,
)
