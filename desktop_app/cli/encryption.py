"""The command of a base's password: what it is now, setting, changing, taking away, the sheet."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop_app.cli import typed_secrets, values
from desktop_app.cli.command import FAILED, OK, Command, Session
from desktop_app.core.errors import InvalidDraft, NotAllowed, OfficeError
from desktop_app.core.file_key import FileKey
from desktop_app.core.records.copies import OpenCopies
from desktop_app.core.refusals import resolved
from desktop_app.core.text import counted
from desktop_app.services import encryption
from desktop_app.services.backups import second_folder
from desktop_app.services.encryption import Encryption, Rekeyed

_ACTIONS = ("status", "on", "change", "off", "sheet")
_COPIES = ("открытая копия", "открытые копии", "открытых копий")
_UNKNOWN = ("копия не читается", "копии не читаются", "копий не читаются")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=_ACTIONS,
        metavar="ДЕЙСТВИЕ",
        help="status: что сейчас; on: зашифровать; change: сменить пароль; off: снять; "
        "sheet: лист восстановления",
    )
    parser.add_argument(
        "--new-password-file",
        type=values.path,
        metavar="ФАЙЛ",
        help=f"файл с новым паролем; иначе переменная {typed_secrets.NEW_PASSWORD}",
    )
    parser.add_argument(
        "--out", type=values.path, metavar="ФАЙЛ", help="куда записать лист восстановления, PDF"
    )
    parser.add_argument(
        "--delete-plain",
        action="store_true",
        help="удалить копии, которые читаются без пароля",
    )


def _run(session: Session) -> int:
    session.office.close()  # the file opens, and a schema of yesterday is upgraded
    key, action = session.key, session.args.action
    work = session.encryption
    if action == "on" and key is not None:
        raise NotAllowed("База уже под паролем", "ничего не изменено", "есть действия change и off")
    if action in {"change", "off", "sheet"} and key is None:
        raise NotAllowed("База без пароля", "ничего не изменено", "есть действие on")
    if action in {"on", "change"}:
        key = _changed(session, work.change(key, _new_password(session)))
    elif action == "off":
        key = _changed(session, work.change(key, None))
    _say_state(session, key)
    if key is None:
        return OK
    if session.args.out is not None:
        encryption.write_sheet(session.database, key, session.args.out)
        session.console.line(f"Лист восстановления: {session.args.out}")
    elif action == "sheet":
        raise OfficeError("Не сказано, куда записать лист", "", "добавьте --out ФАЙЛ.pdf")
    return _plain_files(session, work, key)


def _new_password(session: Session) -> str:
    new = typed_secrets.typed(session.args.new_password_file, typed_secrets.NEW_PASSWORD)
    if not new:
        words = f"укажите --new-password-file ФАЙЛ или переменную {typed_secrets.NEW_PASSWORD}"
        raise InvalidDraft({"password": words}, "Не сказан новый пароль")
    return new


def _changed(session: Session, done: Rekeyed) -> FileKey | None:
    session.console.line(f"Прежний файл остался рядом: {done.kept}")
    if done.copy_problem:
        session.console.problem(f"Копия не записана. {done.copy_problem}")
    return done.key


def _say_state(session: Session, key: FileKey | None) -> None:
    words = encryption.engine_words() or "в этой установке не открываются"
    state = "под паролем" if key is not None else "без пароля"
    session.console.line(f"База {state}: {session.database}")
    session.console.line(f"Зашифрованные базы: {words}")


def _plain_files(session: Session, work: Encryption, key: FileKey) -> int:
    """Name copies anybody can read, or delete them when asked to."""
    open_copies = work.plain_files(key)
    _second_place(session, work, key)
    _unknown(session, open_copies)
    found = open_copies.ours
    if not found:
        return OK
    if not session.args.delete_plain:
        session.console.line(f"Читаются без пароля ({counted(len(found), *_COPIES)}):")
        return _named(session, found, OK)
    left = work.destroy(found)
    session.console.line(f"Удалено: {counted(len(found) - len(left), *_COPIES)}")
    return _named(session, left, FAILED if left else OK)


def _unknown(session: Session, copies: OpenCopies) -> None:
    """Name files that do not tell whose they are: they are never deleted from here."""
    if copies.unknown:
        session.console.problem(
            f"{counted(len(copies.unknown), *_UNKNOWN)}, чьи они, не узнать; они не удалены. Если "
            "это копии этой базы, удалите их сами:"
        )
        _named(session, copies.unknown, OK)


def _second_place(session: Session, work: Encryption, key: FileKey) -> None:
    """Name copies of this base in the second place of the window; none is deleted from here."""
    from desktop_app.ui.state import SECOND_PLACE, State  # the window remembers it, for itself

    second = str(State.at(session.places.window_state).get(SECOND_PLACE))
    if not second:
        return
    place, folder = Path(second), second_folder(Path(second), session.database)
    if resolved(folder) == resolved(session.places.backups_of(session.database)):
        return
    try:
        is_empty = place.is_dir() and not folder.is_dir()
        found = OpenCopies() if is_empty else work.plain_in(folder, key)
    except OSError:
        session.console.problem(
            f"Вторая папка копий недоступна: {place}. Копии в ней могут читаться без пароля: "
            "подключите её и проверьте."
        )
        return
    if found.ours:
        session.console.problem(
            "Во второй папке копий читаются без пароля "
            f"({counted(len(found.ours), *_COPIES)}), они не удалены. Удалите их сами:"
        )
        _named(session, found.ours, OK)
    _unknown(session, found)


def _named(session: Session, paths: Sequence[Path], code: int) -> int:
    for path in paths:
        session.console.line(f"  {path}")
    return code


COMMANDS = (Command("encryption", "пароль на базу: шифрование файла", _arguments, _run),)
