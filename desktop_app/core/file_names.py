"""Names of files that Windows takes, made of words people know."""

import re

from desktop_app.core.text import one_line

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
# A path of Windows has 260 characters, and the folder takes its share.
_LONGEST = 120


def is_legal(name: str) -> bool:
    """Tell whether Windows takes a file name as it is."""
    plain = bool(name.strip(" .")) and name == name.rstrip(" .")
    return plain and not _ILLEGAL.search(name) and not _RESERVED.fullmatch(name)


def file_name(words: str, suffix: str) -> str:
    """Return a file name of these words; `suffix` is given with its dot.

    Signs Windows forbids become spaces, ends lose dots and spaces, reserved names get «_» in front,
    long words are cut.
    """
    plain = one_line(_ILLEGAL.sub(" ", words))[:_LONGEST].strip(" .")
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return plain + suffix
