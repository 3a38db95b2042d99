"""What import-linter (run by run.py) can't say of the layers: pages apart, no import cycles."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house import tree

PAGES = "desktop_app.ui.pages."


def module_name(path: Path) -> str:
    """Dotted name of a Python file of the tree."""
    return tree.name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imported(module: ast.Module, known: frozenset[str]) -> set[str]:
    """Modules of the house that run when this one is imported (not those inside functions)."""
    names: set[str] = set()
    todo: list[ast.AST] = list(module.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or _only_for_types(node):
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & known
            names.update(inner or {node.module})
        todo.extend(ast.iter_child_nodes(node))
    return names & known


def _only_for_types(node: ast.AST) -> bool:
    """Whether a node is an `if TYPE_CHECKING:` block, which never runs."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def house() -> dict[str, set[str]]:
    """Every module of the program with the modules it imports."""
    paths = {module_name(path): path for path in tree.python_files("desktop_app", "db")}
    known = frozenset(paths)
    return {name: imported(tree.parsed(path), known) - {name} for name, path in paths.items()}


def crossings(graph: dict[str, set[str]]) -> list[str]:
    """Imports into a page from another page or from what all pages share.

    A page is a folder of ui/pages; the modules beside those folders are shared by the pages.
    """
    pages = {rest.split(".")[0] for rest in _below_pages(graph) if "." in rest}

    def page(name: str) -> str:
        first = name.removeprefix(PAGES).split(".")[0]
        return first if name.startswith(PAGES) and first in pages else ""

    return sorted(
        f"{name} → {other}"
        for name, others in graph.items()
        for other in others
        if name.startswith(PAGES) and page(other) and page(name) != page(other)
    )


def _below_pages(graph: dict[str, set[str]]) -> list[str]:
    """Names of the modules of ui/pages, counted from there."""
    return [name.removeprefix(PAGES) for name in graph if name.startswith(PAGES)]


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """One circle of imports, empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_pages_never_import_each_other() -> None:
    """Pages meet in ui/shell and through Changes only."""
    assert crossings(house()) == []


def test_modules_import_in_no_circle() -> None:
    """The modules of the program can be put in an order."""
    graph = house()
    assert len(graph) > 5
    assert cycle(graph) == []


def test_the_finders_find() -> None:
    """A page that imports its neighbour and a circle of two are both seen."""
    first, second, shared = PAGES + "tickets.page", PAGES + "houses.card", PAGES + "tools"
    assert crossings({first: {second}, second: set()}) == [f"{first} → {second}"]
    assert crossings({shared: {second}, second: set()}) == [f"{shared} → {second}"]
    assert crossings({first: {shared}, shared: set()}) == []
    assert set(cycle({"a": {"b"}, "b": {"a"}})) == {"a", "b"}


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import db.check", {"db.check"}),
        ("from db import check", {"db.check"}),
        ("from db.check import run", {"db.check"}),
        ("def f():\n    import db.check", set()),
        ("if TYPE_CHECKING:\n    import db.check", set()),
    ],
)
def test_imports_are_read(code: str, names: set[str]) -> None:
    """Every form of import counts, but for those that run later or never."""
    assert imported(ast.parse(code), frozenset({"db", "db.check"})) == names
