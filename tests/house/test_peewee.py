"""A chained comparison on a peewee column silently loses its lower bound; db holds none."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house import tree


def chained_on_column(module: ast.Module) -> list[int]:
    """Lines with `a <= x <= b` where x may be a column: a name, an attribute, an item.

    A call between the bounds is a number of Python's own (`0 <= len(x) <= 9`) unless it is fn.*.
    """
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Compare)
        and len(node.ops) > 1
        and any(_may_be_column(middle) for middle in node.comparators[:-1])
    ]


def _may_be_column(node: ast.expr) -> bool:
    """Whether an operand may be a peewee expression rather than a plain value."""
    if isinstance(node, ast.Call):
        return "fn." in ast.unparse(node.func)
    return not isinstance(node, ast.Constant)


def sees_columns(module: ast.Module) -> bool:
    """Whether a module imports peewee or the tables, without which it holds no column."""
    sources = [n for n in ast.walk(module) if isinstance(n, ast.Import | ast.ImportFrom)]
    return any(re.search(r"\b(peewee|playhouse|tables)\b", ast.unparse(n)) for n in sources)


def test_db_has_no_chained_comparison() -> None:
    """No query in db compares a column from both sides at once; `.between()` does it."""
    assert any(sees_columns(tree.parsed(path)) for path in tree.python_files("db"))
    found = [
        f"{tree.name(path)}:{line}"
        for path in tree.python_files("db")
        if sees_columns(tree.parsed(path))
        for line in chained_on_column(tree.parsed(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("0 <= Ticket.id <= 9", True),
        ("low < field < high", True),
        ("0 < fn.COUNT(t.id) < 5", True),
        ("0 <= len(rows) <= 9", False),
        ("Ticket.id.between(0, 9)", False),
    ],
)
def test_the_finder_tells_columns_from_numbers(code: str, found: bool) -> None:
    """The finder knows a column between two bounds and leaves plain numbers alone."""
    assert bool(chained_on_column(ast.parse(code))) is found
