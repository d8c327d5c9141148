"""Customer files (顧客マスタ) as a shop would import them."""

from collections.abc import Mapping
from pathlib import Path

from crm_desk.desk.desk import Desk
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.importing.choices import Choices
from crm_desk.importing.table import ReadOptions

HEADERS = {
    "member": "会員番号",
    "name": "お名前",
    "kana": "フリガナ",
    "email": "メールアドレス",
    "phone": "電話番号",
    "postcode": "郵便番号",
    "address": "住所",
    "birthday": "生年月日",
    "company": "会社名",
    "note": "備考",
}


def bring_list(desk: Desk, *people: Mapping[str, str], source: str = "会員名簿") -> int | None:
    """Import a list; returns the number of the import, None where it changes nothing."""
    path = Path(desk.path).with_name(f"list-{source}.csv")
    rows = [",".join(f'"{who.get(name, "")}"' for name in HEADERS) for who in people]
    path.write_text("\n".join([",".join(HEADERS.values()), *rows]) + "\n", encoding="utf-8")
    options, layout = layout_of(path, ReadOptions(), "generic_customers", {})
    outcome = batches.run_in_process(desk, [FileJob(path, options, layout)], source, Choices())
    return outcome.taken.batch_id
