"""Passwords of a base as words: the same everywhere, strong enough, refused in words."""

import random
from pathlib import Path

import pytest

from desktop_app.core.errors import (
    InvalidDraft,
    PasswordWanted,
    WrongPassword,
)
from desktop_app.core.file_key import new_salt, password_problem, password_strength
from desktop_app.services.encryption import Encryption
from desktop_app.services.office import Office

pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")

WORDS = "три случайных слова"


@pytest.fixture
def work(tmp_path: Path) -> Encryption:
    """Return what changes the password of a closed base."""
    base = tmp_path / "район.sqlite"
    Office.open(base).close()
    return Encryption(base, [])


def test_a_wrong_password_and_a_foreign_file_are_worded_alike(
    work: Encryption, tmp_path: Path
) -> None:
    """Nobody learns from the words whether the file is a base."""
    work.change(None, WORDS)
    foreign = tmp_path / "чужой.sqlite"
    foreign.write_bytes(new_salt() + random.Random(1).randbytes(4096 * 8 - 16))
    said = []
    for path in (work.live, foreign):
        with pytest.raises(PasswordWanted) as wanted:
            Office.open(path)
        with pytest.raises(WrongPassword) as wrong:
            Encryption(path, []).unlock("не тот пароль")
        said.append([str(e.value).replace(path.name, "ФАЙЛ") for e in (wanted, wrong)])
    assert said[0] == said[1]


@pytest.mark.parametrize(
    "password",
    [
        "o'Brien\" -- x'00'; DROP",
        "пароль с ёлкой й и ты",
        "ключ 🗝 и замок 🔒",
        "длинный " * 62 + "хвост",
        "x'" + "0123456789abcdef" * 4 + "'",
        "%s {0} \\n \\ ` $HOME",
        "е\u0301ж и й в две части",
    ],
)
def test_any_password_is_the_same_everywhere(work: Encryption, password: str) -> None:
    """Quotes, Cyrillic, pictures, five hundred signs: set, asked, taken away."""
    key = work.change(None, password).key
    assert work.unlock(password).key == key
    with pytest.raises(WrongPassword):
        work.unlock(password[:-1])
    work.change(key, None)
    Office.open(work.live, create=False).close()


def test_letters_in_two_parts_are_the_same_letters(work: Encryption) -> None:
    """«й» typed as one sign opens what was set as two, as another keyboard gives it."""
    work.change(None, "и\u0306одистый раствор")
    assert work.unlock("йодистый раствор").key


@pytest.mark.parametrize(
    "password",
    [
        "",
        "коротко",
        " с пробелом",
        "с пробелом ",
        "табуляция\tвнутри",
        "\ud800" * 9,
        "я" * 1001,
        "aaaaaaaaaaaa",
    ],
)
def test_a_password_nobody_could_type_again_is_refused(work: Encryption, password: str) -> None:
    """In words, before a byte is written."""
    before = work.live.read_bytes()
    with pytest.raises(InvalidDraft) as refused:
        work.change(None, password)
    assert refused.value.fields["password"] == password_problem(password) != ""
    assert "Пароль нужен" in password_strength(password)
    assert work.live.read_bytes() == before


def test_strength_is_told_in_words() -> None:
    """Long is good, short and plain is not."""
    assert password_strength("парольпа").startswith("Слабый")
    assert password_strength("Пароль-2026").startswith("Сойдёт")
    assert password_strength("лошадь батарея скрепка").startswith("Хороший")
