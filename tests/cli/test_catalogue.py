"""Only the module of the command asked for is loaded."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from desktop_app.cli.catalogue import MODULES, all_commands, commands_for


@pytest.mark.parametrize("module", MODULES)
def test_the_catalogue_names_what_the_modules_have(module: str) -> None:
    """No command is missing from the table, none is there in vain, the order is the module's."""
    there = import_module(f"desktop_app.cli.{module}").COMMANDS
    assert tuple(command.name for command in there) == MODULES[module]


def test_every_module_of_commands_is_in_the_catalogue() -> None:
    """A new module of commands is not forgotten."""
    folder = Path(import_module("desktop_app.cli").__file__ or "").parent
    modules = {path.stem for path in folder.glob("*.py") if "\nCOMMANDS" in path.read_text("utf-8")}
    assert modules == set(MODULES)


def test_what_is_typed_decides_what_is_loaded() -> None:
    """Nothing for the window, one module for a command, all for the list of commands."""
    assert commands_for(["--db", "a.sqlite"]) == ()
    assert {command.name for command in commands_for(["--db", "a", "norm", "-h"])} == {
        *MODULES["visits"]
    }
    assert commands_for(["--help"]) == all_commands()


def test_a_list_of_tickets_loads_no_other_command(tmp_path: Path) -> None:
    """A process that lists tickets knows nothing of papers, imports and copies."""
    code = (
        "import sys; from desktop_app.cli import program; "
        f"program.main(['tickets', '--limit', '1', '--db', {str(tmp_path / 'no.sqlite')!r}]); "
        "print(*sorted(name for name in sys.modules if name.startswith('desktop_app.cli.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    loaded = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert loaded & set(MODULES) == {"tickets"}
