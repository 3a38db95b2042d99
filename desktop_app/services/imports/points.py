"""Coordinates many houses share belong to none of them: a geocoder knew only the street or town."""

from desktop_app.core.building_fields import BuildingValues

Point = tuple[float, float]
_PRECISION = 6


class SharedPoints:
    """Points met in a file, each with the plot it was first met on.

    Buildings of one plot («12», «12, корп. 2», «12, стр. 1») may share its point.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._plots: dict[Point, int | None] = {}

    def add(self, values: BuildingValues) -> None:
        """Take a house in."""
        point = _point(values)
        if point is None:
            return
        plot = _plot(values)
        if self._plots.setdefault(point, plot) != plot:
            self._plots[point] = None

    def is_shared(self, latitude: float | None, longitude: float | None) -> bool:
        """Tell whether houses of different plots stand on this point."""
        if latitude is None or longitude is None:
            return False
        point = (round(latitude, _PRECISION), round(longitude, _PRECISION))
        return point in self._plots and self._plots[point] is None


def _point(values: BuildingValues) -> Point | None:
    latitude, longitude = values.columns["latitude"], values.columns["longitude"]
    if isinstance(latitude, float) and isinstance(longitude, float):
        return round(latitude, _PRECISION), round(longitude, _PRECISION)
    return None


def _plot(values: BuildingValues) -> int:
    """Return a number that stands for settlement, street and house number; it takes less room."""
    place = (values.settlement, values.street, values.columns["house_number"])
    return hash(place)
