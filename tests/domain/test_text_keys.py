"""Every sentence that the code asks for exists; every error has one."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import crm_desk
from crm_desk.importing import foreign_files
from crm_desk.store import values
from crm_desk.store.connection import _ERRORS
from tests.domain.test_texts import EN, JA, placeholders

ROOT = Path(crm_desk.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
SPEAKERS = {"texts", "said", "_texts", "document_texts"}
# Handed on by a helper whose first argument they are.
HELPERS = {"_refusal"}


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield path, node


def speaks(call: ast.Call) -> bool:
    """`texts(...)`, `said(...)`, `self.texts(...)`, `resources.texts(language)(...)`."""
    spoken = call.func.func if isinstance(call.func, ast.Call) else call.func
    name = getattr(spoken, "attr", getattr(spoken, "id", ""))
    return name in SPEAKERS


def literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def pattern(node: ast.JoinedStr) -> str:
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[a-z_]+"
        for part in node.values
    )


def asked() -> list[tuple[str, ast.Call]]:
    return [
        (key, call)
        for _, call in calls()
        if speaks(call) and call.args
        for key in literals(call.args[0])
        if re.fullmatch(r"[a-z_]+\.[a-z_]+", key)
    ]


def raised() -> dict[str, set[str] | None]:
    """Error key to the placeholders given; None where they are not to be seen here."""
    found: dict[str, set[str] | None] = {key: {"file", "holder"} for key in _ERRORS.values()}
    for _, call in calls():
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name not in {"ReportableError", *HELPERS} or not call.args:
            continue
        given = {word.arg for word in call.keywords if word.arg}
        for key in literals(call.args[0]):
            found[key] = {"file"} if name in HELPERS else given
    return found


RAISED = raised()


def test_the_search_finds_calls() -> None:
    keys = {key for key, _ in asked()}
    assert {"report.title", "sample.shop", "cli.written", "result.since_unknown"} <= keys
    assert {"desk_newer", "reason_missing", "disk_full", "exchange_known"} <= RAISED.keys()


def test_every_sentence_asked_for_exists() -> None:
    assert [key for key, _ in asked() if key not in JA] == []


def test_every_sentence_gets_its_placeholders() -> None:
    lacking = [
        (key, ast.unparse(call))
        for key, call in asked()
        if not any(word.arg is None for word in call.keywords)
        and set(placeholders(JA[key])) - {word.arg for word in call.keywords}
    ]
    assert lacking == []


def test_every_family_of_sentences_exists() -> None:
    families = [
        pattern(call.args[0])
        for _, call in calls()
        if speaks(call) and call.args and isinstance(call.args[0], ast.JoinedStr)
    ]
    assert len(families) > 5
    assert [f for f in families if not any(re.fullmatch(f, key) for key in JA)] == []


@pytest.mark.parametrize(
    ("family", "members"),
    [
        ("state", ["unanswered", "answered", "deferred", "not_applicable"]),
        ("result", ["unanswered", "deferred", "not_applicable", "risen", "fallen"]),
        ("reading", ["nothing", "all_full", "answered_full", "high", "firm", "start", "so_far"]),
        ("report", ["sign_owner", "sign_lead", "sign_date", "reason", "evidence", "note"]),
        ("undo", ["choice", "evidence", "note", "start", "delete", "details", "targets"]),
        ("undo", ["import", "shop_name"]),
        ("task", ["finish", "overdue", "soon", "plan", "step"]),
        ("task", ["finish_detail", "overdue_detail", "soon_detail", "plan_detail", "step_detail"]),
        ("task", ["finish_action", "overdue_action", "soon_action", "plan_action", "step_action"]),
    ],
)
def test_members_of_families_exist(family: str, members: list[str]) -> None:
    assert {f"{family}.{member}" for member in members} <= JA.keys()


@pytest.mark.parametrize("key", sorted(RAISED))
def test_every_error_has_a_sentence(key: str) -> None:
    assert f"error.{key}" in JA
    assert f"error.{key}" in EN


@pytest.mark.parametrize("key", sorted(RAISED))
def test_every_error_fills_its_sentence(key: str) -> None:
    given = RAISED[key]
    assert given is not None
    for language in (JA, EN):
        wanted = {name for _, name, _, _ in string.Formatter().parse(language[f"error.{key}"])}
        assert wanted - {None} <= given


def test_no_error_sentence_is_left_over() -> None:
    written = {key.removeprefix("error.") for key in JA if key.startswith("error.")}
    # Keys that reach ReportableError through a variable.
    kinds = {key for name, key in vars(foreign_files).items() if name.isupper()}
    kinds |= {"decimal_needed", "year_needed", "clock_doubtful"}
    kinds |= set(values.TABLE_KEYS.values())
    through_variables = {"write_failed", "disk_full"} | kinds
    used = RAISED.keys() | through_variables | {key[6:] for key, _ in asked() if "error." in key}
    assert written - used == set()


@pytest.mark.parametrize("texts", [JA, EN], ids=["ja", "en"])
def test_only_the_command_line_speaks_of_its_options(texts: dict[str, str]) -> None:
    options = {key for key, said in texts.items() if re.search(r"--[a-z]", said)}
    assert options == {key for key in texts if key.startswith("command_line.")}
    for key in options:
        name = key.partition(".")[2]
        assert f"error.{name}" in texts or f"issue.{name}" in texts


@pytest.mark.parametrize("texts", [JA, EN], ids=["ja", "en"])
def test_options_that_are_named_exist(texts: dict[str, str]) -> None:
    known = re.findall(r"--[a-z-]+", ast.unparse(TREES[ROOT / "cli.py"]))
    for key, said in texts.items():
        for option in re.findall(r"--[a-z-]+", said):
            assert option in known, key
