"""The office's closed lists: a stored code and the Russian word people see, said once."""

import enum
from typing import Self


class Titled(enum.StrEnum):
    """A code with its Russian title; the value is what the database keeps."""

    title_ru: str

    def __new__(cls, code: str, title_ru: str = "") -> Self:
        """Make a member from its code and title."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.title_ru = title_ru
        return member

    @property
    def label_ru(self) -> str:
        """Return the title as a label: «Холодная вода»; what is capitals already stays so."""
        return f"{self.title_ru[:1].upper()}{self.title_ru[1:]}"


class TicketStatus(Titled):
    """Where a ticket stands; transitions are in core.transitions."""

    NEW = "new", "Новое"
    SENT = "sent", "Передано"
    IN_PROGRESS = "in_progress", "В работе"
    ON_HOLD = "on_hold", "Отложено"
    DONE = "done", "Исполнено, обзвонить"
    REWORK = "rework", "На доработке"
    CLOSED = "closed", "Закрыто"
    CANCELLED = "cancelled", "Отменено"

    @property
    def is_open(self) -> bool:
        """Tell whether the office still has something to do."""
        return self not in (TicketStatus.CLOSED, TicketStatus.CANCELLED)

    @property
    def runs_clock(self) -> bool:
        """Tell whether the executor's deadline is running."""
        return self.is_open and self not in (TicketStatus.DONE, TicketStatus.ON_HOLD)


class TicketSource(Titled):
    """How the ticket reached the office."""

    PHONE = "phone", "Телефон"
    VISIT = "visit", "Личный приём"
    LETTER = "letter", "Письмо"
    MESSAGE = "message", "Сообщение"
    HIGHER = "higher", "Вышестоящий орган"
    IMPORTED = "import", "Импорт"


class TicketKind(Titled):
    """What the applicant wants."""

    REQUEST = "request", "Заявка"
    COMPLAINT = "complaint", "Жалоба"
    QUESTION = "question", "Вопрос"


class CloseResult(Titled):
    """With what a cycle was closed."""

    CONFIRMED = "confirmed", "Подтверждено заявителем"
    EXPLAINED = "explained", "Разъяснено"
    UNREACHED = "unreached", "Не дозвонились"
    BY_ACT = "by_act", "Решено комиссией"
    IMPORTED = "imported", "Закрыто в прежнем журнале"


class CancelReason(Titled):
    """Why a ticket was cancelled."""

    DUPLICATE = "duplicate", "Дубль"
    MISTAKE = "mistake", "Ошибочное"
    WITHDRAWN = "withdrawn", "Отозвано заявителем"
    NOT_OURS = "not_ours", "Не наша компетенция"


class HoldReason(Titled):
    """Why a ticket waits."""

    NO_ACCESS = "no_access", "Нет доступа"
    PARTS = "parts", "Ждём запчасть"
    SEASON = "season", "Сезонное"
    ANSWER = "answer", "Ждём ответа организации"
    OTHER = "other", "Другое"


class Service(Titled):
    """A communal service, as topics and contracts name it."""

    HEATING = "heating", "отопление"
    HOT_WATER = "hot_water", "горячая вода"
    COLD_WATER = "cold_water", "холодная вода"
    SEWERAGE = "sewerage", "водоотведение"
    WASTE = "waste", "ТКО"
    MANAGEMENT = "management", "управление домом"
    GENERAL = "general", "общее"


class OrganizationKind(Titled):
    """What an organisation is for the office."""

    UTILITY = "utility", "Ресурсоснабжающая организация"
    MANAGER = "manager", "УК, ТСЖ, ЖК"
    CARRIER = "carrier", "Перевозчик ТКО"
    REGIONAL_OPERATOR = "regional_operator", "Региональный оператор"
    DISPATCH = "dispatch", "Аварийно-диспетчерская служба"
    AUTHORITY = "authority", "Орган власти"
    OTHER = "other", "Прочее"


class Priority(Titled):
    """How urgent a topic is by itself."""

    EMERGENCY = "emergency", "аварийный"
    HIGH = "high", "высокий"
    NORMAL = "normal", "обычный"
    LOW = "low", "низкий"


class DeadlineUnit(Titled):
    """In what a term is counted."""

    HOURS = "hours", "часы"
    CALENDAR_DAYS = "calendar_days", "календарные дни"
    WORKING_DAYS = "working_days", "рабочие дни"


class DeadlineStage(Titled):
    """What is to be done in a term."""

    FIX = "fix", "устранить"
    CHECK = "check", "проверить"
    ANSWER = "answer", "ответить"


class HandoverChannel(Titled):
    """How a ticket was handed over."""

    PHONE = "phone", "Телефон"
    EMAIL = "email", "Электронная почта"
    REGISTRY = "registry", "Реестр под подпись"
    SYSTEM = "system", "Их система"
    MESSENGER = "messenger", "Мессенджер"
    LETTER = "letter", "Письмо"


class HandoverOutcome(Titled):
    """What came of a handover."""

    WAITING = "waiting", "Ждём ответа"
    DONE = "done", "Исполнено"
    RETURNED = "returned", "Возвращено"
    REPLACED = "replaced", "Передано другим"


class CallbackOutcome(Titled):
    """One key per outcome of a callback."""

    SOLVED = "solved", "Решено"
    REWORK = "rework", "На доработку"
    UNREACHED = "unreached", "Не дозвонились"
    LATER = "later", "Перезвонить"

    @property
    def is_decisive(self) -> bool:
        """Tell whether the call answers the question «решено?»."""
        return self in (CallbackOutcome.SOLVED, CallbackOutcome.REWORK)


class LinkKind(Titled):
    """How two tickets are linked; tickets are never merged."""

    DUPLICATE = "duplicate", "дубль"
    REPEAT = "repeat", "повтор"
    RELATED = "related", "связано"


class InspectionStatus(Titled):
    """Where a visit stands."""

    PLANNED = "planned", "Назначен"
    DRAFT = "draft", "Составляется"
    ISSUED = "issued", "Акт выпущен"
    CANCELLED = "cancelled", "Отменён"


class Access(Titled):
    """Whether the commission was let in."""

    GRANTED = "granted", "доступ предоставлен"
    PARTIAL = "partial", "доступ предоставлен частично"
    REFUSED = "refused", "в доступе отказано"
    ABSENT = "absent", "никого не было"


class MemberRole(Titled):
    """In what role a person takes part in an inspection (ПП 354, п. 109)."""

    CHAIR = "chair", "председатель комиссии"
    AUTHORITY = "authority", "орган местного самоуправления"
    MANAGER = "manager", "управляющая организация"
    UTILITY = "utility", "ресурсоснабжающая организация"
    CONSUMER = "consumer", "потребитель"
    COUNCIL = "council", "совет дома"
    SUPERVISION = "supervision", "жилищная инспекция"
    CARRIER = "carrier", "перевозчик, регоператор"
    WITNESS = "witness", "незаинтересованное лицо"


class SignatureState(Titled):
    """Whether a member signed."""

    PENDING = "pending", "не подписан"
    SIGNED = "signed", "есть"
    REFUSED = "refused", "отказ, с отметкой"


class RemedyState(Titled):
    """Where a remedy from an act stands."""

    NEW = "new", "Новое"
    SENT = "sent", "Передано"
    IN_PROGRESS = "in_progress", "В работе"
    FIXED = "fixed", "Устранено"
    CANCELLED = "cancelled", "Снято"


class ActKind(Titled):
    """Kinds of acts; letters are those of domain/act_forms.md."""

    SERVICE_QUALITY = "service_quality", "проверки качества коммунальной услуги"
    AIR_TEMPERATURE = "air_temperature", "замера температуры воздуха"
    CONSUMER = "consumer", "проверки, составленный потребителями без исполнителя"
    AFTER_REPAIR = "after_repair", "проверки после устранения нарушения"
    COOLANT = "coolant", "комиссионной проверки параметров теплоносителя"
    WASTE_OPERATOR = "waste_operator", "о нарушении региональным оператором обязательств"
    WASTE_SITE = "waste_site", "осмотра контейнерной площадки"


class AnswerOutcome(Titled):
    """What happens to a ticket answered from an act."""

    DONE = "done", "Исполнено, обзвонить"
    HAND_OVER = "hand_over", "Передать организации"
    LEAVE = "leave", "Оставить как есть"


class IncidentKind(Titled):
    """Kinds of outages."""

    EMERGENCY = "emergency", "Авария"
    PLANNED = "planned", "Плановое отключение"
    LIMIT = "limit", "Ограничение"
    WASTE = "waste", "Срыв вывоза"
    OTHER = "other", "Другое"


class IncidentState(Titled):
    """Where an outage stands, in the order a list shows them."""

    ON = "on", "Идёт"
    AHEAD = "ahead", "Предстоит"
    ENDED = "ended", "Закончено"
    CANCELLED = "cancelled", "Отменено"

    @property
    def is_open(self) -> bool:
        """Tell whether the office still watches it."""
        return self in (IncidentState.ON, IncidentState.AHEAD)


class Verdict(Titled):
    """What a measurement says against its norm."""

    OK = "ok", "в норме"
    BELOW = "below", "ниже нормы"
    ABOVE = "above", "выше нормы"
    NO_NORM = "no_norm", "без вывода"


class Operation(Titled):
    """Named operations, as history and undo show them."""

    TICKET_REGISTERED = "ticket_registered", "Принято обращение"
    TICKET_EDITED = "ticket_edited", "Изменено обращение"
    TICKET_STATUS = "ticket_status", "Изменён статус"
    TICKET_HANDED_OVER = "ticket_handed_over", "Передано организации"
    HANDOVER_ANSWERED = "handover_answered", "Получен ответ организации"
    TICKET_REOPENED = "ticket_reopened", "Возвращено в работу"
    TICKET_DEADLINE = "ticket_deadline", "Изменён срок"
    TICKET_NOTE = "ticket_note", "Звонок по открытому обращению"
    TICKET_LINKED = "ticket_linked", "Связаны обращения"
    TICKET_ATTACHED = "ticket_attached", "Присоединено к отключению"
    TICKET_DETACHED = "ticket_detached", "Отсоединено от отключения"
    CALLBACK_MADE = "callback_made", "Обзвон"
    BUILDING_SAVED = "building_saved", "Изменён дом"
    ORGANIZATION_SAVED = "organization_saved", "Изменена организация"
    CONTRACT_SAVED = "contract_saved", "Изменено обслуживание дома"
    INSPECTION_PLANNED = "inspection_planned", "Назначен выезд"
    INSPECTION_SAVED = "inspection_saved", "Изменён выезд"
    ACT_ISSUED = "act_issued", "Выпущен акт"
    ACT_CANCELLED = "act_cancelled", "Отменён акт"
    FILE_ATTACHED = "file_attached", "Приложен файл"
    FILE_REMOVED = "file_removed", "Убран файл"
    INCIDENT_OPENED = "incident_opened", "Записано отключение"
    INCIDENT_SAVED = "incident_saved", "Изменено отключение"
    INCIDENT_MOVED = "incident_moved", "Перенесено окончание"
    INCIDENT_TOLD = "incident_told", "Отмечено оповещение"
    INCIDENT_ENDED = "incident_ended", "Закончено отключение"
    INCIDENT_CANCELLED = "incident_cancelled", "Отменено отключение"
    IMPORTED = "imported", "Импорт"
    MERGED = "merged", "Объединены записи"
    EXPORTED = "exported", "Выгрузка"
    SETTING_SAVED = "setting_saved", "Изменена настройка"
    CLERK_SAVED = "clerk_saved", "Изменён сотрудник"
    SITE_SAVED = "site_saved", "Изменена площадка"
    COLLECTION_MISSED = "collection_missed", "Не вывезли отходы"
    COLLECTION_DONE = "collection_done", "Вывезли отходы"
    REFERENCE_SAVED = "reference_saved", "Изменён справочник"
    SUMMARY_ISSUED = "summary_issued", "Выпущена сводка"
    SUMMARY_CANCELLED = "summary_cancelled", "Отозвана сводка"
    UNDONE = "undone", "Отменена операция"
    DESTROYED = "destroyed", "Уничтожены персональные данные"


class Entity(Titled):
    """What a history entry is about."""

    TICKET = "ticket", "обращение"
    BUILDING = "building", "дом"
    ORGANIZATION = "organization", "организация"
    INSPECTION = "inspection", "выезд"
    INCIDENT = "incident", "отключение"
    SITE = "collection_site", "контейнерная площадка"
    CLERK = "clerk", "сотрудник"
    SETTING = "setting", "настройка"
    REFERENCE = "reference", "справочник"
    ARTICLE = "article", "готовый ответ"
    TEMPLATE = "template", "готовая фраза"
    SAVED_VIEW = "saved_view", "вид списка"
    DESTRUCTION = "destruction", "акт уничтожения"
    IMPORT = "import", "импорт"
    EXPORT = "export", "выгрузка"
    FORM = "form", "своя форма"
    SUMMARY = "summary", "сводка"
