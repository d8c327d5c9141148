"""What ARCHITECTURE.md promises, read off the sources."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "crm_desk"
LAYERS = {
    "domain": {"paths"},
    "paths": set(),
    "store": {"domain", "paths"},
    "reports": {"domain", "paths"},
    "importing": {"domain", "paths"},
    "analysis": {"domain", "paths"},
    "desk": {"domain", "paths", "store", "reports", "importing", "analysis"},
    "ui": {"domain", "paths", "desk", "importing"},
}
LADDER = (
    "kernel",
    "backups",
    "contacts",
    "customers",
    "importing",
    "analysis",
    "timeline",
    "followup",
    "home",
    "sample",
)
"""Capabilities from below; the kernel is what lies directly in a layer, or is shared by all."""
BESIDE = "assessment"
"""Knows the kernel only; only those that merge what others yield know it."""
MERGING = ("home", "sample")
ENGINES = ("analysis", "importing")
"""Layers that work without a desk; they have no capabilities inside."""
KNOW_ALL = ("crm_desk.ui.shell", "crm_desk.desk.capabilities", "crm_desk.store.migrations")
HEAVY = {
    "msoffcrypto",
    "numpy",
    "openpyxl",
    "pandas",
    "pypdfium2",
    "pyqtgraph",
    "python_calamine",
    "reportlab",
}


def sources(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imports(path: Path, *, top_level: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_level else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("name", sorted(LAYERS))
def test_imports_run_downwards_only(name: str) -> None:
    for path in sources():
        if layer(path) == name:
            used = {m.split(".")[1] for m in imports(path) if m.startswith("crm_desk.")}
            assert used - {name} <= LAYERS[name], path


def test_qt_only_in_ui_and_app() -> None:
    for path in sources():
        if layer(path) not in ("ui", "app"):
            assert not [m for m in imports(path) if m.startswith(("PySide6", "shiboken6"))], path


def test_sql_only_in_store() -> None:
    for path in sources():
        if layer(path) != "store":
            assert "sqlite3" not in set(imports(path)), path
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\b(SELECT|INSERT INTO|DELETE FROM|PRAGMA) ", text), path


def test_nothing_loads_pandas() -> None:
    # It takes half a second; only tables of deeper analyses will be worth that.
    for path in sources():
        assert "pandas" not in {m.split(".")[0] for m in imports(path)}, path


def test_the_window_loads_no_heavy_library() -> None:
    # The first chart loads these; a test of the page watches that window and page do not.
    charts = [PACKAGE / "ui" / "charts" / name for name in ("canvas.py", "curve.py", "points.py")]
    for path in sources():
        if layer(path) in ("ui", "app", "desk", "start", "cli") and path not in charts:
            loaded = {m.split(".")[0] for m in imports(path, top_level=True)}
            assert not loaded & HEAVY, path


def test_pages_do_not_know_one_another() -> None:
    pages = {path.parent.name for path in (PACKAGE / "ui").glob("*/page.py")} - {"common"}
    # Not a page: it makes the backup before an import and before customers are joined.
    keeper = "crm_desk.ui.backups.keeper"
    for page in pages:
        for path in sources(PACKAGE / "ui" / page):
            others = [f"crm_desk.ui.{other}" for other in pages if other != page]
            known = [m for m in imports(path) if m.startswith(tuple(others))]
            assert set(known) <= {keeper}, path


def test_nothing_translated_is_an_f_string() -> None:
    for path in sources(PACKAGE / "ui"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in ("tr", "translate"):
                assert not isinstance(node.args[-1], ast.JoinedStr), f"{path}:{node.lineno}"


def _called(node: ast.Call) -> str:
    function = node.func
    return getattr(function, "attr", getattr(function, "id", ""))


def test_no_label_that_could_take_text_for_markup() -> None:
    for path in sources(PACKAGE / "ui"):
        text = path.read_text(encoding="utf-8")
        if path.name not in ("widgets.py", "preview.py"):
            assert "QLabel(" not in text, path
        assert "QMessageBox" not in text, path


def test_no_colour_and_no_pixel_in_a_page() -> None:
    for path in sources(PACKAGE / "ui"):
        if path.name != "theme.py":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"#[0-9a-fA-F]{6}\b", text.replace("#000000", "")), path
            assert not re.search(r"\b\d+px\b", text), path


def test_sizes_stay_readable() -> None:
    for path in sources():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path


def test_no_executescript_and_no_pickle() -> None:
    for path in sources():
        text = path.read_text(encoding="utf-8")
        assert ".executescript(" not in text, path
        assert "pickle" not in set(imports(path)), path


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imported_modules(tree: ast.AST) -> Iterator[str]:
    """Modules of this program, also where a name is imported that is a module itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("crm_desk"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("crm_desk."))


class _WithoutTypeChecking(ast.NodeTransformer):
    def visit_If(self, node: ast.If) -> ast.AST | None:
        is_typing = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        return None if is_typing else self.generic_visit(node)


def parsed(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


MODULES = {module_name(path): path for path in sources()}


def capability(module: str) -> str | None:
    """Which one a module belongs to; None for what may know all of them."""
    parts = module.split(".")
    if len(parts) < 3 or parts[1] not in LAYERS.keys() - ENGINES or module.startswith(KNOW_ALL):
        return None
    return parts[2] if parts[2] in (*LADDER, BESIDE) else LADDER[0]


def may_know(one: str, other: str) -> bool:
    if one == other:
        return True
    if BESIDE in (one, other):
        return (one in MERGING) if other == BESIDE else other == LADDER[0]
    return LADDER.index(other) < LADDER.index(one)


def test_capabilities_know_only_those_below_them() -> None:
    upwards = []
    for name in MODULES:
        one = capability(name)
        for used in sorted(set(imported_modules(parsed(name)))):
            other = capability(used)
            if one and other and not may_know(one, other):
                upwards.append(f"{name} ({one}) -> {used} ({other})")
    assert upwards == []


def test_every_capability_has_its_place_on_the_ladder() -> None:
    shared = {"charts", "common", "migrations", "sheets", "shell", "typesetting"}
    folders = {
        path.parent.name
        for layer_name in ("domain", "desk", "store", "reports", "ui")
        for path in (PACKAGE / layer_name).glob("*/__init__.py")
    }
    assert folders - {*LADDER, BESIDE} == shared


def test_no_module_leads_back_to_itself() -> None:
    left = {
        name: {
            used
            for used in imported_modules(_WithoutTypeChecking().visit(parsed(name)))
            if used in MODULES and used != name
        }
        for name in MODULES
    }
    # Take away, again and again, what begins or ends a path: circles remain.
    while ends := left.keys() - set().union(*left.values()) | {
        name for name, used in left.items() if not used & left.keys()
    }:
        left = {name: used - ends for name, used in left.items() if name not in ends}
    assert sorted(left) == []
