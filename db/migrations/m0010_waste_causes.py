"""Why a collection did not happen: snow excuses nobody, but it is written down."""

from collections.abc import Callable

NUMBER = 10
TITLE = "Причины срывов вывоза"

_STATEMENT = (
    "ALTER TABLE collection_missed ADD COLUMN cause TEXT NOT NULL DEFAULT ''"
    " CHECK (cause IN ('', 'snow', 'ice', 'blocked', 'breakdown', 'other'))"
)


def up(execute: Callable[[str], object]) -> None:
    """Add the column; `execute` runs one statement."""
    execute(_STATEMENT)
