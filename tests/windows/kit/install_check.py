"""Installs, runs, upgrades and removes the program on the bench, as an administrator would.

All of it silently; the data of the user must outlive it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import run
from tests.windows.kit.bench import USER, Bench

EXE = "Rayshtab.exe"
KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Rayshtab"
SETUP = r"C:\setup.exe"
PROGRAMS = f"C:\\users\\{USER}\\AppData\\Local\\Programs\\Rayshtab"
BASE = f"C:\\users\\{USER}\\AppData\\Local\\Rayshtab\\Данные\\проверка.sqlite"
RUNNING = 4


class InstallCheck:
    """Goes through the life of an installation; `failed` names the steps that went wrong."""

    def __init__(self, bench: Bench) -> None:
        """Takes a prepared bench whose C: holds setup.exe."""
        self._bench = bench
        self.failed: list[str] = []

    def go(self) -> None:
        """All the steps in order."""
        self._install()
        self._use()
        self._install_elsewhere_and_remove()

    def _check(self, name: str, passed: bool) -> None:
        """Says how a step went and remembers a failure."""
        run.say(f"  {'да ' if passed else 'НЕТ'} {name}")
        if not passed:
            self.failed.append(name)

    def _linux(self, path: str) -> Path:
        """Linux path of a file on C:."""
        return self._bench.drive.joinpath(*path.split("\\")[1:])

    def _install(self) -> None:
        """A silent installation puts the program, its shortcut and its key in place."""
        self._check("тихая установка", self._bench.wine(SETUP, "/S") == 0)
        self._check("программа в своей папке", self._linux(f"{PROGRAMS}\\{EXE}").is_file())
        menu = self._bench.local_data.parent / "Roaming/Microsoft/Windows/Start Menu/Programs"
        self._check("ярлык в меню", (menu / "Райштаб.lnk").is_file())
        query = self._bench.wine("reg", "query", KEY, "/v", "QuietUninstallString")
        self._check("запись для удаления", query == 0)

    def _use(self) -> None:
        """The installed program tests itself, makes data, and holds off an upgrade while open."""
        program = f"{PROGRAMS}\\{EXE}"
        self._check("самопроверка", self._bench.wine(program, "self-test", limit=180) == 0)
        demo = ("demo", "--db", BASE, "--houses", "5", "--tickets", "20")
        self._linux(BASE).parent.mkdir(parents=True, exist_ok=True)
        self._check("данные созданы", self._bench.wine(program, *demo, limit=180) == 0)
        opened = self._bench.start(program, "--db", BASE)
        lock = wait_until(lambda: self._bench.wine(SETUP, "/S") == RUNNING, tries=10)
        self._check("обновление ждёт закрытия программы", lock)
        self._bench.wine("taskkill", "/F", "/IM", EXE)
        opened.wait(timeout=30)
        self._check("обновление поверх", self._bench.wine(SETUP, "/S") == 0)

    def _install_elsewhere_and_remove(self) -> None:
        """/D= takes a Cyrillic folder; removal takes the program and leaves the data."""
        place = r"C:\Программы\Райштаб"
        self._check("своя папка", self._bench.wine(SETUP, "/S", f"/D={place}") == 0)
        self._check("программа в ней", self._linux(f"{place}\\{EXE}").is_file())
        self._bench.wine(f"{place}\\uninstall.exe", "/S")
        gone = wait_until(lambda: not self._linux(place).exists(), tries=40)
        self._check("удаление убирает программу", gone)
        self._check("данные остались", self._linux(BASE).is_file())
        query = self._bench.wine("reg", "query", KEY, "/v", "QuietUninstallString")
        self._check("запись для удаления убрана", query != 0)


def wait_until(condition: Callable[[], bool], tries: int) -> bool:
    """Whether the condition came true within so many half seconds."""
    pause = threading.Event()
    return any(condition() or pause.wait(0.5) for _ in range(tries))
