"""What is said of a file gathered from a damaged one."""

from desktop_app.core.text import counted
from desktop_app.services.recovering import Gathered

_DOUBTS = ("сомнение", "сомнения", "сомнений")


def gathered_title(gathered: Gathered) -> str:
    """Return how much came over."""
    tickets = counted(gathered.tickets, "обращение", "обращения", "обращений")
    houses = counted(gathered.buildings, "дом", "дома", "домов")
    return f"Собрано: {tickets}, {houses}"


def gathered_lines(gathered: Gathered) -> list[str]:
    """Return where it lies, and how much is in doubt."""
    doubts = "Сомнений нет."
    if gathered.doubts:
        doubts = f"{counted(len(gathered.doubts), *_DOUBTS)}, список в файле рядом."
    return [str(gathered.path), doubts, "Прежний файл не изменён."]
