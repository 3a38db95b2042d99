"""How a failure reads on the screen: a title, what is safe, what to do next."""

from dataclasses import dataclass

from desktop_app.core.errors import (
    Cancelled,
    Conflict,
    DatabaseDamaged,
    DatabaseLocked,
    InvalidDraft,
    NotAllowed,
    NotFound,
    OfficeError,
    StorageError,
)
from desktop_app.core.text import plural
from desktop_app.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """What a banner says; `modal` when data is at risk and a strip could be overlooked."""

    tone: Tone
    title: str
    text: str
    modal: bool = False


_SAFE = {
    StorageError: "Введённое на экране сохранено в форме",
    Conflict: "Ваш ввод остался на экране",
    NotAllowed: "Ничего не изменено",
    NotFound: "Ничего не изменено",
}
_REMEDY = {
    DatabaseLocked: "Подождите немного и повторите",
    DatabaseDamaged: "Откройте «Настройки» → «Копии базы» и восстановите последнюю копию",
    Conflict: "Откройте запись заново и внесите изменение ещё раз",
    NotFound: "Обновите список клавишей F5",
}


def words_of(error: OfficeError) -> ErrorWords:
    """Return the words of any failure a person or the world can cause.

    What the error itself says wins; where it says nothing of safety or of the next step, the
    general words of its class stand in.
    """
    if isinstance(error, Cancelled):
        return ErrorWords(Tone.INFO, error.cause, error.safe)
    if isinstance(error, InvalidDraft):
        return ErrorWords(Tone.DANGER, summary_title(len(error.fields)), error.remedy)
    safe = error.safe or _of_class(_SAFE, error)
    remedy = error.remedy or _of_class(_REMEDY, error)
    parts = [_sentence(part) for part in (safe, remedy) if part]
    warned = isinstance(error, Conflict | NotAllowed | NotFound)
    return ErrorWords(
        Tone.WARNING if warned else Tone.DANGER,
        error.cause.rstrip("."),
        " ".join(parts),
        modal=isinstance(error, DatabaseDamaged),
    )


def summary_title(problems: int) -> str:
    """Return «Не записано: исправьте 2 поля»."""
    return f"Не записано: исправьте {problems} {plural(problems, 'поле', 'поля', 'полей')}"


def _of_class(table: dict[type[OfficeError], str], error: OfficeError) -> str:
    return next((table[kind] for kind in type(error).__mro__ if kind in table), "")


def _sentence(words: str) -> str:
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "!", "?", "…")) else whole + "."
