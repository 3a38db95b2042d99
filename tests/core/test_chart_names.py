"""Names under compared bars are cut, never left out."""

from desktop_app.core.chart_scene import Frame, Role, scene
from desktop_app.core.charts import Chart, ChartKind, Series


def test_every_compared_bar_has_its_name() -> None:
    """A long name is shortened with «…»; its neighbours keep theirs."""
    names = ("Теплосеть", "УК «Новый двор»", "УК «Домашний очаг и сыновья»")
    chart = Chart(ChartKind.COMPARED, "Передано", names, (Series("", (3, 2, 1)),) * 2)
    found = scene(chart, Frame(300, 100, 10, lambda text, bold: len(text) * (6.5 if bold else 6.0)))
    labels = [word.text for word in found.words if word.role is Role.LABEL]
    assert len(labels) == 3
    assert labels[0] == "Теплосеть"
    assert labels[2].endswith("…")
