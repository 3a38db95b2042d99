"""The key of an encrypted database: made of a password, or typed from a recovery sheet."""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field

SALT_BYTES = 16
_SECRET_BYTES = 32
# What SQLCipher 4 does with a password by itself: any SQLCipher 4 opens the file by the password.
_ROUNDS, _HASH = 256_000, "sha512"
_FEWEST, _MOST = 8, 1_000
_GOOD = 14
_GROUP, _CHECK_BYTES = 4, 2
# Letters that look alike on paper, and the marks people put between groups.
_LOOK_ALIKE = str.maketrans("АВСЕОавсео" + "Oo", "ABCE0ABCE0" + "00")
_BETWEEN = str.maketrans("", "", " -–—.\t\n\r\u00a0")


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key and the salt of a file; neither is ever shown by `repr`."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    @classmethod
    def of_password(cls, password: str, salt: bytes) -> "FileKey":
        """Return the key a password gives with the salt of a file; a third of a second."""
        words = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
        return cls(hashlib.pbkdf2_hmac(_HASH, words, salt, _ROUNDS, _SECRET_BYTES), salt)

    @classmethod
    def of_recovery(cls, typed: str, salt: bytes) -> "FileKey | None":
        """Return the key written on a recovery sheet; None when it is not one, or mistyped."""
        digits = typed.translate(_BETWEEN).translate(_LOOK_ALIKE)
        try:
            raw = bytes.fromhex(digits)
        except ValueError:
            return None
        secret, check = raw[:_SECRET_BYTES], raw[_SECRET_BYTES:]
        return cls(secret, salt) if check and check == _check(secret) else None

    @property
    def recovery_code(self) -> str:
        """The key as groups of four signs; the last group tells a mistyped key."""
        digits = (self.secret + _check(self.secret)).hex().upper()
        return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))

    def is_from(self, typed: str) -> bool:
        """Tell whether a password or a recovery key gives this key."""
        given = FileKey.of_recovery(typed, self.salt) or FileKey.of_password(typed, self.salt)
        return hmac.compare_digest(given.secret, self.secret)


def new_salt() -> bytes:
    """Return a salt that begins no kind of file: an encrypted base is told from others by it."""
    while True:
        salt = secrets.token_bytes(SALT_BYTES)
        if looks_random(salt):
            return salt


def looks_random(beginning: bytes) -> bool:
    """Tell whether the first bytes of a file may be a salt: no text and no known kind of file."""
    if len(beginning) < SALT_BYTES or len(set(beginning)) < SALT_BYTES // 2:
        return False
    if beginning.startswith(_KNOWN):
        return False
    try:
        beginning.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def password_problem(password: str) -> str:
    """Return why a new password will not do, in a few words; empty when it will."""
    if len(password) < _FEWEST:
        return f"не короче {_FEWEST} знаков"
    if len(password) > _MOST:
        return f"не длиннее {_MOST} знаков"
    if password != password.strip():
        return "без пробелов в начале и в конце: их не видно"
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Cn", "Co"} for sign in password):
        return "без знаков, которых нет на клавиатуре"
    if len(set(password)) < _FEWEST // 2:
        return "из разных знаков"
    return ""


def password_strength(password: str) -> str:
    """Return a hint on how good a password is, in words."""
    problem = password_problem(password)
    if problem:
        return f"Пароль нужен {problem}."
    kinds = sum(any(test(sign) for sign in password) for test in (str.isalpha, str.isdigit))
    kinds += any(not sign.isalnum() for sign in password)
    if len(password) >= 2 * _GOOD or (len(password) >= _GOOD and kinds > 1):
        return "Хороший пароль."
    if len(password) >= _GOOD or (len(password) > _FEWEST and kinds > 2):
        return "Сойдёт. Ещё одно-два слова сделают его надёжнее."
    return "Слабый: три-четыре случайных слова подряд надёжнее и легче запоминаются."


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(b"rayshtab recovery" + secret).digest()[:_CHECK_BYTES]


_KNOWN = (
    b"SQLite format 3",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"MZ",
    b"\x7fELF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\xff\xfe",
    b"\xfe\xff",
)
