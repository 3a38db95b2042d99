"""SHA-256 of bytes and files, in hex: what was given out, kept or taken in is known by it."""

import hashlib
from pathlib import Path


def of_bytes(content: bytes) -> str:
    """Return the fingerprint of bytes."""
    return hashlib.sha256(content).hexdigest()


def of_file(path: Path) -> str:
    """Return the fingerprint of a file's bytes; OSError when it does not let itself be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
