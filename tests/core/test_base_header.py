"""The look at the head of a base: which files are opened before a window is shown for them."""

import random
from pathlib import Path

import pytest

from db.connection import APPLICATION_ID
from db.migrations import LATEST
from desktop_app.core import base_header
from desktop_app.core.base_header import SCHEMA, is_doubtful
from desktop_app.services.office import Office
from tests.faults.test_wrong_files import WRONG, Maker


def test_it_knows_what_the_program_knows() -> None:
    """The mark of our files and the newest schema are those of the layer that opens them."""
    assert SCHEMA == LATEST
    assert base_header._APPLICATION_ID == APPLICATION_ID


@pytest.mark.parametrize(("kind", "make"), [(kind, make) for kind, make, _ in WRONG])
def test_a_file_that_is_refused_is_doubtful(tmp_path: Path, kind: str, make: Maker) -> None:
    """Every kind of a wrong file is seen by its head alone."""
    path = tmp_path / "файл.sqlite"
    make(path)
    assert is_doubtful(path), kind


def test_a_cut_base_is_doubtful_and_a_whole_one_is_not(tmp_path: Path) -> None:
    """The head tells how many pages there were; a folder is doubtful as well."""
    path = tmp_path / "a.sqlite"
    Office.open(path).close()
    assert not is_doubtful(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert is_doubtful(path)
    assert is_doubtful(tmp_path)


def test_a_base_being_written_is_not_doubtful(tmp_path: Path) -> None:
    """A base another program holds open, with words only in its journal, is an ordinary one."""
    path = tmp_path / "a.sqlite"
    office = Office.open(path)
    try:
        office.clerks.add("Орлова Нина")
        copied = tmp_path / "b.sqlite"  # the live file itself is not read by hand
        copied.write_bytes(path.read_bytes())
    finally:
        office.close()
    assert not is_doubtful(copied)


def test_what_is_made_anew_or_asked_a_password_is_not_doubtful(tmp_path: Path) -> None:
    """A file that is not there, and random bytes in whole pages: the window comes first."""
    path = tmp_path / "нет.sqlite"
    assert not is_doubtful(path)
    path.write_bytes(random.Random("key").randbytes(8192))
    assert not is_doubtful(path)
