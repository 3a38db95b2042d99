"""Office rules: every setting declared once, with type, default and its Russian name."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", str, int, float, bool)


@dataclass(frozen=True, slots=True)
class OfficeSetting(Generic[T]):
    """A rule of the office kept in the database, with history."""

    key: str
    default: T
    title: str

    def read(self, stored: str | None) -> T:
        """Return the value of its stored text; the default when it was never set."""
        if stored is None:
            return self.default
        if isinstance(self.default, bool):
            return stored == "1"
        return type(self.default)(stored)

    def write(self, value: T) -> str:
        """Return the stored text of a value."""
        if isinstance(value, bool):
            return "1" if value else "0"
        return str(value)


OFFICE_NAME = OfficeSetting("office.name", "Администрация района", "Название органа")
OFFICE_DEPARTMENT = OfficeSetting("office.department", "", "Отдел")
OFFICE_PLACE = OfficeSetting("office.place", "", "Населённый пункт в документах")
OFFICE_HEAD = OfficeSetting("office.head", "", "Руководитель (подпись)")
OFFICE_HEAD_POST = OfficeSetting("office.head_post", "Руководитель", "Должность руководителя")
AREA_CODE = OfficeSetting("office.area_code", "", "Код города для местных телефонов")
COLD_DISTRICT = OfficeSetting("norms.cold_district", False, "Район с пятидневкой −31 °C и ниже")
SEASON_START = OfficeSetting("season.start", "10-01", "Начало отопительного сезона, месяц-день")
CALL_ATTEMPTS = OfficeSetting("callback.attempts", 3, "Попыток дозвониться")
CALL_PAUSE_HOURS = OfficeSetting("callback.pause_hours", 3, "Часов до следующей попытки")
CALL_SCRIPT = OfficeSetting(
    "callback.script",
    "Здравствуйте, {учреждение}. {запись} Вы обращались к нам по адресу {адрес}: «{тема}», "
    "обращение № {номер}. Исполнитель сообщил, что всё сделано. "
    "Скажите, пожалуйста, проблема решена?",
    "Слова при обзвоне",
)
CALL_RECORDED = OfficeSetting("callback.recorded", False, "Разговоры при обзвоне записываются")
EXPIRED_BLOCKS = OfficeSetting(
    "act.expired_blocks", False, "Не выпускать акт, если поверка прибора закончилась"
)
REPEAT_HOUSE_COUNT = OfficeSetting("repeat.house_count", 3, "Заявок с дома для выезда")
REPEAT_HOUSE_DAYS = OfficeSetting("repeat.house_days", 14, "… за столько дней")
REPEAT_FLAT_COUNT = OfficeSetting("repeat.flat_count", 2, "Заявок с квартиры для выезда")
REPEAT_FLAT_DAYS = OfficeSetting("repeat.flat_days", 7, "… за столько дней")
REPEAT_CLOSED_DAYS = OfficeSetting("repeat.closed_days", 30, "Дней помнить закрытое как повтор")
WASTE_BOUNDARY_WARM = OfficeSetting(
    "waste.boundary_warm", False, "Вывоз ТКО: ровно +5 °C считать теплом, 24 часа (СанПиН)"
)

RETENTION_YEARS = OfficeSetting(
    "retention.years", 5, "Лет хранить персональные данные закрытых обращений"
)
RETENTION_VISIT_YEARS = OfficeSetting(
    "retention.visit_years", 5, "Лет хранить персональные данные оконченных выездов"
)

ALL: tuple[OfficeSetting[str] | OfficeSetting[int] | OfficeSetting[bool], ...] = (
    OFFICE_NAME,
    OFFICE_DEPARTMENT,
    OFFICE_PLACE,
    OFFICE_HEAD,
    OFFICE_HEAD_POST,
    AREA_CODE,
    COLD_DISTRICT,
    SEASON_START,
    CALL_ATTEMPTS,
    CALL_PAUSE_HOURS,
    CALL_SCRIPT,
    CALL_RECORDED,
    EXPIRED_BLOCKS,
    REPEAT_HOUSE_COUNT,
    REPEAT_HOUSE_DAYS,
    REPEAT_FLAT_COUNT,
    REPEAT_FLAT_DAYS,
    REPEAT_CLOSED_DAYS,
    RETENTION_YEARS,
    WASTE_BOUNDARY_WARM,
)
