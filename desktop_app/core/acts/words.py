"""Statements several kinds of acts share."""

from desktop_app.core.acts.form import Conclusion, Own, Part, Question, Signers
from desktop_app.core.enums import MemberRole

UNDERLINE = "(нужное подчеркнуть)"
COPIES = "акт составлен в ______ экземплярах, по одному каждому участнику"
REFUSAL_354 = (
    "Если участник проверки уклонился от подписи, акт подписывают другие участники и не менее двух "
    "незаинтересованных лиц (Правила, утверждённые постановлением Правительства РФ от 06.05.2011 "
    "№ 354, п. 109)."
)
COPY_ON_DEMAND = (
    "Копию акта потребителю по его запросу выдают не позднее 3 рабочих дней (постановление "
    "Правительства РФ от 15.05.2013 № 416, п. 34)."
)
MEASURED = frozenset({Own.METHOD, Own.INSTRUMENTS})

SERVICE = Question("service", "Коммунальная услуга", Part.FACTS)
PLACE = Question("place_in_house", "Подъезд, этаж, комната", Part.FACTS)
PROVIDER = Question("provider", "Исполнитель услуги", Part.FACTS)
SUPPLIER = Question("supplier", "Ресурсоснабжающая организация", Part.FACTS)
MESSAGE = Question("message", "Сообщение потребителя (№, дата, время)", Part.FACTS)
TOLD = Question("told", "Сообщено в РСО (когда, кому)", Part.FACTS)
BEGAN = Question("began", "Начало нарушения (дата, время)", Part.CLOSING)
BEGAN_SOURCE = Question(
    "began_source",
    "Откуда известно о начале",
    Part.CLOSING,
    choice=f"журнал / прибор учёта / сообщение потребителя / осмотр {UNDERLINE}",
)
DISPUTE = Question(
    "dispute",
    "Спор, экспертиза (п. 110 Правил)",
    Part.CLOSING,
    choice="нет / есть, экспертизу просит ___________________",
)
CONFIRMED = Conclusion("Нарушение качества", f"подтверждено / не подтверждено {UNDERLINE}")
IN_WHAT = Conclusion("В чём оно состоит", lines=3)
PARTICIPANTS = Signers("Участники проверки", (), 4)
CONSUMER_SIGNS = Signers("Потребитель", (MemberRole.CONSUMER,), 1)
