"""The handbook: sections of paragraphs and items, read from one plain text."""

import re
from dataclasses import dataclass

_HEAD = re.compile(r"\[(\w+)\] (.+)")
_ITEM = "- "


@dataclass(frozen=True, slots=True)
class HelpText:
    """A paragraph, or an item of a list."""

    text: str
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class HelpSection:
    """What is told of one section of the window or of one matter; `key` names it in code."""

    key: str
    title: str
    texts: tuple[HelpText, ...]


def read_handbook(text: str) -> tuple[HelpSection, ...]:
    """Return the sections of a text: «[key] Title», then a paragraph or «- item» on each line.

    ValueError names a line before the first heading, or a heading without a word under it.
    """
    sections: list[tuple[str, str, list[HelpText]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        head = _HEAD.fullmatch(line.strip())
        if head:
            sections.append((head[1], head[2], []))
        elif line.strip() and not sections:
            raise ValueError(f"line {number} stands before the first heading")
        elif line.strip():
            words = line.strip()
            is_item = words.startswith(_ITEM)
            sections[-1][2].append(HelpText(words.removeprefix(_ITEM), is_item))
    for key, _, texts in sections:
        if not texts:
            raise ValueError(f"nothing is told under [{key}]")
    return tuple(HelpSection(key, title, tuple(texts)) for key, title, texts in sections)
