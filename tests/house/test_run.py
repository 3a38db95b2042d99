"""The door of the house: run.py on bare, half-made and poor machines."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.house import tree


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty tree with locks of its own, in which run.py keeps its environment."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", venv)
    monkeypatch.setattr(run, "PYTHON", venv / run.PYTHON.relative_to(tree.ROOT / ".venv"))
    monkeypatch.setattr(run, "STAMP", venv / "rayshtab.stamp")
    monkeypatch.setattr(run, "PARTIAL", venv / "rayshtab.partial")
    locks = {kind: tmp_path / f"{kind}.lock" for kind in ("run", "dev")}
    for kind, lock in locks.items():
        lock.write_text(f"# {kind}\n", encoding="utf-8")
    monkeypatch.setattr(run, "LOCKS", locks)
    return tmp_path


def test_it_needs_nothing_but_the_standard_library() -> None:
    """run.py imports in a Python that sees neither the project nor installed packages."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import run; print(run.USAGE)"
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", code, str(tree.ROOT)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "python run.py test" in answer.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="в Windows Python из архива нет venv")
def test_an_environment_is_made_once_and_mended(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second call leaves an environment alone; a half-made or broken one is made anew.

    As on Debian there is no ensurepip; what pip does is left out.
    """
    monkeypatch.setattr(run, "has", lambda module: module != "ensurepip")
    monkeypatch.setattr(run, "fill_environment", lambda *_: None)
    run.ensure_environment("run")
    assert run.stamped("run")
    assert not run.stamped("dev")
    left = house / ".venv" / "left"
    left.touch()
    run.ensure_environment("run")
    assert left.exists()
    run.PARTIAL.touch()
    assert not run.stamped("run")
    run.ensure_environment("run")
    assert run.stamped("run")
    assert not left.exists()
    run.PYTHON.unlink()
    run.ensure_environment("run")
    assert run.stamped("run")


@pytest.mark.skipif(sys.platform == "win32", reason="в Windows Python из архива нет venv")
def test_a_changed_lock_is_noticed(house: Path) -> None:
    """The environment for tests serves the window until its lock changes."""
    run.ensure_environment("dev")
    assert run.stamped("run")
    (house / "dev.lock").write_text("# newer\n", encoding="utf-8")
    assert not run.stamped("dev")
    assert not run.stamped("run")


@pytest.mark.usefixtures("house")
def test_a_folder_that_can_not_be_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only folder ends in one Russian line that names it and what to do."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(run.Stop, match=r"(?s)Папка .*Скопируйте программу"):
        run.ensure_environment("run")


def test_a_python_without_venv_and_pip_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Debian's bare Python gets the names of the two packages it lacks."""
    monkeypatch.setattr(run, "has", lambda module: module == "venv")
    with pytest.raises(run.Stop, match="apt install python3-venv python3-pip"):
        run.create_environment()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("WARNING: Retrying (Retry(total=1)) after connection broken", "нет связи"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "не совпал"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "нет места"),
        ("ERROR: No matching distribution found for x==1", "Возьмите Python 3.11–3.13"),
        ("ERROR: something new", "ERROR: something new"),
        ("", "причина неизвестна"),
    ],
)
def test_pips_words_become_a_reason(said: str, meant: str) -> None:
    """Each failure of pip that people meet has its own Russian cause."""
    assert meant in run.pip_reason([said])


def test_an_old_python_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Python before 3.11 ends with code 1 and one line."""
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 0))
    assert run.main(["houses"]) == 1
    assert "Нужен Python 3.11" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "window"),
    [
        ([], True),
        (["--db", "a.sqlite"], True),
        (["--db=a.sqlite"], True),
        (["houses", "--db", "a.sqlite"], False),
        (["self-test"], False),
        (["--version"], False),
    ],
)
def test_a_window_is_told_from_a_command(args: list[str], window: bool) -> None:
    """Only the bare call and --db open the window, which needs a screen."""
    assert run.opens_window(args) is window


@pytest.mark.skipif(sys.platform != "linux", reason="только Linux бывает без экрана")
def test_without_a_screen_the_commands_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen: exit code 2 and a line that names what works without a window."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(run.Stop, match=r"Экрана нет.*export-journal") as stop:
        run.check_display()
    assert stop.value.code == 2
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    run.check_display()


def test_library_names_become_debian_packages() -> None:
    """The packages of Qt's system libraries are called as Debian calls them."""
    names = {
        "libGL.so.1": "libgl1", "libdbus-1.so.3": "libdbus-1-3", "libxcb-shm.so.0": "libxcb-shm0",
        "libglib-2.0.so.0": "libglib2.0-0", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    }  # fmt: skip
    assert {soname: run.debian_package(soname) for soname in names} == names


def test_a_missing_library_and_tool_are_seen() -> None:
    """What can't be loaded or found is named; what is there is not."""
    assert run.missing_libraries("libno-such.so.9") == ["libno-such9"]
    assert run.missing_tools({"no-such-tool": "a", Path(sys.executable).name: "b"}) in (
        ["a"],
        ["a", "b"] if shutil.which(Path(sys.executable).name) is None else ["a"],
    )


def test_missing_packages_are_named_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """With --no-system nothing is installed: one line says what to install."""
    assert not run.provide(["libgl1", "qpdf"], allowed=False)
    said = capsys.readouterr().err.splitlines()
    assert said == ["Не хватает системных пакетов, нужно: sudo apt-get install libgl1 qpdf"]
