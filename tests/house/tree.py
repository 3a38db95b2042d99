"""The files of the house as its own tests read them: what is committed or about to be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {
    ".git", ".venv", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache",
    ".import_linter_cache", "__pycache__", "build", "dist", "out", "screenshots",
}  # fmt: skip
TEXT = {
    ".py", ".md", ".toml", ".lock", ".spec", ".nsi", ".c", ".yml", ".csv", ".json", ".txt", ".svg",
    ".sql", ".qss", ".ini", "",
}  # fmt: skip


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below the folder, made things left out."""
    for path in sorted(folder.iterdir()):
        if path.name in MADE or path.name.endswith((".egg-info", ".pyc")):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


@cache
def files() -> tuple[Path, ...]:
    """All files of the tree, absolute, in order."""
    return tuple(_walk(ROOT))


def name(path: Path) -> str:
    """Path from the root with forward slashes, as messages show it."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """Python files below these folders of the root, or of the whole tree."""
    chosen = [path for path in files() if path.suffix == ".py"]
    return [p for p in chosen if not folders or name(p).split("/")[0] in folders]


def text_files() -> list[Path]:
    """Files that are read as text: code, configuration, tables, documents."""
    return [path for path in files() if path.suffix in TEXT and path.is_file()]


@cache
def parsed(path: Path) -> ast.Module:
    """Syntax tree of a Python file."""
    return ast.parse(path.read_text("utf-8"), str(path))
