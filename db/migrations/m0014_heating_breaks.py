"""A break in heating below +8 °C quotes no band of the law: bases made before say so too.

Only rows a base was made with and nobody has touched since are put otherwise. What tickets were
told their terms by stays as it was told.
"""

from collections.abc import Callable

NUMBER = 14
TITLE = "Перерывы отопления ниже +8 °C"

# ПП 354, прил. 1, п. 14, as shipped until the band below +8 °C got its own rule.
_SHIPPED = """
    stage = 'fix' AND amount = 4 AND unit = 'hours' AND room_from IS NULL AND room_to = 10
    AND basis = 'ПП 354, прил. 1, п. 14: до 4 ч при температуре в комнате от +8 до +10 °C'
    AND is_proposal = 0 AND version = 1
    AND topic_id IN (SELECT id FROM topic WHERE code IN ('HEAT.NO', 'HEAT.LEAKNET'))
"""
_BELOW = (
    "Срок предложен офисом, как от +8 до +10 °C: ПП 354, прил. 1, п. 14 для температуры в комнате"
    " ниже +8 °C перерыва не называет"
)
_STATEMENTS = (
    # An office that has put its own rule for such a cold keeps it alone.
    f"""
INSERT INTO deadline_rule (topic_id, stage, amount, unit, room_from, room_to, basis, is_proposal)
SELECT topic_id, stage, amount, unit, NULL, 8, '{_BELOW}', 1 FROM deadline_rule AS shipped
WHERE {_SHIPPED} AND NOT EXISTS (
    SELECT 1 FROM deadline_rule AS own WHERE own.topic_id = shipped.topic_id
    AND own.stage = 'fix' AND own.id <> shipped.id AND own.room_to <= 8
)
""",  # noqa: S608  our own words only
    # The seals of the rows that change: they are put again by the program.
    f"""
DELETE FROM row_seal WHERE table_id = (SELECT id FROM sealed_table WHERE name = 'deadline_rule')
AND key IN (SELECT id FROM deadline_rule WHERE {_SHIPPED})
""",  # noqa: S608  our own words only
    f"UPDATE deadline_rule SET room_from = 8 WHERE {_SHIPPED}",  # noqa: S608  our own words only
)


def up(execute: Callable[[str], object]) -> None:
    """Split the rule in two; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement)
