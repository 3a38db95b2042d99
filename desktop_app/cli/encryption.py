"""The command of a base's password: what it is now, setting, changing, taking away, the sheet."""

import argparse
from pathlib import Path

from desktop_app.cli import typed_secrets, values
from desktop_app.cli.command import FAILED, OK, Command, Session
from desktop_app.core.errors import InvalidDraft, NotAllowed, OfficeError
from desktop_app.core.file_key import FileKey
from desktop_app.core.text import counted
from desktop_app.services import encryption
from desktop_app.services.backups import second_folder
from desktop_app.services.encryption import Encryption, Rekeyed

_ACTIONS = ("status", "on", "change", "off", "sheet")
_COPIES = ("открытая копия", "открытые копии", "открытых копий")


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
    return _plain_files(session, work)


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


def _plain_files(session: Session, work: Encryption) -> int:
    """Name copies anybody can read, or delete them when asked to."""
    found = work.plain_files()
    _second_place(session, work)
    if not found:
        return OK
    if not session.args.delete_plain:
        session.console.line(f"Читаются без пароля ({counted(len(found), *_COPIES)}):")
        return _named(session, found, OK)
    left = work.destroy(found)
    session.console.line(f"Удалено: {counted(len(found) - len(left), *_COPIES)}")
    return _named(session, left, FAILED if left else OK)


def _second_place(session: Session, work: Encryption) -> None:
    """Name copies of this base in the second place of the window; none is deleted from here."""
    from desktop_app.ui.state import SECOND_PLACE, State  # the window remembers it, for itself

    second = str(State.at(session.places.window_state).get(SECOND_PLACE))
    if not second:
        return
    place, folder = Path(second), second_folder(Path(second), session.database)
    if folder.resolve() == session.places.backups_of(session.database).resolve():
        return
    try:
        found = work.plain_in(folder) if folder.is_dir() or not place.is_dir() else []
    except OSError:
        session.console.problem(
            f"Вторая папка копий недоступна: {place}. Копии в ней могут читаться без пароля: "
            "подключите её и проверьте."
        )
        return
    if found:
        session.console.problem(
            f"Во второй папке копий читаются без пароля ({counted(len(found), *_COPIES)}), они не "
            "удалены. Если это копии этой базы, удалите их сами:"
        )
        _named(session, found, OK)


def _named(session: Session, paths: list[Path], code: int) -> int:
    for path in paths:
        session.console.line(f"  {path}")
    return code


COMMANDS = (Command("encryption", "пароль на базу: шифрование файла", _arguments, _run),)
