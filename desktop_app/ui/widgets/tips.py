"""Tooltips in plain text: Qt takes anything that looks like HTML for HTML, pictures included."""


def plain_tip(text: str) -> str:
    """Return a tooltip that shows the text letter by letter, `<img src=…>` too."""
    if "<" not in text:
        return text
    import html  # its table of entities is long, and few words need it

    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>")
