"""Tooltips in plain text: Qt takes anything that looks like HTML for HTML, pictures included."""

_ONE_LINE, _MOST = 120, 900


def plain_tip(text: str) -> str:
    """Return a tooltip that shows the text letter by letter, `<img src=…>` too.

    Qt wraps only what is marked up or wider than the screen: a long text stood on one line across
    all of it. Of a very long one the beginning is shown: higher than the screen it is not read.
    """
    if len(text) > _MOST:
        text = f"{text[:_MOST].rstrip()}…"
    if "<" not in text and max(map(len, text.split("\n"))) <= _ONE_LINE:
        return text
    marked = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{marked}</span>".replace("\n", "<br>")
