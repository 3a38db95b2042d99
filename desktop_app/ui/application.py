"""The Qt application itself: its language, its look, where it runs and who sits there."""

import os
import sys

from PySide6.QtWidgets import QApplication

from desktop_app.core.assets import resource
from desktop_app.ui.theme import FUSION, LIGHT, THEMES, apply_theme


def start_program(arguments: list[str]) -> bool:
    """Start this very program once more, apart from this one; False when it cannot start."""
    from PySide6.QtCore import QProcess

    from desktop_app.services.places import program_folder

    program = [] if getattr(sys, "frozen", False) else ["-m", "desktop_app"]
    started = QProcess.startDetached(sys.executable, [*program, *arguments], str(program_folder()))
    return bool(started[0]) if isinstance(started, tuple) else bool(started)


def has_screen() -> bool:
    """Tell whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def account_name() -> str:
    """Return the account of the operating system, empty when there is none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def make_application(arguments: list[str]) -> QApplication:
    """Return the application; `complete` it once the first window stands."""
    # Asking Qt for its style would bring the 500 names of QStyle to every start.
    app = QApplication([*arguments[:1], "-style", "fusion"])
    app.setProperty(FUSION, True)
    app.setApplicationName("Райштаб")
    app.setDesktopFileName("rayshtab")
    return app


def complete(app: QApplication) -> None:
    """Give the application our icon, Alt+letter in both layouts, and Qt's own words in Russian.

    The first picture of the window needs none of it. A second time changes nothing.
    """
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
    from PySide6.QtGui import QIcon

    from desktop_app.ui import mnemonics

    mnemonics.watch(app)
    if app.findChild(QTranslator) is not None:
        return
    app.setWindowIcon(QIcon(str(resource("icons", "app", "rayshtab.svg"))))
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_ru", folder):
        app.installTranslator(translator)


def dress(app: QApplication, theme: str, points: float) -> None:
    """Give the application a look by its key and the size of body type."""
    apply_theme(app, THEMES.get(theme, LIGHT), points)


def dress_again(theme: str, points: float) -> None:
    """Give the running application another look."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        dress(app, theme, points)
