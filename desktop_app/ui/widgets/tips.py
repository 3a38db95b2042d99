"""Tooltips in plain text: Qt takes anything that looks like HTML for HTML, pictures included."""

import html


def plain_tip(text: str) -> str:
    """Return a tooltip that shows the text letter by letter, `<img src=…>` too."""
    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>") if "<" in text else text
