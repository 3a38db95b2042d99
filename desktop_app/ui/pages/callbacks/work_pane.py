"""The right side: the call, or why there is none — a pause, or filters nobody fits."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.ui.pages.callbacks.call_pane import CallPane
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.panes import drop

_NOBODY = EmptyWords(
    "phone",
    "По этому отбору звонить некому",
    "Остальные ждут звонка в очереди.",
    way_out="Сбросить отбор",
)


class WorkPane(QWidget):
    """`resumed`: «Продолжить» after a pause. `whole_wanted`: out of filters nobody fits."""

    resumed = Signal()
    whole_wanted = Signal()

    def __init__(self, call: CallPane) -> None:
        """Show the call."""
        super().__init__()
        self._call = call
        self._words: EmptyWords | None = None
        self.instead: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(call)

    def show_state(self, pause: EmptyWords | None, *, has_call: bool) -> None:
        """Show the words of a pause, else the call, else that the filters leave nobody."""
        words = pause or (None if has_call else _NOBODY)
        if words == self._words:
            return
        old, self._words, self.instead = self.instead, words, None
        if words is not None:
            self.instead = EmptyState(words)
            self.instead.action_pressed.connect(self.resumed)
            self.instead.way_out_pressed.connect(self.whole_wanted)
            self._stack.addWidget(self.instead)
        self._stack.setCurrentWidget(self.instead or self._call)
        if old is not None:
            self._stack.removeWidget(old)
            drop(old)
        if pause is not None and self.instead is not None:
            self.instead.action.setFocus()
