"""Ways in which a sound file goes wrong on its way: cut, flipped, swapped, re-coded."""

import csv
import io
import random
import zipfile
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]


def cut(content: bytes, dice: random.Random) -> bytes:
    """Lose the end."""
    return content[: dice.randrange(len(content))]


def flip(content: bytes, dice: random.Random) -> bytes:
    """Change a few bytes anywhere."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 12)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def repeat(content: bytes, dice: random.Random) -> bytes:
    """Write a piece twice."""
    start = dice.randrange(len(content))
    piece = content[start : start + dice.randint(1, 3000)]
    return content[:start] + piece + content[start:]


def drop(content: bytes, dice: random.Random) -> bytes:
    """Lose a piece in the middle."""
    start = dice.randrange(len(content))
    return content[:start] + content[start + dice.randint(1, 3000) :]


def recode(content: bytes, dice: random.Random) -> bytes:
    """Write the text in another encoding, as far as it goes."""
    text = content.decode("utf-8", "replace")
    encoding = dice.choice(["cp1251", "cp866", "koi8_r", "utf-16", "utf-8-sig", "utf-32"])
    return text.encode(encoding, "replace")


def swap_columns(content: bytes, dice: random.Random) -> bytes:
    """Put columns of values in another order than their headings."""
    rows = list(csv.reader(io.StringIO(content.decode())))
    order = dice.sample(range(len(rows[0])), len(rows[0]))
    shuffled = [rows[0], *([row[i] for i in order] for row in rows[1:])]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(shuffled)
    return out.getvalue().encode()


def spoil_cells(content: bytes, dice: random.Random) -> bytes:
    """Type nonsense into cells, headings among them."""
    rows = list(csv.reader(io.StringIO(content.decode())))
    for _ in range(dice.randint(1, 30)):
        row = dice.choice(rows)
        row[dice.randrange(len(row))] = dice.choice(NONSENSE)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=dice.choice(",;|\t")).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def unquote(content: bytes, dice: random.Random) -> bytes:
    """Lose or gain quotes."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        changed.insert(dice.randrange(len(changed)), ord('"'))
    return bytes(changed)


def spoil_part(content: bytes, dice: random.Random) -> bytes:
    """Change a part of a workbook and pack it again as if nothing had happened."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice([n for n in parts if "sheet" in n or "shared" in n or "workbook" in n])
    parts[name] = dice.choice([cut, flip, repeat, drop])(parts[name], dice)
    if dice.random() < 0.2:
        del parts[dice.choice(list(parts))]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, body in parts.items():
            archive.writestr(part, body)
    return out.getvalue()


NONSENSE = (
    "", " ", "\n", "\x00", "-", "NULL", "=1+1", "<b>", "9" * 400, "я" * 40_000, "1e999", "NaN",
    "-1", "99999999999999999999", "31.02.2021", "2021-13-45 99:99", "0000-00-00", "д. 1", "😀",
    "и\u0306", "\u202eабв", "';DROP TABLE building;--", "%_\\", "../../etc/passwd", "55.76",
    "0f8fad5b-d9cb-469f-a165-70867728950e", "г. Радужный, ул. Садовая, д. 1", "\ufeff", "\ufffe",
)  # fmt: skip
OF_TEXT: tuple[Mutation, ...] = (
    cut, flip, repeat, drop, recode, swap_columns, spoil_cells, unquote,
)  # fmt: skip
OF_BOOKS: tuple[Mutation, ...] = (cut, flip, repeat, drop, spoil_part)
