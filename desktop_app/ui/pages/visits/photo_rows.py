"""The pictures of a visit in a form: in the act or not, in what order, under what words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.core.enums import Entity
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import Photo
from desktop_app.core.records.photos import PhotoLook
from desktop_app.core.text import one_line
from desktop_app.services.inspection_checks import LONGEST_CAPTION
from desktop_app.ui.pages.movable_rows import MovableRow, MovableRows
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.check import Check
from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Line, Paragraph
from desktop_app.ui.widgets.thumbnail import Thumbnail

_CHECK, _HEIGHT, _LEAST = 100, 380, 90
_OUT = "не в акте"


class PhotoRow(MovableRow):
    """One picture; `changed` when it is taken into the act or left out of it."""

    changed = Signal()

    def __init__(self, file: Attachment, caption: str, *, taken: bool) -> None:
        """Show the file's name at once; the picture comes by `show_look`."""
        super().__init__()
        self.file = file
        self.check, self.caption = Check(_OUT), QLineEdit(caption)
        self.picture, self.about = Thumbnail("paperclip"), Paragraph("", Type.CAPTION, Tone.MUTED)
        self._problem = Paragraph("", Type.CAPTION, Tone.WARNING)
        self._problem.hide()
        self.check.setChecked(taken)
        self.check.setAccessibleDescription(f"Снимок «{file.title}» в акте")
        self.check.setFixedWidth(look().metrics.px(_CHECK))
        self.caption.setMaxLength(LONGEST_CAPTION)
        self.caption.setPlaceholderText("подпись под снимком")
        self.caption.setAccessibleName(f"Подпись под снимком «{file.title}»")
        self.caption.setEnabled(taken)
        self.check.toggled.connect(self.caption.setEnabled)
        self.check.toggled.connect(self.changed)
        self.stops = (self.check, self.caption)
        self._build()

    def _build(self) -> None:
        whose = " · из обращения" if self.file.entity is Entity.TICKET else ""
        name = Line(f"{self.file.title}{whose}", Type.CELL_BOLD)
        words = column(name, 4, self.caption, 4, self.about, self._problem, None)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 5, 2, 5)
        line.setSpacing(10)
        line.addWidget(self.check)
        line.addWidget(self.picture)
        line.addLayout(words, 1)

    @property
    def taken(self) -> bool:
        """Tell whether the picture stands in the act."""
        return self.check.isChecked()

    def number(self, place: int) -> None:
        """Show the number the picture has in the act; 0 for none."""
        words = f"№ {place}" if place else _OUT
        self.check.setText(words)
        self.check.setAccessibleName(words)
        self.check.update()

    def show_look(self, seen: PhotoLook) -> None:
        """Show the picture with words about it; one that cannot be printed is not offered."""
        self.picture.show_picture(seen.small)
        self.about.set_text(seen.about)
        self._problem.set_text(f"В акт не напечатается: {seen.problem}" if seen.problem else "")
        self._problem.setVisible(bool(seen.problem))
        self.about.setVisible(not seen.problem)
        self.check.setEnabled(not seen.problem or self.taken)

    def photo(self) -> Photo:
        """Return the picture as the draft keeps it."""
        return Photo(self.file.id, one_line(self.caption.text()))


class PhotoRows(QWidget):
    """All pictures of a visit, those of the act first; it keeps its draft as other fields do."""

    def __init__(
        self, files: Sequence[Attachment], photos: Sequence[Photo], room: int = 10_000
    ) -> None:
        """Show files; `photos` are those the act shows now, `room` the pixels of height to take."""
        super().__init__()
        captions = {photo.attachment_id: photo.caption for photo in photos}
        order = {number: place for place, number in enumerate(captions)}
        # Files of the visit itself before those of its tickets, as they were given.
        ordered = sorted(files, key=lambda file: order.get(file.id, len(order)))
        made = [PhotoRow(f, captions.get(f.id, ""), taken=f.id in captions) for f in ordered]
        self._list = MovableRows(made)
        self._pane = ScrollPane(self._list.layout_of_rows)
        px = look().metrics.px
        self._pane.setMinimumHeight(max(px(_LEAST), min(px(_HEIGHT), room)))
        self.setLayout(column(self._pane))
        self._list.moved.connect(self._moved)
        for line in made:
            line.changed.connect(self._number)
            line.caption.returnPressed.connect(self._next_caption)
        self._number()

    @property
    def rows(self) -> list[PhotoRow]:
        """The pictures in the order shown."""
        return [line for line in self._list.rows if isinstance(line, PhotoRow)]

    def chosen(self) -> tuple[Photo, ...]:
        """Return the pictures of the act in their order."""
        return tuple(line.photo() for line in self.rows if line.taken)

    def take_all(self, taken: bool) -> None:
        """Take every picture that can be printed into the act, or leave all out."""
        for line in self.rows:
            line.check.setChecked(taken and line.check.isEnabled())

    def show_look(self, seen: PhotoLook) -> None:
        """Show what came of reading one file."""
        for line in self.rows:
            if line.file.id == seen.attachment_id:
                line.show_look(seen)

    def draft_value(self) -> list[str | int | None]:
        """Return numbers and captions by turns, as a kept form holds them."""
        return [part for p in self.chosen() for part in (p.attachment_id, p.caption)]

    def take_draft(self, value: list[str | int | None]) -> None:
        """Put numbers and captions back; files that are gone are passed over."""
        wanted: Mapping[object, object] = dict(zip(value[::2], value[1::2], strict=False))
        known = {line.file.id: line for line in self.rows}
        for line in self.rows:
            line.check.setChecked(line.file.id in wanted)
        back = [number for number in wanted if number in known]
        for place, number in enumerate(back):
            line = known[int(str(number))]
            line.caption.setText(str(wanted[number] or ""))
            self._list.put(line, place)

    def _moved(self, line: object) -> None:
        if isinstance(line, PhotoRow):
            self._pane.ensureWidgetVisible(line)
        self._number()

    def _number(self) -> None:
        place = 0
        for line in self.rows:
            place += line.taken
            line.number(place if line.taken else 0)

    def _next_caption(self) -> None:
        """Go to the caption of the next picture of the act; after the last one, out of the list."""
        lines = [line for line in self.rows if line.taken]
        here = next((at for at, line in enumerate(lines) if line.caption.hasFocus()), -1)
        if 0 <= here < len(lines) - 1:
            lines[here + 1].caption.setFocus()
            self._pane.ensureWidgetVisible(lines[here + 1])
        elif self.rows:
            self.rows[-1].stops[-1].setFocus()
            self.window().focusNextChild()
