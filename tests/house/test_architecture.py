"""What import-linter (run by run.py) can't say of the layers: pages apart, no import cycles."""

from __future__ import annotations

import ast
import re
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.house import tree

PAGES = "desktop_app.ui.pages."
CORE = "desktop_app/core/"
# openpyxl keeps charts, cells and styles there and gives no other way; namedtuples by design.
LIBRARY_NAMES = {
    "_cells", "_charts", "_images", "_style", "_fonts", "_named_styles", "_hyperlink",
    "_make", "_replace", "_value_",
}  # fmt: skip


def module_name(path: Path) -> str:
    """Dotted name of a Python file of the tree."""
    return tree.name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imported(module: ast.Module, known: frozenset[str]) -> set[str]:
    """Modules of the house that run when this one is imported (not those inside functions)."""
    return named(module, known) & known


def named(module: ast.Module, known: frozenset[str]) -> set[str]:
    """All modules named by the imports that run when this one is imported."""
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
    return names


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


def test_core_needs_nothing_but_python() -> None:
    """Words and rules rest on the standard library alone."""
    paths = [p for p in tree.python_files("desktop_app") if tree.name(p).startswith(CORE)]
    assert len(paths) > 50
    foreign = {
        f"{tree.name(path)}: {name}"
        for path in paths
        for name in named(tree.parsed(path), frozenset())
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith("desktop_app.core")
        and name != "desktop_app"
    }
    assert foreign == set()


def private_reaches(module: ast.Module) -> list[str]:
    """Uses of a private name of something that is neither `self` nor `cls` nor another of its kind.

    Names a library marks as private although they are the only way stand in LIBRARY_NAMES.
    """
    own = {
        name
        for node in ast.walk(module)
        for name in (
            [node.name] if isinstance(node, ast.FunctionDef)
            else [node.attr] if isinstance(node, ast.Attribute) and _is_own(node)
            else []
        )
    }  # fmt: skip
    return [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and re.match(r"_[a-z]", node.attr)
        and not _is_own(node)
        and node.attr not in own
        and node.attr not in LIBRARY_NAMES
    ]


def _is_own(node: ast.Attribute) -> bool:
    """Whether an attribute is asked of the object itself, its class or its parent."""
    return ast.unparse(node.value) in {"self", "cls", "super()"}


def test_private_names_stay_at_home() -> None:
    """No module of the program reaches into what another keeps to itself."""
    found = [
        f"{tree.name(path)}:{reach}"
        for path in tree.python_files("desktop_app", "db")
        for reach in private_reaches(tree.parsed(path))
    ]
    assert found == []


def test_a_private_reach_is_found() -> None:
    """Another object's private name is seen; one's own, and a neighbour's of one class, is not."""
    code = "class A:\n    def f(self, other):\n        return self._x + other._x + other._y"
    assert private_reaches(ast.parse(code)) == ["3: other._y"]


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
