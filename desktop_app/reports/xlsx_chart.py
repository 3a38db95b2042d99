"""Native charts of a workbook: values and names stay in cells, so that they change with them."""

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint

from desktop_app.core.charts import Chart, ChartKind, Ink
from desktop_app.reports.xlsx_pen import WHOLE

# The colours of the screen's light theme.
_INKS = {Ink.ACCENT: "1D5BA8", Ink.PAST: "8A95A3", Ink.MAIN: "4C7FBF"}
_WIDTH, _HEIGHT = 17, 8  # centimetres


def columns(chart: Chart) -> BarChart:
    """Return an empty native bar chart; rows lie, the rest stand."""
    picture = BarChart()
    picture.type = "bar" if chart.kind is ChartKind.ROWS else "col"
    picture.title = chart.title
    picture.width, picture.height = _WIDTH, _HEIGHT
    picture.gapWidth = 60
    if chart.kind is ChartKind.ROWS:
        picture.height = max(_HEIGHT, len(chart.labels) + 2)
    if chart.kind is ChartKind.ROWS:
        picture.x_axis.scaling.orientation = "maxMin"  # the first line on top
    if len(chart.series) == 1:
        picture.legend = None
    return picture


def fill(
    picture: BarChart | LineChart,
    data: Reference,
    labels: Reference,
    inks: tuple[Ink, ...] = (Ink.MAIN, Ink.PAST),
) -> None:
    """Let a chart take its values from cells, with numbers at the bars; `inks` of its series."""
    picture.add_data(data, titles_from_data=True)
    picture.set_categories(labels)
    picture.dataLabels = DataLabelList()
    picture.dataLabels.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(picture.dataLabels, name, False)
    for series, ink in zip(picture.series, inks, strict=False):
        series.graphicalProperties.solidFill = _INKS[ink]
        series.graphicalProperties.line.solidFill = _INKS[ink]
    picture.y_axis.scaling.min = 0  # an axis that begins elsewhere makes changes look greater
    # Without it new versions of Excel hide the axes.
    picture.x_axis.delete = picture.y_axis.delete = False
    picture.y_axis.number_format = WHOLE


def accent(picture: BarChart, place: int) -> None:
    """Draw the bar the chart is about in the accent colour, those before it grey."""
    if place < 0:
        return
    series = picture.series[0]
    series.graphicalProperties.solidFill = _INKS[Ink.PAST]
    series.graphicalProperties.line.solidFill = _INKS[Ink.PAST]
    point = DataPoint(idx=place)
    point.graphicalProperties.solidFill = _INKS[Ink.ACCENT]
    series.data_points.append(point)


def lines(title: str) -> LineChart:
    """Return an empty native chart of lines."""
    picture = LineChart()
    picture.title, picture.legend = title, None
    picture.width, picture.height = _WIDTH, _HEIGHT
    return picture
