"""The locks: pinned by hash, agreeing with pyproject.toml, with each other, with Windows."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tests.house import tree
from tests.windows.kit import wheels

PIN = re.compile(r"(?m)^([\w.-]+)==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def pins(text: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Name → (version, hashes) of a lock."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for block in re.split(r"(?m)^(?=[\w.-]+==)", text):
        head = PIN.match(block)
        if head:
            name = canonicalize_name(head[1])
            found[name] = (head[2], frozenset(HASH.findall(block)))
    return found


def lock(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Pins of a lock file of the root."""
    return pins((tree.ROOT / name).read_text("utf-8"))


def test_every_pin_has_hashes() -> None:
    """Nothing is installed whose content is not known beforehand."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        found = lock(name)
        assert len(found) > 10
        assert [pin for pin, (_, hashes) in found.items() if not hashes] == []


def test_the_test_environment_serves_the_window() -> None:
    """requirements-dev.lock holds every pin of requirements.lock, which run.py relies on."""
    dev = lock("requirements-dev.lock")
    assert {n: v for n, v in lock("requirements.lock").items() if dev.get(n) != v} == {}


def test_locks_answer_pyproject() -> None:
    """Every library pyproject.toml asks for is locked at a version it allows."""
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["dependency-groups"]["dev"],
    }
    # The ordinary install has no encryption; the tests have.
    wanted["requirements-dev.lock"] += project["project"]["optional-dependencies"]["encryption"]
    for name, lines in wanted.items():
        found = lock(name)
        for line in lines:
            requirement = Requirement(line)
            version = found[canonicalize_name(requirement.name)][0]
            assert requirement.specifier.contains(version), f"{name}: {line}"


def test_every_library_has_a_windows_wheel() -> None:
    """kit/wheels.txt names a Windows or pure wheel, of a locked hash, for each pin Windows needs.

    A new pin without such a wheel can't enter the table (kit/wheels.py fails), and a pin that is
    not in the table fails here.
    """
    table = wheels.TABLE.read_text("utf-8").splitlines()
    known = {}
    for line in table:
        digest, file = line.split()
        library, built, _, tags = parse_wheel_filename(file)
        assert {tag.platform for tag in tags} & {"win_amd64", "any"}, file
        known[str(library)] = (str(built), digest)
    wanted = pins(wheels.windows_lock(wheels.LOCK.read_text("utf-8")))
    assert set(known) == set(wanted)
    for name, (version, hashes) in wanted.items():
        assert known[name][0] == version, name
        assert known[name][1] in hashes, name


def test_windows_lines_are_chosen() -> None:
    """Markers are settled for Windows: its own libraries stay, those of other systems go."""
    text = (
        "a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:0\n"
        "b==2 ; sys_platform == 'darwin' \\\n    --hash=sha256:1\n"
        "c==3 \\\n    --hash=sha256:2\n"
    )
    chosen = "a==1 \\\n    --hash=sha256:0\nc==3 \\\n    --hash=sha256:2\n"
    assert wheels.windows_lock(text) == chosen
