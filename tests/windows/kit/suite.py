"""`python run.py test --windows`: the suite under Windows Python in Wine.

Exit codes: pytest's own, or 2 with one line when the Windows part can't run here.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import run
from tests.windows.kit.bench import PYTHON, Bench, NotRunError, windows_path

NOT_RUN = 2
_LIMIT = 2 * 60 * 60  # seconds: twice what the whole suite takes on two busy cores


def main(arguments: list[str]) -> int:
    """Prepares the bench and runs pytest there with these arguments."""
    system = "--no-system" not in arguments
    chosen = [argument for argument in arguments if argument != "--no-system"]
    bench = Bench(run.ROOT / "build" / "windows")
    try:
        bench.prepare(system, {})
    except NotRunError as reason:
        run.say(f"Часть под Windows не запускалась: {reason}")
        return NOT_RUN
    shared = Path(os.environ.get("RAYSHTAB_SHARED") or run.ROOT.parent / "shared")
    pytest = ["-X", "utf8=0", "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", r"C:\app"]
    with bench.running():
        here = r"C:\app\tests"
        alone = any(argument.startswith(("-n", "-p", "--pdb")) for argument in chosen)
        spread = [] if alone else ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
        tests = [f"C:\\app\\{a}".replace("/", "\\") if is_path(a) else a for a in chosen]
        places = [] if any(is_path(argument) for argument in chosen) else [here]
        code = bench.wine(
            PYTHON, *pytest, "-c", r"C:\app\pyproject.toml", *spread, *tests, *places,
            shown=True, limit=_LIMIT, RAYSHTAB_SHARED=windows_path(shared),
        )  # fmt: skip
    run.say("Проверено под Wine 8 (это не Windows)." if code == 0 else f"Под Wine: код {code}")
    return code


def is_path(argument: str) -> bool:
    """Whether a pytest argument names a test file or folder of the tree."""
    return (run.ROOT / argument.partition("::")[0]).exists()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
