"""Commands run in this process over real files, and in a process of their own."""

import datetime as dt
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import program
from desktop_app.cli.console import Console
from desktop_app.services.demo.build import DemoOrder, make_demo

UNTIL = dt.datetime(2026, 11, 24, 9, 41)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  JSON is of any type
        """The answer as JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The answer line by line."""
        return self.out.splitlines()


Run = Callable[..., Answer]


@pytest.fixture
def run() -> Run:
    """Return a function that runs one command line."""

    def start(*arguments: object) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        try:
            code = program.main([str(part) for part in arguments], Console(out, err))
        except SystemExit as end:
            code = int(end.code or 0)
        return Answer(code, out.getvalue(), err.getvalue())

    return start


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small district, made once and never changed."""
    path = tmp_path_factory.mktemp("district") / "district.sqlite"
    make_demo(path, DemoOrder(houses=120, tickets=600, seed=5, until=UNTIL))
    return path


@pytest.fixture
def db(district: Path, tmp_path: Path) -> Path:
    """Return a copy of the district that a test may change."""
    path = tmp_path / "Обращения № 1.sqlite"
    shutil.copy(district, path)
    return path


@pytest.fixture
def python() -> list[str]:
    """Return the command that starts the program in a process of its own."""
    return [sys.executable, "-m", "desktop_app"]


@pytest.fixture
def clean() -> dict[str, str]:
    """Return an environment in which only this tree is importable."""
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONSAFEPATH": "1"}
    env.pop("PYTHONWARNDEFAULTENCODING", None)  # libraries of others would warn on stderr
    return env
