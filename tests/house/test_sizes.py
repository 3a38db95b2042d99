"""Files and functions stay of a size that a person takes in at once."""

from __future__ import annotations

import ast

from tests.house import tree

FILE_LINES = 400
FUNCTION_LINES = 40


def long_functions(module: ast.Module) -> list[tuple[str, int]]:
    """Functions longer than FUNCTION_LINES as (name, lines), the line of def being the first."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append((node.name, lines))
    return found


def test_no_file_is_too_long() -> None:
    """No Python file passes 400 lines."""
    sizes = {tree.name(p): len(p.read_text("utf-8").splitlines()) for p in tree.python_files()}
    assert sizes
    assert {file: lines for file, lines in sizes.items() if lines > FILE_LINES} == {}


def test_no_function_is_too_long() -> None:
    """No function passes 40 lines, its docstring included."""
    found = [
        f"{tree.name(path)}: {function}, {lines} lines"
        for path in tree.python_files()
        for function, lines in long_functions(tree.parsed(path))
    ]
    assert found == []


def test_a_long_function_is_found() -> None:
    """The measure itself tells 40 lines from 41."""
    body = "    x = 1\n"
    assert long_functions(ast.parse("def f():\n" + body * 39)) == []
    assert long_functions(ast.parse("def f():\n" + body * 40)) == [("f", 41)]
