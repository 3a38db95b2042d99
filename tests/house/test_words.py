"""Russian texts hold no Latin look-alikes: no search finds such a word."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house import tree

WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
# Parts of patterns and formats that stand against letters without being letters of a word.
MARKUP = re.compile(r"\w-\w|\\[A-Za-z]|%[A-Za-z]|&[a-z]+;")
LONE_LATIN = re.compile(r"(?<=[а-яё,;] )[aceopxyACEOPXKMHTB](?= [а-яё«])")
# The example of core/addresses/lookalikes, and «no» after core/company_names turned its twins.
ALLOWED = {"Лeнина", "nо"}


def mixed_words(text: str) -> list[str]:
    """Words that mix the alphabets, and lone Latin letters that pose as Russian words."""
    plain = MARKUP.sub(" ", text)
    words = [w for w in WORD.findall(plain) if LATIN.search(w) and CYRILLIC.search(w)]
    return [w for w in words if w not in ALLOWED] + LONE_LATIN.findall(plain)


def literals(module: ast.Module) -> list[tuple[int, str]]:
    """Text constants of a module with their lines, the pieces of f-strings among them."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def _in_code(path: Path) -> list[str]:
    """Mixed words in the literals of a Python file, each with its place."""
    return [
        f"{tree.name(path)}:{line}: {word}"
        for line, text in literals(tree.parsed(path))
        for word in mixed_words(text)
    ]


def test_no_literal_mixes_alphabets() -> None:
    """No text in the program's code holds a word of two alphabets."""
    paths = [*tree.python_files("desktop_app", "db", "resources", "bench"), tree.ROOT / "run.py"]
    assert [found for path in paths for found in _in_code(path)] == []


def test_no_document_mixes_alphabets() -> None:
    """Neither does a document or a table that ships."""
    documents = [
        path
        for path in tree.text_files()
        if path.suffix in {".md", ".csv", ".json", ".txt", ".nsi", ".qss"}
        and tree.name(path).split("/")[0] != "tests"
    ]
    found = [
        f"{tree.name(path)}: {word}"
        for path in documents
        for word in mixed_words(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oбращение № 5", ["Oбращение"]),
        ("передано c утра", ["c"]),
        ("файл xlsx «Журнал», НДС и e-mail", []),
        (r"[а-яa-z]+\bдом", []),
        ("%d.%m.%Yг.", []),
    ],
)
def test_the_finder_tells_them_apart(text: str, words: list[str]) -> None:
    """The finder sees a Latin letter in a Russian word and lets honest texts be."""
    assert mixed_words(text) == words
