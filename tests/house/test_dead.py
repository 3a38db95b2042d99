"""Nothing in the program stands there for its own sake: what it defines, it uses."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from tests.house import tree

WORD = re.compile(r"[A-Za-z_]\w*")
PROGRAM = ("desktop_app", "db", "bench")
# Used by nobody in the program, each for a reason of its own.
ALLOWED = {
    "_connect": "peewee opens its connections through it",
    "answer_next": "the answers tests give to questions (ui/dialogs)",
}


def defined(module: ast.Module) -> Iterator[str]:
    """Names of functions, classes, methods, constants and fields of a module, members apart.

    Members of enumerations are reached by their values, special methods by Python itself.
    """
    todo: list[ast.Module | ast.ClassDef] = [module]
    while todo:
        for node in todo.pop().body:
            if isinstance(node, ast.ClassDef):
                yield node.name
                if not any(
                    "Enum" in (word := ast.unparse(b)) or word == "Titled" for b in node.bases
                ):
                    todo.append(node)
            elif isinstance(node, ast.FunctionDef):
                yield node.name
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def unused(modules: Iterable[ast.Module], words: Counter[str]) -> set[str]:
    """Return the names that these modules define and that stand nowhere else among the words."""
    names = {name for module in modules for name in defined(module)}
    return {name for name in names if words[name] == 1 and not name.startswith("__")}


def named_by_qt() -> list[str]:
    """Patterns of the methods Qt calls, as ruff is told of them."""
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
    names: list[str] = project["tool"]["ruff"]["lint"]["pep8-naming"]["ignore-names"]
    return names


def test_the_program_uses_what_it_defines() -> None:
    """No function, class, constant or field of the program stands in it but once."""
    paths = tree.python_files(*PROGRAM)
    words = Counter(word for path in paths for word in WORD.findall(path.read_text("utf-8")))
    modules = [tree.parsed(path) for path in tree.python_files("desktop_app", "db")]
    overridden = named_by_qt()
    found = {
        name
        for name in unused(modules, words)
        if not any(fnmatchcase(name, pattern) for pattern in overridden)
    }
    assert found - ALLOWED.keys() == set()
    assert ALLOWED.keys() - found == set()


def test_a_lonely_name_is_found() -> None:
    """A method nobody calls is seen; what is called, and members of an enumeration, are not."""
    code = (
        "class A:\n    def kept(self): ...\n    def lonely(self): ...\n"
        "class B(Titled):\n    MEMBER = 1\nA().kept, B\n"
    )
    assert unused([ast.parse(code)], Counter(WORD.findall(code))) == {"lonely"}
