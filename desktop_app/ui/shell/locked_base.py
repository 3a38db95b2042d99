"""A base under a password around the work in the window: its key before, another one after."""

from PySide6.QtWidgets import QApplication

from desktop_app.core.errors import DatabaseDamaged
from desktop_app.core.file_key import FileKey
from desktop_app.services.encryption import Encryption, PasswordChange
from desktop_app.services.restoring import Restoring
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.frame import Frame
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.rekey_pane import RekeyPane
from desktop_app.ui.shell.unlock_sheet import Outcome, UnlockSheet


def ask_key(app: QApplication, frame: Frame, dialogs: Dialogs, restoring: Restoring) -> Outcome:
    """Ask for the password over the empty window; return what came of it, None to leave."""
    answers: list[Outcome] = []

    def end(outcome: Outcome) -> None:
        answers.append(outcome)
        app.exit()  # quit() would close the window too

    title = f"База {restoring.live.name} открывается паролем"
    unlock = _encryption(restoring).unlock
    sheet = UnlockSheet(frame.window, frame.jobs, title, unlock, end, dialogs)
    app.exec()
    del sheet  # it had to live as long as it was shown
    return answers[0] if answers else None


def rekey(
    app: QApplication, dialogs: Dialogs, restoring: Restoring, change: PasswordChange
) -> FileKey | None:
    """Put the closed base under another password, or none; return the key it has then."""
    jobs = Jobs()
    pane = RekeyPane(_encryption(restoring), restoring.key, jobs, dialogs)
    pane.ended.connect(lambda: app.exit())  # noqa: PLW0108  exit takes a code, the signal none
    pane.show()
    pane.begin(change)
    app.exec()
    jobs.shutdown()
    pane.deleteLater()
    return pane.key


def damage(restoring: Restoring) -> DatabaseDamaged:
    """Return the words for a base whose copies open by the password and which does not."""
    return _encryption(restoring).damage()


def with_key(restoring: Restoring, key: FileKey) -> Restoring:
    """Return the same way back, for copies under a password."""
    known = Restoring(restoring.live, restoring.folders, key=key)
    known.second = restoring.second
    return known


def _encryption(restoring: Restoring) -> Encryption:
    return Encryption(restoring.live, [restoring.folders[0], *restoring.second_folders()])
