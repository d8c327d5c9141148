"""The registry of documents."""

import ast
from pathlib import Path

import pytest

from crm_desk.desk import capabilities
from crm_desk.desk.assessment import assessments
from crm_desk.desk.assessment.documents import ASSESSMENT_PDF, ASSESSMENT_XLSX
from crm_desk.desk.capabilities import DEFAULT_DOCUMENT, DOCUMENTS
from crm_desk.desk.desk import Desk
from crm_desk.desk.documents import Document
from crm_desk.desk.resources import texts


def test_every_document_has_a_name_of_its_own_and_a_page() -> None:
    assert len({document.key for document in DOCUMENTS}) == len(DOCUMENTS)
    assert all(document.ending in (".pdf", ".xlsx", ".json") for document in DOCUMENTS)
    assert DEFAULT_DOCUMENT in DOCUMENTS
    assert DEFAULT_DOCUMENT.ending == ".pdf"


def test_no_row_of_a_capability_is_forgotten() -> None:
    desk = Path(capabilities.__file__).parent
    rows = 0
    for path in desk.glob("*/*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AnnAssign) and "Document[" in ast.unparse(node.annotation):
                rows += 1
    listed = {id(each) for each in DOCUMENTS}
    papers = sum(each.key.startswith(("followup_", "post_")) for each in DOCUMENTS)
    assert rows == len(listed) - papers


@pytest.mark.parametrize("document", [ASSESSMENT_PDF, ASSESSMENT_XLSX])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_row_names_and_writes_its_file(
    sample: Desk, tmp_path: Path, document: Document[object], language: str
) -> None:
    summary = assessments.summary(sample, 3, language)
    name = document.file_name(summary, texts(language))
    assert sample.shop_name in name
    path = tmp_path / f"{name}{document.ending}"
    document.write(summary, texts(language), path)
    assert path.stat().st_size > 0
