"""The Windows kit knows a folder that may not be given to people, and a package of a version."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.windows.kit import check_bundle, package, suite
from tests.windows.kit.bench import Bench


def test_an_empty_folder_lacks_what_qt_needs(tmp_path: Path) -> None:
    """Every needed file is named while it is missing."""
    problems = check_bundle.folder_problems(tmp_path)
    assert problems == [f"missing: {name}" for name in check_bundle.NEEDED]


@pytest.mark.parametrize("name", check_bundle.FOREIGN)
def test_stand_ins_of_the_bench_never_ship(tmp_path: Path, name: str) -> None:
    """A DLL of the test prefix in the folder is refused, in whatever case it is written."""
    (tmp_path / name.upper()).write_bytes(b"")
    assert f"must not ship: {name}" in check_bundle.folder_problems(tmp_path)


@pytest.mark.skipif(
    sys.platform != "win32", reason="часть под Windows: python run.py test --windows"
)
def test_a_real_program_is_read() -> None:
    """The DLLs of the running Python are known parts of Windows or lie beside it."""
    python = Path(sys.executable)
    inside = frozenset(file.name.lower() for file in python.parent.iterdir())
    machine, names = check_bundle.imports(python)
    assert machine == check_bundle.AMD64
    assert names
    assert check_bundle.file_problems(python, inside) == []
    assert check_bundle.file_problems(python, frozenset()) != []


def test_the_package_knows_its_version() -> None:
    """The installer takes three numbers from the program."""
    assert len(package.version().split(".")) == 3


def test_pytest_arguments_become_windows_paths() -> None:
    """A test of the tree is told from an option and from a word."""
    assert suite.is_path("tests/house/test_tree.py::test_no_registry_address")
    assert not suite.is_path("-x")
    assert not suite.is_path("no such word")


@pytest.mark.skipif(sys.platform == "win32", reason="Wine бывает на Linux")
def test_a_bench_follows_the_tree_it_stands_in(tmp_path: Path) -> None:
    """A bench that was made for one tree and copied beside another runs the other's tests."""
    bench, ours = Bench(tmp_path / "bench"), tmp_path / "ours"
    bench.link(tmp_path / "theirs")
    bench.link(ours)
    assert (bench.drive / "app").readlink() == ours
    assert (bench.drive / "py").readlink() == tmp_path / "bench" / "py"
