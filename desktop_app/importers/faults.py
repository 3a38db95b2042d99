"""Why a file cannot be read as a table: one Russian text for each cause."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop_app.core.errors import BadFile
from desktop_app.core.text import counted, number

_SAFE = "ничего не изменено"
_SHOWN_TITLES = 12


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Word what goes wrong while a file is read, at its opening or on any later row: BadFile."""
    try:
        yield
    except FileNotFoundError as error:
        raise missing(path) from error
    except UnicodeDecodeError as error:
        raise changed(path) from error
    except (gzip.BadGzipFile, zlib.error, EOFError, zipfile.BadZipFile) as error:
        raise broken(path) from error
    except OSError as error:
        raise unreadable(path, error) from error


def missing(path: Path) -> BadFile:
    """Return «there is no such file»."""
    return BadFile(f"Нет файла {path}", _SAFE, "проверьте имя и папку")


def unreadable(path: Path, error: OSError) -> BadFile:
    """Return «the system does not let us read it»."""
    if path.is_dir():
        return BadFile(f"{path.name} — это папка, а не файл", _SAFE, "выберите файл таблицы")
    if isinstance(error, PermissionError):
        return BadFile(
            f"Нет доступа к файлу {path.name}",
            _SAFE,
            "закройте его в другой программе или скопируйте в «Документы» и повторите",
        )
    return BadFile(
        f"Файл {path.name} не читается ({error.strerror or error})",
        _SAFE,
        "скопируйте его на этот компьютер и повторите",
    )


def changed(path: Path) -> BadFile:
    """Return «it is not what it was a moment ago»: its encoding was proven before."""
    return BadFile(
        f"Файл {path.name} изменился, пока его читали",
        _SAFE,
        "закройте его в другой программе и повторите",
    )


def empty(path: Path) -> BadFile:
    """Return «there is nothing inside»."""
    return BadFile(f"Файл {path.name} пуст", _SAFE, "выберите файл, в котором есть строки")


def empty_sheet(path: Path) -> BadFile:
    """Return «the workbook has sheets but no filled cells»."""
    return BadFile(
        f"В книге {path.name} на листах нет заполненных строк",
        _SAFE,
        "откройте её в Excel и проверьте, что таблица сохранена",
    )


def no_rows(path: Path) -> BadFile:
    """Return «headings without a single row under them»."""
    return BadFile(
        f"В файле {path.name} есть заголовки столбцов, но нет ни одной строки под ними",
        _SAFE,
        "выберите файл с данными",
    )


def broken(path: Path) -> BadFile:
    """Return «the workbook or archive is damaged»."""
    return BadFile(
        f"Файл {path.name} повреждён или записан не до конца",
        _SAFE,
        "получите его заново или откройте в Excel и сохраните под другим именем",
    )


def password(path: Path) -> BadFile:
    """Return «it is encrypted»."""
    return BadFile(
        f"Файл {path.name} закрыт паролем",
        _SAFE,
        "откройте его в Excel, снимите пароль («Файл» → «Сведения» → «Защита») и сохраните",
    )


def not_table(path: Path, what: str) -> BadFile:
    """Return «this is something else», for example «документ PDF»."""
    return BadFile(
        f"Файл {path.name} — {what}, а не таблица",
        _SAFE,
        "нужен файл xlsx, xls или csv",
    )


def wrong_encoding(path: Path, line: int) -> BadFile:
    """Return «neither UTF-8 nor Windows-1251», with the line of the first bad byte."""
    return BadFile(
        f"Кодировка файла {path.name} не распознана: строка {number(line)} не читается ни как "
        "UTF-8, ни как Windows-1251",
        _SAFE,
        "откройте файл в Excel и сохраните как «CSV UTF-8»",
    )


def broken_quotes(path: Path, row: int) -> BadFile:
    """Return «a quoted field never ends»."""
    return BadFile(
        f"В файле {path.name} около записи {number(row)} не закрыта кавычка: дальше столбцы не "
        "отличить от текста",
        _SAFE,
        "исправьте кавычки или сохраните таблицу заново",
    )


def too_big(
    path: Path, what: str, remedy: str = "разделите его на части и загрузите по очереди"
) -> BadFile:
    """Return «more than we take», `what` names the limit that was passed."""
    return BadFile(f"Файл {path.name} слишком велик: {what}", _SAFE, remedy)


def too_wide(path: Path, columns: int) -> BadFile:
    """Return «cells far to the right are filled»."""
    limit = number(columns)
    return too_big(
        path,
        f"заполнены ячейки правее {limit}-го столбца",
        "удалите лишние столбцы справа и сохраните",
    )


def suspicious(path: Path, ratio: int) -> BadFile:
    """Return «it unpacks into far more than it weighs»."""
    return BadFile(
        f"Файл {path.name} распаковывается более чем в {ratio} раз: так устроены вредоносные "
        "архивы",
        _SAFE,
        "откройте его в Excel и сохраните под другим именем",
    )


def too_long(path: Path, seconds: float) -> BadFile:
    """Return «reading took longer than allowed»."""
    limit = counted(round(seconds), "секунды", "секунд", "секунд")
    return BadFile(
        f"Файл {path.name} читается дольше {limit}",
        _SAFE,
        "сохраните нужный лист отдельно, лучше в csv, и повторите",
    )


def no_header(path: Path, expected: Sequence[str]) -> BadFile:
    """Return «no row of column headings was found»; `expected` are headings we know."""
    known = ", ".join(f"«{title}»" for title in expected[:_SHOWN_TITLES])
    return BadFile(
        f"В файле {path.name} не найдена строка с заголовками столбцов",
        _SAFE,
        f"назовите столбцы понятно программе, например: {known}",
    )


def no_column(path: Path, title: str, variants: Sequence[str], found: Sequence[str]) -> BadFile:
    """Return «a column is missing»: its Russian name, how it may be headed, what was found."""
    heads = " или ".join(f"«{name}»" for name in variants[:4])
    seen = ", ".join(f"«{name}»" for name in found[:_SHOWN_TITLES])
    return BadFile(
        f"В файле {path.name} нет столбца «{title}»; есть: {seen}",
        _SAFE,
        f"добавьте столбец с заголовком {heads}",
    )


def several_tables(path: Path, count: int) -> BadFile:
    """Return «the archive holds not exactly one table»."""
    inside = counted(count, "таблица", "таблицы", "таблиц") if count else "нет ни одной таблицы"
    return BadFile(
        f"В архиве {path.name} {inside}, а нужна одна",
        _SAFE,
        "распакуйте архив и выберите нужный файл",
    )
