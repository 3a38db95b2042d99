"""Passwords of clerks: argon2id hashes, never the words themselves.

The library is loaded with the first password: most offices have none.
"""


def hashed(password: str) -> str:
    """Return the hash to keep; empty for an empty password."""
    if not password:
        return ""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def fits(kept: str, password: str) -> bool:
    """Tell whether a password is the one kept; where none is kept anything fits."""
    if not kept:
        return True
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
