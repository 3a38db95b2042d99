"""`python run.py package --windows`: freeze under Wine, look inside, wrap, install, remove.

Leaves dist/Rayshtab-VERSION-setup.exe. Exit codes: 0, 1 on failure, 2 when it can't run here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import run
from tests.windows.kit import check_bundle
from tests.windows.kit.bench import KIT, PYTHON, Bench, NotRunError
from tests.windows.kit.install_check import InstallCheck

NOT_RUN = 2


def version() -> str:
    """Version of the program, «1.2.3»."""
    text = (run.ROOT / "desktop_app" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__\s*=\s*"(\d+\.\d+\.\d+)', text)
    if found is None:
        raise ValueError("desktop_app/__init__.py names no version of three numbers")
    return found[1]


def freeze(bench: Bench) -> Path:
    """Runs PyInstaller under Wine and returns the frozen folder; raises run.Stop when it fails."""
    run.say("Собираю программу под Wine, минута-другая…")
    places = ("--distpath", r"C:\dist", "--workpath", r"C:\build")
    options = ("--noconfirm", "--log-level", "WARN", *places)
    recipe = r"C:\app\build_installer.spec"
    code = bench.wine(PYTHON, "-m", "PyInstaller", *options, recipe, shown=True)
    if code != 0:
        raise run.Stop(f"PyInstaller под Wine закончил с кодом {code}")
    return bench.drive / "dist" / "Rayshtab"


def wrap(folder: Path) -> Path:
    """Wraps the frozen folder into an installer and returns it."""
    setup = run.ROOT / "dist" / f"Rayshtab-{version()}-setup.exe"
    setup.parent.mkdir(exist_ok=True)
    icon = run.ROOT / "resources" / "icons" / "app" / "rayshtab.ico"
    values = {"VER": version(), "SRC": folder, "OUT": setup, "ICON": icon}
    defines = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defines, str(KIT / "installer.nsi")]
    subprocess.run(command, check=True)
    run.say(f"Установщик: {setup}, {setup.stat().st_size / 2**20:.1f} МиБ")
    return setup


def main(arguments: list[str]) -> int:
    """The whole way from the tree to an installer that was tried under Wine 8."""
    bench = Bench(run.ROOT / "build" / "windows")
    try:
        bench.prepare("--no-system" not in arguments, {"makensis": ["nsis"]})
        with bench.running():
            folder = freeze(bench)
            if check_bundle.main(folder) != 0:
                return 1
            shutil.copy(wrap(folder), bench.drive / "setup.exe")
            check = InstallCheck(bench)
            check.go()
    except NotRunError as reason:
        run.say(f"Сборка под Windows не сделана: {reason}")
        return NOT_RUN
    except run.Stop as stop:
        run.say(str(stop))
        return stop.code
    run.say("Проверено под Wine 8 (это не Windows)." if not check.failed else "Есть отказы.")
    return 1 if check.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
