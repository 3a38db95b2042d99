"""Sets the house up on a bare machine and opens its doors: window, tests, package.

Standard library only and the same file on Linux and Windows. It starts before the environment
exists, so nothing of the project is imported here. Everything it says goes to stderr: stdout
belongs to the program it starts.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

USAGE = """\
python run.py                     открыть окно программы
python run.py test [ключи pytest] все проверки и тесты; --long добавляет долгие
python run.py test --windows      тесты под Windows Python в Wine
python run.py package [--windows] собрать программу; с --windows ещё и установщик
python run.py КОМАНДА …           то же, что python -m desktop_app КОМАНДА …
Ключ --no-system оставляет системные пакеты как есть.
"""
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "rayshtab.stamp"
PARTIAL = VENV / "rayshtab.partial"
LOCKS = {"dev": ROOT / "requirements-dev.lock", "run": ROOT / "requirements.lock"}
OLDEST_PYTHON = (3, 11)

# Shared libraries that Qt asks of the system: to start at all, and to open a window.
QT_BASE = (
    "libGL.so.1 libEGL.so.1 libxkbcommon.so.0 libdbus-1.so.3 libglib-2.0.so.0 "
    "libfontconfig.so.1"  # its package brings a font too
)
QT_WINDOW = (
    "libxkbcommon-x11.so.0 libX11-xcb.so.1 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 "
    "libxcb-keysyms.so.1 libxcb-randr.so.0 libxcb-render-util.so.0 libxcb-shape.so.0 "
    "libxcb-shm.so.0 libxcb-sync.so.1 libxcb-xfixes.so.0 libxcb-xkb.so.1"
)
TEST_TOOLS = {"pdftotext": "poppler-utils", "qpdf": "qpdf", "soffice": "libreoffice-calc"}
PACKAGE_TOOLS = {"objcopy": "binutils"}
DRAWING = {"self-test", "screenshots", "handbook"}  # without a window, but they draw

# Signs in the words of pip (lower case) and what they mean.
PIP_REASONS = {
    r"no space left": "на диске нет места. Освободите около 1 ГБ и повторите",
    r"do not match the hashes": "скачанный файл не совпал с записанной суммой. Повторите",
    r"retrying \(|newconnection|name resolution|could not fetch": (
        "нет связи с хранилищем пакетов. Проверьте сеть и повторите"
    ),
    r"no matching distribution": (
        "для этого Python или этой системы нет готовых библиотек. Возьмите Python 3.11–3.13"
    ),
    r"permission denied|access is denied": "нет прав на запись в папку .venv",
}
STATIC_CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("ruff (Windows)", ("-m", "ruff", "check", "--preview", "--select", "PLW1514,PTH", ".")),
    ("mypy --strict", ("-m", "mypy")),
    ("import-linter", ("-c", "from importlinter.cli import lint_imports_command as c; c()")),
)


class Stop(Exception):
    """A reason to end with one Russian line and an exit code."""

    def __init__(self, text: str, code: int = 1) -> None:
        """Keeps the text for stderr and the exit code."""
        super().__init__(text)
        self.code = code


def say(text: str) -> None:
    """Writes one progress line at once, also to a console that lacks a character."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stderr.flush()


def child_environment(**extra: str) -> dict[str, str]:
    """Environment for programs of the house: this root is importable, the caller's is not."""
    env = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "__PYVENV_LAUNCHER__"}}
    env.update(PYTHONPATH=str(ROOT), PYTHONSAFEPATH="1", **extra)
    return env


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Runs a command in the root to its end, output passed through; returns its exit code."""
    return subprocess.call([str(c) for c in command], cwd=ROOT, env=env or child_environment())


def debian_package(soname: str) -> str:
    """Package that brings a shared library, by Debian's rule of naming («libxcb-shm0»)."""
    stem, _, version = soname.lower().replace("glib-", "glib").partition(".so.")
    return f"{stem}-{version}" if stem[-1].isdigit() else f"{stem}{version}"


def missing_libraries(sonames: str) -> list[str]:
    """Debian packages of the shared libraries that can't be loaded here."""
    missing = []
    for soname in sonames.split():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.append(debian_package(soname))
    return missing


def missing_tools(wanted: dict[str, str]) -> list[str]:
    """Debian packages of the programs that are not on PATH."""
    return [package for tool, package in wanted.items() if shutil.which(tool) is None]


def apt_install(packages: list[str]) -> bool:
    """Installs Debian packages without questions; says what and why not, never raises."""
    say(f"Ставлю системные пакеты: {' '.join(packages)}…")
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=300"]
    for command in (["update"], ["install", "--no-install-recommends", *packages]):
        call, none = [*apt, *command], subprocess.DEVNULL
        result = subprocess.run(call, env=env, stdin=none, capture_output=True, check=False)
        # A failed update is no reason yet: the lists of yesterday may do.
        if result.returncode != 0 and command[0] == "install":
            reason = result.stderr.decode("utf-8", "replace").strip().splitlines()
            say(f"Системные пакеты не поставлены: {reason[-1] if reason else 'причина неизвестна'}")
            return False
    return True


def provide(packages: list[str], allowed: bool) -> bool:
    """Installs what is missing when root on Debian, else names it in one line; True when done."""
    if not packages:
        return True
    if allowed and not WINDOWS and os.geteuid() == 0 and shutil.which("apt-get"):
        return apt_install(packages)
    say(f"Не хватает системных пакетов, нужно: sudo apt-get install {' '.join(packages)}")
    return False


def provide_qt(allowed: bool, needed: str) -> None:
    """Sees to the system libraries of Qt; raises Stop when one of the needed can't be had."""
    if sys.platform.startswith("linux"):
        provide(missing_libraries(f"{QT_BASE} {QT_WINDOW}"), allowed)
        if missing_libraries(needed):
            raise Stop("Без этих библиотек Qt не запускается; поставьте их и повторите.")


def fingerprint(kind: str) -> str:
    """What the stamp says of an environment made from the lock of this kind."""
    return f"{kind} {hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()}"


def environment_version() -> str:
    """«3.11» of the Python in .venv; empty when there is none or it doesn't start."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        return subprocess.check_output([str(PYTHON), "-I", "-c", code]).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def environment_usable() -> bool:
    """Whether .venv starts and is of the Python version it was made for."""
    config = VENV / "pyvenv.cfg"
    text = config.read_text("utf-8") if config.exists() else ""
    made = re.search(r"(?m)^version(?:_info)? = (3\.\d+)", text)
    return made is not None and made.group(1) == environment_version()


def stamped(kind: str) -> bool:
    """Whether .venv is whole and serves this kind; an environment for tests serves the window."""
    made_of = STAMP.read_text("utf-8") if STAMP.exists() and not PARTIAL.exists() else ""
    kinds = ("dev", "run") if kind == "run" else ("dev",)
    return made_of in {fingerprint(k) for k in kinds} and environment_usable()


def base_python() -> str:
    """The Python below any virtual environment, so that .venv may be rebuilt from inside it."""
    return getattr(sys, "_base_executable", None) or sys.executable


def has(module: str) -> bool:
    """Whether the Python below all environments can import a module."""
    call = [base_python(), "-c", f"import {module}"]
    return subprocess.call(call, stderr=subprocess.DEVNULL) == 0


def create_environment() -> list[str]:
    """Makes .venv anew and returns the pip command that fills it."""
    if not has("venv") or not (has("ensurepip") or has("pip")):
        raise Stop("В этом Python нет venv и pip. На Debian: apt install python3-venv python3-pip")
    # Debian's Python has no ensurepip without python3-venv; its own pip can fill the folder.
    options = [] if has("ensurepip") else ["--without-pip"]
    if subprocess.call([base_python(), "-m", "venv", *options, str(VENV)]) != 0:
        raise Stop("Окружение .venv не создано. На Debian помогает: apt install python3-venv")
    return pip_command()


def pip_command() -> list[str]:
    """Pip of .venv, or the outer pip told to work for it."""
    for folder in ("lib/python3*/site-packages/pip", "Lib/site-packages/pip"):
        if any(VENV.glob(folder)):
            return [str(PYTHON), "-m", "pip"]
    return [base_python(), "-m", "pip", "--python", str(PYTHON)]


def fill_environment(pip: list[str], lock: Path) -> None:
    """Installs the lock into .venv with progress lines; raises Stop with the cause in Russian."""
    total = len(re.findall(r"(?m)^[a-z0-9.-]+==", lock.read_text("utf-8")))
    say(f"Окружение .venv по {lock.name}, библиотек: {total}. В первый раз это минута-другая…")
    options = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--no-input"]
    quiet = ["--disable-pip-version-check", "--no-warn-script-location", "--retries", "2"]
    env = child_environment(PYTHONUTF8="1", PIP_ROOT_USER_ACTION="ignore")
    command = [*pip, "install", *options, *quiet, "-r", str(lock)]
    out = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=out, stderr=subprocess.STDOUT, env=env, encoding="utf-8", errors="replace"
    ) as process:
        lines = follow_pip(process, total)
    if process.returncode != 0:
        raise Stop(f"Библиотеки не установлены: {pip_reason(lines)}.")


def follow_pip(process: subprocess.Popen[str], total: int) -> list[str]:
    """Turns the chatter of pip into a few progress lines; returns all that it said."""
    lines: list[str] = []
    found = 0
    for line in process.stdout or ():
        lines.append(line)
        if line.startswith(("Collecting ", "Requirement already")):
            found += 1
            if found % 10 == 0:
                say(f"  получено {found} из {total}")
        elif line.startswith("Installing collected"):
            say("  раскладываю по местам…")
    return lines


def pip_reason(lines: list[str]) -> str:
    """The cause of a failed pip in Russian, else its own last error line."""
    text = "".join(lines).lower()
    for sign, reason in PIP_REASONS.items():
        if re.search(sign, text):
            return reason
    errors = [line.strip() for line in lines if line.startswith("ERROR")] or ["причина неизвестна"]
    return errors[0]


def ensure_environment(kind: str) -> None:
    """Makes .venv serve this kind («run» or «dev»), building or mending it when needed."""
    if stamped(kind):
        return
    try:
        if VENV.exists() and (PARTIAL.exists() or not environment_usable()):
            say("Окружение .venv не закончено или сломано: собираю заново…")
            shutil.rmtree(VENV)
        fresh = not VENV.exists()
        VENV.mkdir(exist_ok=True)
        PARTIAL.touch()
        fill_environment(create_environment() if fresh else pip_command(), LOCKS[kind])
        STAMP.write_text(fingerprint(kind), encoding="utf-8")
        PARTIAL.unlink()
    except OSError as error:
        raise Stop(
            f"Папка {ROOT} не даёт создать окружение .venv ({error.strerror}). "
            "Скопируйте программу туда, где можно писать, и освободите около 1 ГБ."
        ) from error


def opens_window(args: list[str]) -> bool:
    """Whether these arguments of the program ask for the window rather than for a command."""
    return not args or (args[0].startswith("--db") and len(args) == (1 if "=" in args[0] else 2))


def check_display() -> None:
    """Raises Stop when a window can't be shown here; Windows and macOS always have a screen."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in shown):
        raise Stop(
            "Экрана нет, окно не открыть. Без окна работают команды: python run.py import-houses, "
            "import-tickets, find-house, tickets, add-ticket, houses, organizations, inspections, "
            "export-journal, act, backup, check, demo, screenshots, self-test (у каждой --help).",
            2,
        )


def start_program(args: list[str], system: bool) -> int:
    """Opens the window or passes a command on to the program; returns its exit code."""
    if args and args[0] in {"-h", "--help"}:
        say(USAGE)
    ensure_environment("run")
    if opens_window(args):
        screen = "" if "QT_QPA_PLATFORM" in os.environ else QT_WINDOW
        provide_qt(system, needed=f"{QT_BASE} {screen}")
        check_display()
    elif args[0] in DRAWING:
        provide_qt(system, needed=QT_BASE)
    command = [str(PYTHON), "-m", "desktop_app", *args]
    if not WINDOWS:  # there the new program would be detached from its console
        os.execve(PYTHON, command, child_environment())
    return subprocess.run(command, env=child_environment(), check=False).returncode


def check_statically() -> list[str]:
    """Runs every static check, shows the output of those that fail and returns their names."""
    failed = []
    for name, command in STATIC_CHECKS:
        begun, call = time.monotonic(), [str(PYTHON), *command]
        env = child_environment(PYTHONUTF8="1")
        answer = subprocess.run(call, cwd=ROOT, env=env, capture_output=True, check=False)
        passed = answer.returncode == 0
        say(f"{name}: {'чисто' if passed else 'есть замечания'}, {time.monotonic() - begun:.1f} с")
        if not passed:
            say((answer.stdout + answer.stderr).decode("utf-8", "replace"))
            failed.append(name)
    return failed


def run_pytest(args: list[str]) -> list[str]:
    """Runs pytest headless, two workers a core, for half of it is waiting; returns what failed."""
    cores = os.cpu_count() or 1
    alone = cores < 2 or any(arg.startswith(("-n", "--pdb", "-p", "--trace")) for arg in args)
    parallel = [] if alone else ["-n", str(min(2 * cores, 8)), "--dist", "loadfile"]
    env = child_environment(PYTHONWARNDEFAULTENCODING="1")  # a bare open() is an error
    code = run(PYTHON, "-m", "pytest", *parallel, *args, env=env)
    return [] if code == 0 else [f"pytest (код {code})"]


def run_tests(args: list[str], system: bool) -> int:
    """All checks and tests; returns 0 only when every one of them passed."""
    ensure_environment("dev")
    if "--windows" in args:
        rest = [arg for arg in args if arg != "--windows"]
        extra = [] if system else ["--no-system"]
        return run(PYTHON, "tests/windows/kit/suite.py", *extra, *rest)
    provide_qt(system, needed=QT_BASE)
    if sys.platform.startswith("linux"):
        provide(missing_tools(TEST_TOOLS), system)
    failed = [*check_statically(), *run_pytest(args)]
    say(f"Не прошло: {', '.join(failed)}" if failed else "Проверки и тесты прошли.")
    if not WINDOWS:
        say("Не запускалось: часть под Windows (python run.py test --windows)")
    return 1 if failed else 0


def build_package(args: list[str], system: bool) -> int:
    """Freezes the program, then lets the frozen program test itself; returns the exit code."""
    ensure_environment("dev")
    if "--windows" in args:
        return run(PYTHON, "tests/windows/kit/package.py", *([] if system else ["--no-system"]))
    provide_qt(system, needed=QT_BASE)
    if sys.platform.startswith("linux"):
        provide(missing_tools(PACKAGE_TOOLS), system)
    say("Собираю программу в dist/Rayshtab, около минуты…")
    work = ("--distpath", "dist", "--workpath", "build/pyinstaller", "--log-level", "WARN")
    code = run(PYTHON, "-m", "PyInstaller", "--noconfirm", *work, "build_installer.spec")
    if code != 0:
        raise Stop("Программа не собрана: причина выше.")
    built = ROOT / "dist" / "Rayshtab" / ("Rayshtab.exe" if WINDOWS else "Rayshtab")
    size = sum(file.stat().st_size for file in built.parent.rglob("*") if not file.is_symlink())
    say(f"Собрано: {built.parent}, {size / 2**20:.0f} МиБ. Проверяю собранную программу…")
    env = dict(os.environ)
    env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return run(built, "self-test", env=env)


def check_python() -> None:
    """Raises Stop on a Python older than the libraries need."""
    if sys.version_info < OLDEST_PYTHON:
        raise Stop(f"Нужен Python 3.11 или новее, а это {sys.version.split()[0]}.")


def main(argv: list[str]) -> int:
    """Chooses the door; every foreseen failure ends in one line and an exit code."""
    system = "--no-system" not in argv
    args = [arg for arg in argv if arg != "--no-system"]
    try:
        check_python()
        doors = {"test": run_tests, "package": build_package}
        if args and args[0] in doors:
            return doors[args[0]](args[1:], system)
        return start_program(args, system)
    except Stop as stop:
        say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        say("Прервано.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
