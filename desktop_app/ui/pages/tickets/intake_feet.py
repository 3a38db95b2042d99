"""The foot of the intake form while typing and after the save, and the strip with the number."""

import datetime as dt
from collections.abc import Callable

from desktop_app.core import clock
from desktop_app.core.records.tickets import Registered
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Mark
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.bars import Footer
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.mark_label import MarkLabel
from desktop_app.ui.widgets.result_strip import ResultStrip, Spoken
from desktop_app.ui.widgets.text import Line


class TypingFoot(Footer):
    """«Записать и закрыть», «Отложить черновик», and when the draft was kept."""

    def __init__(self) -> None:
        """Name the keys beside the buttons."""
        cap = keys.cap("save_close")
        self.save = Button("Записать и закрыть", Rank.PRIMARY, icon_name="check", key=cap)
        self.park = Button("Отложить черновик", key=keys.cap("close"))
        self._words = Line("", Type.CELL, Tone.MUTED)
        super().__init__(
            self.save, Keycap(cap), 8, self.park, Keycap(keys.cap("close")), None, self._words
        )

    def tell(self, words: str) -> None:
        """Say something at the right end."""
        self._words.set_text(words)


class SavedFoot(Footer):
    """«Записано в 09:44 · Отменить запись · Открыть карточку»."""

    def __init__(self) -> None:
        """Name the keys beside the buttons."""
        self._mark = MarkLabel(body=True, ink=True)
        self.undo = Button("Отменить запись", Rank.LINK, key=keys.cap("undo"))
        self.card = Button("Открыть карточку")
        super().__init__(self._mark, 12, self.undo, Keycap(keys.cap("undo")), None, self.card)

    def tell(self, moment: dt.datetime) -> None:
        """Say when the ticket was written down."""
        self._mark.set_mark(Mark(f"Записано в {moment:%H:%M}", "check", Tone.GOOD))


def result_strip(
    saved: Registered,
    on_hand_over: Callable[[], object],
    on_next: Callable[[], object],
    on_print: Callable[[int, str], object],
    *,
    explained: bool = False,
) -> ResultStrip:
    """Return the strip with the number and the term, large, to be read to the caller.

    A call that was explained at once has no term and nobody to be handed to.
    """
    hand = Button("Передать", icon_name="arrow-right")
    hand.clicked.connect(lambda _checked=False: on_hand_over())
    following = Button("Следующий звонок", Rank.PRIMARY, icon_name="phone", key=keys.cap("add_row"))
    following.clicked.connect(lambda _checked=False: on_next())
    printing = Button("Печать", icon_name="printer")
    printing.clicked.connect(lambda _checked=False: on_print(saved.id, saved.number))
    number = Spoken("Номер обращения — прочитайте заявителю", saved.number)
    tools = [printing, following, Keycap(keys.cap("add_row"), Tone.GOOD)]
    if explained:
        return ResultStrip([number, Spoken("Итог", "разъяснено, закрыто")], tools)
    spoken = [number, Spoken("Ответ до", due_words(saved.due))]
    if saved.organization:
        spoken.append(Spoken("Исполнитель", saved.organization, "ещё не передано"))
    return ResultStrip(spoken, [hand, *tools])


def due_words(due: dt.datetime | None) -> str:
    """Return «сегодня, 13:41», «завтра, 09:00», «27.11, 23:59»."""
    if due is None:
        return "срок не задан"
    days = (due.date() - clock.today()).days
    day = {0: "сегодня", 1: "завтра"}.get(days, f"{due:%d.%m}")
    return f"{day}, {due:%H:%M}"
