"""The three themes: the only place in the program where colours are written as numbers."""

from types import MappingProxyType

from desktop_app.ui.theme.tokens import Theme, Tint, Tone

_LIGHT_GOOD = Tint("#20643A", "#E3F2E7")
_DARK_GOOD = Tint("#93D3A6", "#1D3D29")
_WHITE = Tint("#FFFFFF", "#000000")
_AMBER = Tint("#FFD54A", "#000000")

LIGHT = Theme(
    name="light",
    title="Светлая",
    outlined=False,
    canvas="#F3F4F6",
    surface="#FFFFFF",
    quiet="#F8F9FB",
    hover="#EDF0F4",
    hairline="#E1E4E9",
    control="#C3C9D2",
    field="#858D99",
    ink="#1B1F24",
    muted="#58606C",
    accent="#1D5BA8",
    on_accent="#FFFFFF",
    link="#1D5BA8",
    soft="#DBE7F6",
    on_soft="#1B1F24",
    chart="#4C7FBF",
    past="#8A95A3",
    track="#D5DAE1",
    status=MappingProxyType(
        {
            "new": Tint("#17529A", "#E2EDFA"),
            "sent": Tint("#5B3FA0", "#EEE9FA"),
            "in_progress": Tint("#0B616C", "#DDF1F2"),
            "on_hold": Tint("#555D69", "#EBEDF0"),
            "done": Tint("#7A4C00", "#FBEFD6"),
            "rework": Tint("#A3310E", "#FCE8E0"),
            "closed": _LIGHT_GOOD,
            "cancelled": Tint("#5A616B", "#F0F1F3"),
        }
    ),
    messages=MappingProxyType(
        {
            Tone.DANGER: Tint("#AF211A", "#FCE8E6"),
            Tone.WARNING: Tint("#7F4A00", "#FFF2D8"),
            Tone.GOOD: _LIGHT_GOOD,
            Tone.INFO: Tint("#17529A", "#E8F0FA"),
        }
    ),
)

DARK = Theme(
    name="dark",
    title="Тёмная",
    outlined=False,
    canvas="#181B1F",
    surface="#1F2328",
    quiet="#23282E",
    hover="#2A3037",
    hairline="#343A43",
    control="#4A525D",
    field="#7F8895",
    ink="#E6E9ED",
    muted="#A3ACB8",
    accent="#2F6CBB",
    on_accent="#FFFFFF",
    link="#8ABAF7",
    soft="#27405F",
    on_soft="#E6E9ED",
    chart="#5E93D6",
    past="#7F8895",
    track="#3A414B",
    status=MappingProxyType(
        {
            "new": Tint("#9CC5FA", "#1E3653"),
            "sent": Tint("#C9B8F5", "#352D52"),
            "in_progress": Tint("#86D3DA", "#163D42"),
            "on_hold": Tint("#BCC4CE", "#323840"),
            "done": Tint("#F0C674", "#43351A"),
            "rework": Tint("#F7A98D", "#4A2A20"),
            "closed": _DARK_GOOD,
            "cancelled": Tint("#AEB5BF", "#2B3037"),
        }
    ),
    messages=MappingProxyType(
        {
            Tone.DANGER: Tint("#FF9D94", "#4B2423"),
            Tone.WARNING: Tint("#F0C674", "#43351A"),
            Tone.GOOD: _DARK_GOOD,
            Tone.INFO: Tint("#9CC5FA", "#1E3653"),
        }
    ),
)

CONTRAST = Theme(
    name="contrast",
    title="Высокая контрастность",
    outlined=True,
    canvas="#000000",
    surface="#000000",
    quiet="#000000",
    hover="#1A1A1A",
    hairline="#FFFFFF",
    control="#FFFFFF",
    field="#FFFFFF",
    ink="#FFFFFF",
    muted="#FFFFFF",
    accent="#FFFF00",
    on_accent="#000000",
    link="#FFFF00",
    soft="#FFFF00",
    on_soft="#000000",
    chart="#FFFFFF",
    past="#8A8A8A",
    track="#4A4A4A",
    status=MappingProxyType(dict.fromkeys(LIGHT.status, _WHITE) | {"rework": _AMBER}),
    messages=MappingProxyType(
        {
            Tone.DANGER: Tint("#FF9C9C", "#000000"),
            Tone.WARNING: _AMBER,
            Tone.GOOD: _WHITE,
            Tone.INFO: _WHITE,
        }
    ),
)

THEMES = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, CONTRAST)})
