"""How long the built program takes to appear, beside an empty window of the very same build.

`python -m bench.start_frozen [--rounds N] [--tickets N] [--keep DIR]` builds the program by its own
recipe, with one door more: it opens an empty window of Qt, or the program, and tells when it is
painted. That is what a workplace gets; `bench.start` is quicker to run and starts from the source.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from bench import start
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office

ROOT = Path(__file__).resolve().parent.parent
_ENTRY = """
import sys
if sys.argv[1] == "empty":
{empty}
else:
{ours}
"""
_SPEC_ENTRY = 'str(ROOT / "desktop_app" / "__main__.py")'
_SPEC_ROOT = "ROOT = Path(SPECPATH)"


def build(folder: Path) -> Path:
    """Build the program with the second door into a folder; return the executable."""
    entry = folder / "entry.py"
    entry.write_text(
        _ENTRY.format(empty=_inside(start.EMPTY_CODE), ours=_inside(start.OUR_CODE)), "utf-8"
    )
    recipe = (ROOT / "build_installer.spec").read_text("utf-8")
    if _SPEC_ENTRY not in recipe or _SPEC_ROOT not in recipe:
        raise RuntimeError("build_installer.spec names its entry or its root in another way now")
    recipe = recipe.replace(_SPEC_ENTRY, repr(str(entry)))
    spec = folder / "bench.spec"
    spec.write_text(recipe.replace(_SPEC_ROOT, f"ROOT = Path({str(ROOT)!r})"), "utf-8")
    options = ["--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    command = [sys.executable, "-m", "PyInstaller", *options, *places, str(spec)]
    subprocess.run(command, check=True, cwd=ROOT)
    name = "Rayshtab.exe" if sys.platform == "win32" else "Rayshtab"
    return folder / "dist" / "Rayshtab" / name


def ways(program: Path, small: Path, big: Path, home: Path) -> dict[str, Callable[[], float]]:
    """Return what is measured, by name: over an empty file and over a district."""
    start.seat(big)
    arguments = {
        start.EMPTY: ["empty"],
        "до окна, пустая база": ["frame", str(small)],
        start.FRAME: ["frame", str(big)],
        start.LIST: ["list", str(big)],
    }
    return {
        way: partial(start.waited, [str(program), *asked], home) for way, asked in arguments.items()
    }


def _inside(code: str) -> str:
    return "\n".join(f"    {line}" for line in code.strip().splitlines())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.start_frozen")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--tickets", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="где собрать и оставить; обычно временная папка")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        kept = asked.keep or home
        small, big = home / "empty.sqlite", home / "big.sqlite"
        Office.open(small).close()
        make_demo(big, DemoOrder(houses=1_000, tickets=asked.tickets))
        times = start.rounds_of(ways(build(kept), small, big, home), asked.rounds)
    base = median(times[start.EMPTY])
    for way, taken in times.items():
        row = f"{way:32}{median(taken):8.0f} мс средний {min(taken):8.0f} мс лучший"
        sys.stdout.write(f"{row} {median(taken) / base:6.2f}×\n")
    sys.stdout.write(f"цель: до окна ≤ {start.GOAL}× пустого той же сборки\n")


if __name__ == "__main__":
    main()
