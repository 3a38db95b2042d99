"""What a refusal says: the cause, that nothing is lost, and what to do next."""

import ast
from pathlib import Path

import pytest

_SERVICES = Path(__file__).parents[2] / "desktop_app" / "services"
_REFUSALS = {"NotAllowed", "NotFound", "FileBusy", "BadFile", "TargetError", "DiskFull"}
_THREE = 3


@pytest.mark.parametrize("path", sorted(_SERVICES.glob("*.py")), ids=lambda path: path.stem)
def test_a_refusal_names_the_next_step(path: Path) -> None:
    """Every refusal of a service is written with its remedy, the third of its words."""
    bare = [
        f"{path.name}:{call.lineno}"
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in _REFUSALS
        and len(call.args) < _THREE
    ]
    assert bare == []
