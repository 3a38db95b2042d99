"""Whether an outage a call joins still goes on at the moment the call is written."""

from db.connection import Store
from db.queries.incidents_edit import state
from desktop_app.core import clock
from desktop_app.core.errors import OutageOver

_SAFE = "звонок ещё не записан"
_APART = "запишите его отдельным обращением"


def demand_open(store: Store, incident_id: int, *, to_ended: bool) -> None:
    """Raise OutageOver when an outage has ended (unless `to_ended`) or was a mistake."""
    values = state(store, incident_id)
    if values["cancelled_at"]:
        raise OutageOver(
            f"Отключение «{values['title']}» отменено как ошибочное", _SAFE, _APART, can_join=False
        )
    if values["ended_at"] and not to_ended:
        ended = clock.show_short(clock.unstamp(values["ended_at"]))
        raise OutageOver(
            f"Отключение «{values['title']}» уже закончено, {ended}",
            _SAFE,
            f"{_APART} или всё равно присоедините к этому отключению",
            can_join=True,
        )
