"""Blocks that flow down a paper from page to page: what divides, what keeps together."""

from dataclasses import dataclass
from typing import Protocol

from desktop_app.reports.pdf_page import FULL, Page


class Block(Protocol):
    """Something with a height that is drawn below a line and may go on on the next page."""

    @property
    def height(self) -> float:
        """Height of the whole block."""

    @property
    def least(self) -> float:
        """Height of the least part that may stand at the foot of a page."""

    def draw(self, page: Page, top: float) -> None:
        """Draw the block with its upper edge at `top`."""

    def split(self, room: float) -> "tuple[Block | None, Block | None]":
        """Return what fits into a height and what is left; (None, itself) when nothing does."""


class Whole:
    """Makes a block never divided: what does not fit goes to the next page."""

    __slots__ = ()

    @property
    def least(self: Block) -> float:
        """The whole."""
        return self.height

    def split(self: Block, room: float) -> tuple[Block | None, Block | None]:
        """Go to the next page whole."""
        del room
        return None, self


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty height that vanishes at the head of a page."""

    height: float

    @property
    def least(self) -> float:
        """A gap asks for no place of its own."""
        return 0.0

    def draw(self, page: Page, top: float) -> None:
        """Draw nothing."""

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Give way at the foot of a page."""
        del room
        return None, None


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stand on one page; only when taller than a page do they flow."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        """Height of all of them."""
        return sum(block.height for block in self.blocks)

    @property
    def least(self) -> float:
        """All of them, or the first where a page is too short."""
        return self.height if self.height <= FULL else self.blocks[0].least

    def draw(self, page: Page, top: float) -> None:
        """Draw them one under another."""
        for block in self.blocks:
            block.draw(page, top)
            top -= block.height

    def split(self, room: float) -> tuple[Block | None, Block | None]:
        """Move to the next page whole; a taller group is divided between its blocks."""
        if self.height <= FULL:
            return None, self
        fitting: list[Block] = []
        for place, block in enumerate(self.blocks):
            if block.height > room:
                head, tail = block.split(room)
                rest = [*([tail] if tail else []), *self.blocks[place + 1 :]]
                if head is not None:
                    fitting.append(head)
                while head is None and fitting and getattr(fitting[-1], "keeps_next", False):
                    rest.insert(0, fitting.pop())
                return (
                    Keep(tuple(fitting)) if fitting else None,
                    Keep(tuple(rest)) if rest else None,
                )
            fitting.append(block)
            room -= block.height
        return self, None
