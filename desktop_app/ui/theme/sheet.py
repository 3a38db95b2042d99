"""The one application sheet: it names palette roles and measured sizes, never a colour."""

from desktop_app.ui.theme.fonts import Fonts, Type
from desktop_app.ui.theme.metrics import CARD_RADIUS, FIELD_RADIUS, MENU_BOX, SCROLL_BAR, Metrics

_FIELDS = "QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox"


def _types(fonts: Fonts) -> str:
    rules = (
        f'*[type="{role.key}"] {{ font-size: {role.points(fonts.body_pt):.3f}pt; '
        f"font-weight: {'bold' if role.bold else 'normal'}; }}"
        for role in Type
    )
    return "\n".join(rules)


def _buttons(metrics: Metrics) -> str:
    inner, line = metrics.field - 2, metrics.chip - 8
    return f"""
QPushButton {{
    background: palette(base); color: palette(text);
    border: 1px solid palette(shadow); border-radius: {FIELD_RADIUS}px;
    padding: 0 12px; min-height: {inner}px; max-height: {inner}px;
}}
QPushButton:hover {{ background: palette(midlight); }}
QPushButton:pressed {{ background: palette(alternate-base); border-color: palette(dark); }}
QPushButton:focus {{
    border: 2px solid palette(link); padding: 0 11px;
    min-height: {inner - 2}px; max-height: {inner - 2}px;
}}
QPushButton:disabled {{
    color: palette(placeholder-text); border: 1px dashed palette(shadow);
    background: palette(base);
}}
QPushButton[kind="primary"] {{
    background: palette(highlight); color: palette(highlighted-text);
    border-color: palette(highlight); font-weight: bold; padding: 0 13px;
}}
QPushButton[kind="primary"]:focus {{ border-color: palette(text); padding: 0 12px; }}
QPushButton[kind="primary"]:pressed {{ border-color: palette(text); }}
QPushButton[kind="primary"]:disabled {{
    background: palette(midlight); color: palette(placeholder-text);
    border-color: palette(shadow);
}}
QPushButton[kind="link"] {{
    background: transparent; color: palette(link); border-color: transparent; padding: 0 2px;
}}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{ border-color: palette(link); padding: 0 1px; }}
QPushButton[kind="link"][inline="true"] {{ min-height: {line}px; max-height: {line}px; }}
QPushButton[kind="link"][inline="true"]:focus {{
    min-height: {line - 2}px; max-height: {line - 2}px;
}}
QPushButton[kind="link"]:disabled {{ color: palette(placeholder-text); }}
"""


def _fields(metrics: Metrics) -> str:
    inner = metrics.field - 2
    return f"""
{_FIELDS} {{
    background: palette(base); color: palette(text);
    placeholder-text-color: palette(placeholder-text);
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text);
    border: 1px solid palette(dark); border-radius: {FIELD_RADIUS}px; padding: 0 6px;
}}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {inner}px; max-height: {inner}px; }}
QComboBox {{ padding-left: 8px; }}
QPlainTextEdit {{ padding: 3px 4px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid palette(link); padding: 0 5px;
    min-height: {inner - 2}px; max-height: {inner - 2}px;
}}
QComboBox:focus {{ padding-left: 7px; }}
QPlainTextEdit:focus {{ border: 2px solid palette(link); padding: 2px 3px; }}
QLineEdit[problem="true"], QComboBox[problem="true"], QAbstractSpinBox[problem="true"] {{
    border: 2px solid palette(bright-text); padding: 0 5px;
    min-height: {inner - 2}px; max-height: {inner - 2}px;
}}
QComboBox[problem="true"] {{ padding-left: 7px; }}
QPlainTextEdit[problem="true"] {{ border: 2px solid palette(bright-text); padding: 2px 3px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLineEdit:read-only, QPlainTextEdit:read-only {{
    background: palette(alternate-base); color: palette(text); border-color: palette(shadow);
}}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{
    border: none; background: transparent; padding: 0; min-height: 0; max-height: 10000px;
}}
"""


def _choices(metrics: Metrics) -> str:
    return f"""
QComboBox::drop-down {{ border: none; width: {metrics.px(24)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QComboBox QAbstractItemView, QListView[popup="true"] {{
    background: palette(base); color: palette(text); border: 1px solid palette(dark);
    outline: none; padding: 3px;
    selection-background-color: palette(light); selection-color: palette(link-visited);
}}
QComboBox QAbstractItemView::item, QListView[popup="true"]::item {{
    min-height: {metrics.field - 4}px; padding: 0 6px; border-radius: {FIELD_RADIUS}px;
}}
QComboBox QAbstractItemView::item:selected, QListView[popup="true"]::item:selected {{
    background: palette(light); color: palette(link-visited);
}}
"""


def _controls(metrics: Metrics) -> str:
    return f"""
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: none; }}
QCheckBox, QRadioButton {{ background: transparent; spacing: 8px; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: {metrics.px(14)}px; height: {metrics.px(14)}px; background: palette(base);
    border: 1px solid palette(dark); border-radius: 3px;
}}
QRadioButton::indicator {{ border-radius: {metrics.px(14) // 2 + 1}px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{
    background: palette(highlight); border-color: palette(highlight);
}}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border: 2px solid palette(link); }}
QProgressBar {{
    background: palette(midlight); color: transparent; border: none; border-radius: 3px;
    min-height: 6px; max-height: 6px;
}}
QProgressBar::chunk {{ background: palette(link); border-radius: 3px; }}
QTextEdit {{ background: palette(base); color: palette(text); border: none; }}
"""


def _popups(metrics: Metrics) -> str:
    box = metrics.px(MENU_BOX)
    return f"""
QMenu {{
    background: palette(base); color: palette(text);
    border: 1px solid palette(dark); padding: 4px;
}}
QMenu::item {{
    padding: 5px {metrics.px(24)}px 5px {metrics.px(12)}px; border-radius: {FIELD_RADIUS}px;
}}
QMenu::item:selected {{ background: palette(light); color: palette(link-visited); }}
QMenu::item:disabled {{ color: palette(placeholder-text); }}
QMenu::separator {{ height: 1px; background: palette(mid); margin: 4px 8px; }}
QMenu::indicator {{
    width: {box}px; height: {box}px; margin-left: 6px;
    border: 1px solid palette(dark); border-radius: 2px; background: palette(base);
}}
QMenu::indicator:exclusive {{ border-radius: {box // 2 + 1}px; }}
QMenu::indicator:checked {{ background: palette(highlight); border-color: palette(highlight); }}
QMenu::indicator:selected {{ border-color: palette(link-visited); background: transparent; }}
QMenu::indicator:checked:selected {{ background: palette(link-visited); }}
QToolTip {{
    background: palette(tooltip-base); color: palette(tooltip-text);
    border: 1px solid palette(dark); padding: 1px 3px;
}}
"""


def _scrolling() -> str:
    half = SCROLL_BAR // 2 - 1
    return f"""
QScrollBar:vertical {{ background: transparent; width: {SCROLL_BAR}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {SCROLL_BAR}px; margin: 0; }}
QScrollBar::handle {{ background: palette(shadow); border-radius: {half}px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: palette(dark); }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _text() -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[tone="muted"] {{ color: palette(placeholder-text); }}
QLabel[tone="link"] {{ color: palette(link); }}
QFrame[line="true"] {{ background: palette(mid); border: none; }}
QFrame[card="true"] {{
    background: palette(base); border: 1px solid palette(mid); border-radius: {CARD_RADIUS}px;
}}
QScrollArea, QWidget[clear="true"] {{ background: transparent; border: none; }}
QTableView, QListView {{ border: none; background: palette(base); outline: none; }}
"""


def make_sheet(fonts: Fonts, metrics: Metrics) -> str:
    """Return the application sheet for these fonts; the same text serves all three themes."""
    parts = (
        _text(),
        _types(fonts),
        _buttons(metrics),
        _fields(metrics),
        _choices(metrics),
        _controls(metrics),
        _popups(metrics),
        _scrolling(),
    )
    return "\n".join(parts)
