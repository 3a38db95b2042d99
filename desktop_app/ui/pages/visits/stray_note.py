"""Words of a visit that cannot go back by themselves: looked at, copied, thrown away."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from desktop_app.core import clock
from desktop_app.ui.pages.visits.unsaved import Stray
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.note import Note


class StrayNote(Note):
    """Says when the words were typed and why they stay here; nothing goes without being asked."""

    def __init__(
        self, stray: Stray, told: Callable[[str], object], thrown: Callable[[], object]
    ) -> None:
        """`told(words)` for the status line, `thrown()` when they are not wanted."""
        super().__init__(
            Tone.WARNING, f"Введено {clock.show_moment(stray.draft.saved_at)} и не записано"
        )
        self._words, self._told = stray.words, told
        self.add_text(f"{stray.why} Текст цел: посмотрите или скопируйте его.")
        self.text = TextArea("Введённое и не записанное", least=96, most=200)
        self.text.setPlainText(self._words)
        self.text.setReadOnly(True)
        self.text.hide()
        self._look, copy = Button("Посмотреть"), Button("Скопировать")
        away = Button("Забыть", Rank.LINK)
        self._look.clicked.connect(self._unfold)
        copy.clicked.connect(self._copy)
        away.clicked.connect(lambda _checked=False: thrown())
        self.add_row(self._look, copy, away, None)
        self.add_widgets([self.text])

    def _unfold(self) -> None:
        self.text.setVisible(not self.text.isVisibleTo(self))
        self._look.setText("Свернуть" if self.text.isVisibleTo(self) else "Посмотреть")
        if self.text.isVisibleTo(self):
            self.text.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
        self._told("Введённое скопировано: вставьте его, куда нужно")
