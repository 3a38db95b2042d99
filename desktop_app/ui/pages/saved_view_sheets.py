"""Sheets of saved views: what a view is called, for whom it is, whether its period moves on."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.periods import Period
from desktop_app.core.records.saved_views import SavedView, ViewSaved
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet


class ViewSheet:
    """Asks for a name, for whom, and whether the period moves on; `on_saved(ViewSaved)`."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        page: str,
        moving: Sequence[Period],
        packed: Callable[[Period | None], dict[str, object]],
        on_saved: Callable[[ViewSaved], object],
    ) -> None:
        """`moving` are the periods the days of the list of `page` may be meant by.

        `packed(period)` gives what is to be kept.
        """
        self._tools, self._page, self._on_saved = tools, page, on_saved
        self._packed = packed
        self._title = QLineEdit()
        self._circle = Combo("Для кого", [(False, "Только для меня"), (True, "Для всех")])
        self._period = Combo("Период", [*((p, _moving(p)) for p in moving), ("", "Эти самые дни")])
        fields = {
            "title": FormField("&Название", self._title),
            "circle": FormField("&Для кого", self._circle),
            "period": FormField("&Период", self._period),
        }
        self.sheet = FormSheet(parent, "Записать вид", "Записать", fields)
        self.sheet.lay(*fields.values())
        fields["period"].setVisible(bool(moving))
        open_sheet(self.sheet, self._title, self._submit)

    def _submit(self) -> None:
        period = self._period.value()
        packed = self._packed(period if isinstance(period, Period) else None)
        title, for_all, page = self._title.text(), self._circle.value() is True, self._page
        saved_views = self._tools.office.saved_views
        save_sheet(
            self._tools,
            self.sheet,
            lambda: saved_views.save(title, packed, for_all=for_all, page=page),
            self._on_saved,
        )


class RenameSheet:
    """Asks for another name of a view; `on_saved(ViewSaved)`."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        view: SavedView,
        on_saved: Callable[[ViewSaved], object],
    ) -> None:
        """Show the present name, selected."""
        self._tools, self._view, self._on_saved = tools, view, on_saved
        self._title = QLineEdit(view.title)
        self._title.selectAll()
        field = FormField("&Название", self._title)
        self.sheet = FormSheet(parent, "Переименовать вид", "Записать", {"title": field})
        self.sheet.lay(field)
        open_sheet(self.sheet, self._title, self._submit)

    def _submit(self) -> None:
        title, view, saved_views = self._title.text(), self._view, self._tools.office.saved_views
        save_sheet(
            self._tools, self.sheet, lambda: saved_views.rename(view.id, title), self._on_saved
        )


def _moving(period: Period) -> str:
    return f"{period.title_ru} — сдвигается сам"
