"""Terms of waste depend on the weather as the law says: 24 or 48 hours, 7 or 10 days.

Only rows a base was made with and nobody has touched since are put otherwise. What tickets were
told their terms by stays as it was told.
"""

from collections.abc import Callable

NUMBER = 17
TITLE = "Сроки вывоза по погоде"

_COLUMNS = "topic_id, stage, amount, unit, basis, is_proposal, outdoor_to"


def _split(
    code: str, was: tuple[str, str, str], warm: str, cold: tuple[str, str, str]
) -> list[str]:
    """Return what makes two rules of the shipped one: `was` is its amount, unit and basis."""
    amount, unit, basis = was
    shipped = f"""
    stage = 'fix' AND amount = {amount} AND unit = '{unit}' AND basis = '{basis}'
    AND room_from IS NULL AND room_to IS NULL AND is_proposal = 0 AND version = 1
    AND topic_id = (SELECT id FROM topic WHERE code = '{code}')
"""  # noqa: S608  our own words only
    more, until, words = cold
    return [
        f"""
INSERT INTO deadline_rule ({_COLUMNS})
SELECT topic_id, stage, {more}, unit, '{words}', 0, {until} FROM deadline_rule WHERE {shipped}
""",  # noqa: S608  our own words only
        # The seals of the rows that change: they are put again by the program.
        f"""
DELETE FROM row_seal WHERE table_id = (SELECT id FROM sealed_table WHERE name = 'deadline_rule')
AND key IN (SELECT id FROM deadline_rule WHERE {shipped})
""",  # noqa: S608  our own words only
        f"UPDATE deadline_rule SET outdoor_from = 5, basis = '{warm}' WHERE {shipped}",  # noqa: S608  our own words only
    ]


_DELAY, _BULKY = "ПП 354, прил. 1, п. 17", "СанПиН 2.1.3684-21, п. 13"
_STATEMENTS = (
    "ALTER TABLE deadline_rule ADD COLUMN outdoor_from REAL",
    "ALTER TABLE deadline_rule ADD COLUMN outdoor_to REAL",
    *_split(
        "MSW.MISS",
        (
            "24",
            "hours",
            f"{_DELAY}: 24 ч разово при среднесуточной выше +5 °C (48 ч при +5 °C и ниже)",
        ),
        f"{_DELAY}: 24 ч разово при средней за сутки выше +5 °C",
        ("48", "5", f"{_DELAY}: 48 ч разово при средней за сутки +5 °C и ниже"),
    ),
    *_split(
        "MSW.BULK",
        (
            "7",
            "calendar_days",
            f"{_BULKY}: 7 суток при +5 °C и выше, 10 суток при +4 °C и ниже",
        ),
        f"{_BULKY}: 7 суток при +5 °C и выше",
        ("10", "4", f"{_BULKY}: 10 суток при +4 °C и ниже"),
    ),
)


def up(execute: Callable[[str], object]) -> None:
    """Add the bounds and split the two rules; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement)
