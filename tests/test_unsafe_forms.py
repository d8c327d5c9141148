"""Forms of code that would let something out, or lose it, stand in one guarded place each.

Each rule is also shown to find a bad sample.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.test_architecture import PACKAGE, sources


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the name of what is called, without what it hangs on."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, getattr(node.func, "attr", getattr(node.func, "id", ""))


def _called(*names: str) -> Callable[[ast.AST], list[int]]:
    def find(tree: ast.AST) -> list[int]:
        return [call.lineno for call, name in _calls(tree) if name in names]

    return find


def _imported(*names: str) -> Callable[[ast.AST], list[int]]:
    def find(tree: ast.AST) -> list[int]:
        found = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                told = {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                told = {(node.module or "").split(".")[0]}
            else:
                continue
            found += [node.lineno] if told & set(names) else []
        return found

    return find


def _sql_with_values(tree: ast.AST) -> list[int]:
    """A statement put together by % or format(), or with something inside its quotation marks."""
    found = []
    for call, name in _calls(tree):
        if name not in ("execute", "executemany") or not call.args:
            continue
        for node in ast.walk(call.args[0]):
            is_percent = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod)
            is_format = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format"
            is_quoted = isinstance(node, ast.JoinedStr) and _inside_quotes(node)
            found += [call.lineno] if is_percent or is_format or is_quoted else []
    return found


def _inside_quotes(text: ast.JoinedStr) -> bool:
    before = ""
    for part in text.values:
        if isinstance(part, ast.Constant):
            before += str(part.value)
        elif before.count("'") % 2:
            return True
    return False


def _raw_tool_tips(tree: ast.AST) -> list[int]:
    """A tool tip takes `<` for markup: typed words are escaped, our own are in the call."""
    safe = ("escape", "escaped", "tr")
    found = []
    for call, name in _calls(tree):
        if name == "setToolTip" and not any(inner in safe for _, inner in _calls(call.args[0])):
            found.append(call.lineno)
    return found


def _file_renames(tree: ast.AST) -> list[int]:
    """`rename(to)` and `replace(to)` of files; texts and dates are replaced with more arguments."""
    return [
        call.lineno
        for call, name in _calls(tree)
        if (name in ("rename", "renames", "hardlink_to"))
        or (name == "replace" and len(call.args) == 1 and not call.keywords)
    ]


class Rule(NamedTuple):
    """A form that is allowed in few places only.

    Attributes:
        allowed: modules below `crm_desk`, where it is guarded.
        bad: samples that it must find.
    """

    find: Callable[[ast.AST], list[int]]
    allowed: tuple[str, ...]
    bad: tuple[str, ...]


RULES = {
    "a label that takes text for markup": Rule(
        _called("QLabel", "QMessageBox", "QTextBrowser", "setHtml", "insertHtml"),
        ("ui/common/widgets.py",),
        ("QLabel(name)", "QMessageBox(self)", "QtWidgets.QLabel()", "view.setHtml(name)"),
    ),
    "a tool tip that takes text for markup": Rule(
        _raw_tool_tips,
        # Titles and counts of the questionnaire, which comes with the program.
        (
            "ui/assessment/item_chips.py",
            "ui/assessment/wizard_head.py",
            "ui/assessment/result_parts.py",
        ),
        ("chip.setToolTip(customer.name)", "x.setToolTip(f'{name}')"),
    ),
    "a paragraph of a PDF": Rule(
        _called("Paragraph"),
        ("reports/typesetting/page.py", "ui/common/widgets.py"),
        ("Paragraph(name, style)", "platypus.Paragraph(name)"),
    ),
    "a script of SQL, which commits first": Rule(
        _called("executescript"), (), ("connection.executescript(sql)",)
    ),
    "SQL with values in it": Rule(
        _sql_with_values,
        # One of two fixed conditions.
        ("store/customers/facts.py",),
        (
            "c.execute('SELECT %s' % name)",
            "c.execute('SELECT {}'.format(name))",
            """c.execute(f"SELECT 1 WHERE name = '{name}'")""",
            """c.executemany(f"DELETE FROM t WHERE a LIKE '%{a}%'", rows)""",
        ),
    ),
    "objects or code out of files": Rule(
        _imported("pickle", "shelve", "marshal", "dill"),
        (),
        ("import pickle", "from shelve import open", "import marshal"),
    ),
    "code out of texts": Rule(_called("eval"), (), ("eval(text)",)),
    "CSV": Rule(
        _called("writer", "DictWriter"),
        # csv_text guards every cell; the sample's own rows hold nothing typed.
        ("reports/sheets/csv_text.py", "desk/sample/make.py"),
        ("csv.writer(file)", "DictWriter(file, names)"),
    ),
    "workbooks": Rule(
        _called("Workbook"),
        # Text cells are forced to be texts there; a test of each opens what it wrote.
        ("reports/sheets/streaming.py", "reports/assessment/workbook.py", "selftest.py"),
        ("Workbook(write_only=True)", "openpyxl.Workbook()"),
    ),
    "the clipboard": Rule(
        _called("clipboard"),
        (
            *("ui/common/tables.py", "ui/common/column_table.py", "ui/charts/picture.py"),
            # Every cell is guarded.
            "ui/timeline/rows_view.py",
        ),
        ("QGuiApplication.clipboard().setText(name)",),
    ),
    "files that are given names": Rule(
        _file_renames,
        (
            # Clears the name with `set_aside` first, or is what clears it.
            "store/store.py",
            "store/copying.py",
            "store/restoring.py",
            "store/leftovers.py",
            # Never a desk's name: a free one, settings, documents.
            "desk/moving.py",
            "desk/settings.py",
            "desk/files.py",
        ),
        ("path.rename(target)", "temporary.replace(path)", "os.replace(a) if x else 0"),
    ),
    "files that are written at once": Rule(
        _called("write_text", "write_bytes"),
        (
            # Flushed there, or rewritten from memory whenever it is wanted.
            "store/backup.py",
            "desk/files.py",
            "desk/assessment/documents.py",
            "reports/assessment/workbook.py",
            "reports/typesetting/page.py",
            "reports/typesetting/drawing.py",
            "reports/sheets/streaming.py",
            "ui/shell/crash.py",
        ),
        ("path.write_text(json.dumps(values))", "path.write_bytes(data)"),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_an_unsafe_form_stands_in_its_guarded_places_only(name: str) -> None:
    rule = RULES[name]
    found = {
        f"{module}:{line}"
        for path in sources()
        if (module := path.relative_to(PACKAGE).as_posix()) not in rule.allowed
        for line in rule.find(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize("name", RULES)
def test_each_place_that_is_allowed_is_there_and_needs_it(name: str) -> None:
    rule = RULES[name]
    for module in rule.allowed:
        path = PACKAGE / module
        assert rule.find(ast.parse(path.read_text(encoding="utf-8"))), module


@pytest.mark.parametrize(
    ("name", "bad"), [(n, bad) for n, rule in RULES.items() for bad in rule.bad]
)
def test_the_rule_bites(name: str, bad: str) -> None:
    assert RULES[name].find(ast.parse(bad))


def test_settings_and_checksums_are_flushed_where_they_are_written() -> None:
    for module in ("store/backup.py", "desk/settings.py", "store/copying.py"):
        text = Path(PACKAGE / module).read_text(encoding="utf-8")
        assert "flush(" in text or "fsync(" in text, module
