"""The office's small lists: topics, terms, calendar, answers, norms, commission, letterhead."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop_app.core.changes import Changes
from desktop_app.core.records.reference_lists import (
    REF_LISTS,
    RefChange,
    RefField,
    RefLine,
    RefList,
)
from desktop_app.core.text import number
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Column
from desktop_app.ui.pages.here_list import HereList
from desktop_app.ui.pages.settings.reference_sheets import ChangesSheet, LineSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.bars import Bar, Crumbs
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import Pane, column
from desktop_app.ui.widgets.tabs import Tab, Tabs

_ACTIVE = "is_active"


class ReferenceScreen(Pane):
    """`left` back to the settings; `changed(Changes)` after every edit."""

    left = Signal()
    changed = Signal(object)
    failed = Signal(object)
    status_text = Signal(str)
    undo_offered = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the tabs; a list is read when its tab is shown."""
        super().__init__()
        self._tools = tools
        self._kinds = {item.key: item for item in REF_LISTS}
        self._fields: dict[str, tuple[RefField, ...]] = {}
        self.lists: dict[str, HereList] = {}
        self.crumbs = Crumbs("Настройки")
        self.crumbs.set_words("Справочники")
        tabs = [Tab(item.key, item.title) for item in REF_LISTS]
        self.tabs = Tabs("Справочник", tabs)
        self.change = Button("Изменить", icon_name="pencil", key=keys.cap("open"))
        self.past = Button("История", icon_name="undo")
        self.add = Button("Добавить", Rank.PRIMARY, icon_name="plus", key=keys.cap("new"))
        self._views = QStackedWidget()
        tools_bar = Bar("screen_bar", [self.tabs, None, self.change, self.past, self.add])
        whole = column(self.crumbs, tools_bar, self._views)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._wire()

    def _wire(self) -> None:
        self.crumbs.back.connect(self.left)
        keys.bind("close", self, self.left.emit)
        keys.bind("back", self, self.left.emit)
        keys.bind("new", self, self._add)
        self.tabs.chosen.connect(lambda _key: self.activate())
        self.change.clicked.connect(self._edit)
        self.past.clicked.connect(self._ask_past)
        self.add.clicked.connect(self._add)

    @property
    def front(self) -> HereList | None:
        """The list in front."""
        return self.lists.get(self.tabs.current)

    def activate(self) -> None:
        """Read the list in front anew."""
        key, office = self.tabs.current, self._tools.office

        def read() -> tuple[tuple[RefField, ...], list[RefLine]]:
            book = office.reference_lists.books[key]
            return book.fields, book.lines()

        def show(found: tuple[tuple[RefField, ...], list[RefLine]]) -> None:
            self._show(key, *found)

        self._tools.jobs.read(read, show, self.failed.emit, owner=self)

    def _show(self, key: str, fields: tuple[RefField, ...], lines: list[RefLine]) -> None:
        if key != self.tabs.current:
            return
        self._fields[key] = fields
        shown = self.lists.get(key) or self._make(key, fields)
        shown.show_records(lines)
        self._views.setCurrentWidget(shown)
        kind = self._kinds[key]
        self.add.setVisible(kind.can_add)
        for tool in (self.change, self.past):
            tool.setEnabled(bool(lines))
        self.status_text.emit(f"{kind.title}: {number(len(lines))}")
        shown.setFocus()

    def _make(self, key: str, fields: Sequence[RefField]) -> HereList:
        columns = [_column(field) for field in fields if field.is_listed]
        shown = HereList(f"reference-{key}", self._kinds[key].title, columns, self._tools.state)
        shown.opened.connect(lambda _id: self._edit())
        shown.new_requested.connect(self._add)
        shown.delete_requested.connect(lambda _ids: self._hide())
        self.lists[key] = shown
        self._views.addWidget(shown)
        return shown

    # Editing

    @property
    def _kind(self) -> RefList:
        return self._kinds[self.tabs.current]

    def _current(self) -> RefLine | None:
        shown = self.front
        line = shown.current() if shown is not None else None
        return line if isinstance(line, RefLine) else None

    def _add(self) -> None:
        if self._kind.can_add and self._kind.key in self._fields:
            self._sheet(None, f"{self._kind.title}: новая строка")

    def _edit(self) -> None:
        line = self._current()
        if line is not None:
            self._sheet(line, f"{self._kind.title}: изменить")

    def _sheet(self, line: RefLine | None, title: str) -> None:
        key = self.tabs.current
        save = self._tools.office.reference_lists.saving(key, line)
        LineSheet(self._tools, self, title, self._fields[key], line, save, self._saved)

    def _saved(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.status_text.emit("Записано")
        self.activate()

    def _hide(self) -> None:
        """Offer a line no longer; it stays in the list and in what was written with it."""
        line, key = self._current(), self.tabs.current
        if line is None or line.values.get(_ACTIVE) != "1":
            return

        def done(changes: Changes) -> None:
            self._saved(changes)
            words = f"«{line.title}» больше не предлагается"
            back = partial(self._write, key, replace(line, values=hidden), line.values)
            self.undo_offered.emit(UndoOffer(words, back))

        hidden = {**line.values, _ACTIVE: "0"}
        save = self._tools.office.reference_lists.saving(key, line)
        self._tools.jobs.write(lambda: save(line.id, hidden), done, self.failed.emit, owner=self)

    def _write(self, key: str, line: RefLine, values: Mapping[str, str]) -> None:
        save = self._tools.office.reference_lists.saving(key, line)
        self._tools.jobs.write(
            lambda: save(line.id, values),
            self._saved,
            self.failed.emit,
            owner=self,
        )

    # What was before

    def _ask_past(self) -> None:
        line, key = self._current(), self.tabs.current
        if line is None:
            return
        office = self._tools.office

        def show(changes: list[RefChange]) -> None:
            if not changes:
                words = "Эту строку в программе ещё не меняли."
                self._tools.dialogs.tell(self, f"История: {line.title}", words)
                return
            ChangesSheet(
                self._tools,
                self,
                line.title,
                changes,
                lambda change: office.reference_lists.put_back(key, line.id, change),
                self._saved,
            )

        self._tools.jobs.read(
            lambda: office.reference_lists.books[key].history(line.id),
            show,
            self.failed.emit,
            owner=self,
        )


def _column(field: RefField) -> Column:
    return Column(
        field.name,
        field.title,
        field.width,
        lambda line: field.shown(line.values[field.name]) or None,
        sortable=False,
        tone=lambda line: Tone.PLAIN if line.is_active else Tone.MUTED,
    )
