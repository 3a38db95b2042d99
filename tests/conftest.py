"""What every test may count on: no screen, a home of its own, real data, figures, pictures."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
FAILURES = ROOT / "out" / "failures"
FIGURE = "figure: "
PROMISE = "promise: "
LONG_REASON = "долгий тест, только с --long"
MEMORY_ROOM = 3 << 30
# Told to the workers of xdist, who begin with folders in memory.
DISK = os.environ.setdefault("RAYSHTAB_TEST_DISK", tempfile.gettempdir())


def _folders_in_memory() -> None:
    """Keeps what tests write in memory where there is room for it: no flush waits for a disk.

    A test of services makes 13 flushes, one of a journey 60, at 1 to 4 ms each on a disk. Tests
    that need a disk ask for `on_disk`; those of tests.faults all do. A TMPDIR given stays.
    """
    memory = Path("/dev/shm")
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK):
        return
    told = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text("utf-8"))
    available = int(told[1]) * 1024 if told else 0
    if min(available, shutil.disk_usage(memory).free) >= MEMORY_ROOM:
        os.environ["TMPDIR"] = str(memory)
        tempfile.tempdir = None


def _separate_home() -> None:
    """Points every folder of the user at a temporary one, before Qt or the program looks.

    Runs once per process, so the workers of xdist do not share a home either. Windows gives
    platformdirs its folders past the environment; WIN_PD_OVERRIDE_* turns it back to ours.
    """
    home = Path(tempfile.mkdtemp(prefix="rayshtab-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folders = {
        "HOME": "", "USERPROFILE": "", "APPDATA": "roaming", "LOCALAPPDATA": "local",
        "WIN_PD_OVERRIDE_APPDATA": "roaming", "WIN_PD_OVERRIDE_LOCAL_APPDATA": "local",
        "WIN_PD_OVERRIDE_PERSONAL": "Documents", "XDG_DATA_HOME": "share",
        "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state",
        "XDG_DOCUMENTS_DIR": "Documents", "XDG_RUNTIME_DIR": "runtime",
    }  # fmt: skip
    for name, folder in folders.items():
        place = home / folder
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(place)


def _calm_qt() -> None:
    """No screen unless told otherwise, and a UTF-8 locale, of whose lack Qt would warn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.platform != "win32" and "utf" not in os.environ.get("LC_ALL", "").lower():
        os.environ["LC_ALL"] = "C.UTF-8"


_folders_in_memory()
_separate_home()
_calm_qt()
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("long", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --long: tests that take minutes run too."""
    parser.addoption("--long", action="store_true", help="and the tests that take minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skips tests marked long without --long; the reason is printed at the end."""
    if config.getoption("--long"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason=LONG_REASON))


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder with real houses and tickets beside the repository; skips where it is absent.

    RAYSHTAB_SHARED names another place of the folder that holds «data».
    """
    shared = Path(os.environ.get("RAYSHTAB_SHARED") or ROOT.parent / "shared")
    if not (shared / "data").is_dir():
        pytest.skip("нет настоящих данных: ../shared/data или переменная RAYSHTAB_SHARED")
    return shared / "data"


@pytest.fixture
def on_disk(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder on the disk of this machine, for what memory answers otherwise: rights, neighbours.

    It stays when the test fails.
    """
    failed = request.session.testsfailed
    folder = Path(tempfile.mkdtemp(prefix="rayshtab-disk-", dir=DISK))
    yield folder
    if request.session.testsfailed == failed:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str, object], None]:
    """Writes a measured figure into the table at the end of the run: figure(name, value)."""

    def add(name: str, value: object) -> None:
        request.node.user_properties.append((FIGURE + name, str(value)))

    return add


@pytest.fixture
def promise(request: pytest.FixtureRequest) -> Callable[[str, object, object], None]:
    """Writes a line of the table of promises: promise(what, how often tried, lost or caught)."""

    def add(what: str, tried: object, outcome: object) -> None:
        request.node.user_properties.append((PROMISE + what, f"{tried} – {outcome}"))

    return add


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Leaves pictures of the open windows when a test with a window fails."""
    report = yield
    if report.failed and call.when == "call" and "PySide6.QtWidgets" in sys.modules:
        for picture in _picture_windows(item.nodeid):
            report.sections.append(("picture of the window", str(picture)))
    return report


def _picture_windows(nodeid: str) -> list[Path]:
    """Saves every visible window as out/failures/<test>-<n>.png and returns the files."""
    from PySide6.QtWidgets import QApplication

    name = re.sub(r"[^\w.-]+", "_", nodeid)[-120:]
    pictures = []
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for number, window in enumerate(windows, start=1):
        FAILURES.mkdir(parents=True, exist_ok=True)
        picture = FAILURES / f"{name}-{number}.png"
        if window.grab().save(str(picture)):
            pictures.append(picture)
    return pictures


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the figures the tests measured and, by reason, what was not run."""
    figures: list[tuple[str, str]] = []
    promises: list[tuple[str, str]] = []
    skipped: Counter[str] = Counter()
    for report in (r for group in terminalreporter.stats.values() for r in group):
        if not isinstance(report, pytest.TestReport | pytest.CollectReport):
            continue
        if report.outcome == "skipped" and isinstance(report.longrepr, tuple):
            skipped[report.longrepr[2].removeprefix("Skipped: ")] += 1
        if getattr(report, "when", "") == "call" and isinstance(report, pytest.TestReport):
            figures += _told(report, FIGURE)
            promises += _told(report, PROMISE)
    _print_table(terminalreporter, "измерено", sorted(figures))
    title = "обещание – испытано – потеряно или поймано"
    _print_table(terminalreporter, title, sorted(promises, key=_by_number))
    _print_table(terminalreporter, "не запускалось", [(w, f"{n}") for w, n in skipped.items()])


def _told(report: pytest.TestReport, kind: str) -> list[tuple[str, str]]:
    """Takes out of a report what its test told of a kind."""
    found = [(name, str(value)) for name, value in report.user_properties if name.startswith(kind)]
    return [(name.removeprefix(kind), value) for name, value in found]


def _by_number(line: tuple[str, str]) -> tuple[int, str]:
    """Orders promises by their numbers: 2 before 10."""
    number = re.match(r"\d+", line[0])
    return (int(number[0]) if number else 0, line[0])


def _print_table(out: pytest.TerminalReporter, title: str, rows: list[tuple[str, str]]) -> None:
    """Writes a titled list of name and value, nothing when it is empty."""
    if not rows:
        return
    out.section(title)
    width = min(70, max(len(name) for name, _ in rows))
    for name, value in rows:
        out.line(f"{name:<{width}}  {value}")
