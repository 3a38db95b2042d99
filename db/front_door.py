"""How the program starts itself once more for a part of its work: from source and frozen."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
"""Where a child is started, so that it finds the program's modules."""

WITHOUT_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Creation flags of a child: Windows would open a console for it."""


def command(flag: str, place: Path) -> list[str]:
    """Return what starts the program as the child of a private flag, at work upon a file."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "desktop_app"]
    return [*program, flag, str(place.absolute())]
