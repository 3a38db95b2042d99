"""What a value says against its norm, as one sentence."""

from desktop_app.core.assessing import Assessment, Violation
from desktop_app.core.norms import plain, shown
from desktop_app.core.text import NBSP


def assessment_words(found: Assessment, hours: Violation | None = None) -> str:
    """Return «Отопление, …: 17,5 °C при норме не ниже 18, ниже на 0,5. Основание: …»."""
    norm, unit = found.norm, found.norm.unit.replace("-", "")
    about = f"{norm.service[:1].upper()}{norm.service[1:]}, {norm.parameter}"
    value = f"{shown(found.value)}{NBSP}{unit}".rstrip()
    parts = [f"{about}: {value}, {_verdict(found)}"]
    if norm.low is not None or norm.high is not None:
        parts.append(f"Норма {_span(norm.low, norm.high)}{NBSP}{unit}")
    widened = (found.allowed_min, found.allowed_max) != (norm.low, norm.high)
    if widened and (found.allowed_min is not None or found.allowed_max is not None):
        parts.append(f"С допуском {_span(found.allowed_min, found.allowed_max)}{NBSP}{unit}")
    if norm.condition:
        parts.append(f"Условие: {norm.condition}")
    if hours is not None:
        told = f"{plain(hours.hours)}{NBSP}ч, градусо-часов {plain(hours.degree_hours)}"
        parts.append(f"Вне допустимого {told}")
    parts.append(f"Основание: {found.basis}")
    return ". ".join(parts) + "."


def _verdict(found: Assessment) -> str:
    if found.in_norm is None and found.deviation is None:
        return "порог не задан, вывода нет"
    if found.in_norm is None:
        return f"отклонение {shown(found.deviation or 0, signed=True)}, вывода нет"
    if found.in_norm:
        return "в норме"
    far = found.deviation or 0.0
    side = f"{'ниже' if far < 0 else 'выше'} нормы на {shown(abs(far), found.value)}"
    return f"{side}, в пределах допуска" if found.within_tolerance else side


def _span(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{plain(low)}–{plain(high)}"
    return f"от {plain(low)}" if low is not None else f"до {plain(high or 0)}"
