"""Acts on the quality of a communal service: forms (а1)–(а4) of domain/act_forms.md."""

import dataclasses

from desktop_app.core.acts import words
from desktop_app.core.acts.form import ActForm, Conclusion, Own, Part, Question, Signers
from desktop_app.core.enums import ActKind, MemberRole

SERVICE_QUALITY = ActForm(
    kind=ActKind.SERVICE_QUALITY,
    members_title="В проверке участвовали:",
    questions=(
        words.SERVICE,
        words.PLACE,
        words.PROVIDER,
        words.SUPPLIER,
        words.MESSAGE,
        words.TOLD,
        words.BEGAN,
        words.BEGAN_SOURCE,
        words.DISPUTE,
    ),
    own=words.MEASURED | {Own.OUTDOOR, Own.HOUSE, Own.ACCESS},
    condition="Выявлено при осмотре",
    condition_blank="Выявлено при осмотре",
    conclusions=(words.CONFIRMED, words.IN_WHAT),
    remedies="Что сделать",
    signers=(words.CONSUMER_SIGNS, words.PARTICIPANTS),
    copies_blank=words.COPIES,
    refusal=words.REFUSAL_354,
    notes=(words.COPY_ON_DEMAND,),
)

AIR_TEMPERATURE = ActForm(
    kind=ActKind.AIR_TEMPERATURE,
    members_title="В замере участвовали:",
    questions=(
        dataclasses.replace(words.PLACE, label="Подъезд, этаж, комната, её площадь"),
        words.PROVIDER,
        words.SUPPLIER,
        words.MESSAGE,
        words.TOLD,
        Question(
            "location",
            "Расположение помещения",
            Part.CHECKED,
            choice="угловое / торец / последний этаж / рядовое; район −31 °C и ниже: да / нет"
            f" {words.UNDERLINE}",
        ),
        Question(
            "insulation",
            "Окна, двери, утепление",
            Part.CHECKED,
            choice="закрыты и утеплены / нет, а именно ______________________________",
        ),
        Question(
            "heaters",
            "Дополнительные обогреватели",
            Part.CHECKED,
            choice=f"выключены / не было / работали {words.UNDERLINE}",
        ),
        Question(
            "covers",
            "Шторы и мебель у прибора",
            Part.CHECKED,
            choice=f"не мешают / закрывают прибор {words.UNDERLINE}",
        ),
        Question("radiator", "Отопительный прибор (тип, секций)", Part.CHECKED),
        words.BEGAN,
        words.BEGAN_SOURCE,
        words.DISPUTE,
    ),
    own=words.MEASURED | {Own.OUTDOOR, Own.SYSTEM, Own.HOUSE, Own.ACCESS},
    condition="Замечания при замере",
    condition_blank="Замечания при замере",
    conclusions=(
        Conclusion(
            "Температура воздуха",
            f"в норме / ниже на ______ °C / выше на ______ °C с учётом допуска {words.UNDERLINE}",
        ),
        words.IN_WHAT,
    ),
    remedies="Что сделать",
    signers=(words.CONSUMER_SIGNS, Signers("Замер провели и участвовали", (), 4)),
    copies_blank=words.COPIES,
    refusal=words.REFUSAL_354,
    notes=(words.COPY_ON_DEMAND,),
)

CONSUMER = ActForm(
    kind=ActKind.CONSUMER,
    members_title="Акт составили:",
    questions=(
        Question(
            "consumer_basis",
            "Почему без исполнителя (п. 110(1) Правил)",
            Part.FACTS,
            choice="проверка не проведена в срок п. 108 / в аварийно-диспетчерскую службу не "
            f"обратиться {words.UNDERLINE}",
        ),
        words.SERVICE,
        words.PLACE,
        words.PROVIDER,
        words.MESSAGE,
        Question("agreed", "Проверка была назначена на", Part.FACTS),
        words.BEGAN,
    ),
    own=words.MEASURED | {Own.OUTDOOR, Own.HOUSE},
    condition="Выявлено при осмотре",
    condition_blank="Выявлено при осмотре",
    conclusions=(words.CONFIRMED, words.IN_WHAT),
    remedies="Что просят сделать",
    signers=(
        Signers("Потребители, не менее двух", (MemberRole.CONSUMER,), 2),
        Signers("Председатель совета дома (в ТСЖ, кооперативе — их председатель)",
                (MemberRole.COUNCIL,), 1),
        Signers("Присутствовали", (), 0),
    ),
    copies_blank=words.COPIES,
    needs_measurements=False,
    notes=(
        "Акт без исполнителя подписывают не менее двух потребителей и председатель совета дома "
        "(Правила № 354, п. 110(1)).",
    ),
)  # fmt: skip

AFTER_REPAIR = ActForm(
    kind=ActKind.AFTER_REPAIR,
    members_title="В проверке участвовали:",
    questions=(
        Question("first_act", "Акт о нарушении (№, дата)", Part.FACTS),
        words.SERVICE,
        words.PLACE,
        words.PROVIDER,
        words.SUPPLIER,
        Question("restored", "Услуга восстановлена (дата, время)", Part.CLOSING),
        Question(
            "restored_source",
            "Откуда известно о восстановлении",
            Part.CLOSING,
            choice=f"запись исполнителя / прибор учёта / сообщение потребителя {words.UNDERLINE}",
        ),
        Question("work_done", "Что сделано", Part.CHECKED, lines=2, is_area=True),
    ),
    own=words.MEASURED | {Own.OUTDOOR, Own.HOUSE, Own.ACCESS},
    condition="Состояние после устранения",
    condition_blank="Состояние после устранения",
    conclusions=(
        Conclusion("Нарушение", f"устранено / устранено не полностью {words.UNDERLINE}"),
        Conclusion("Замечания", lines=3),
    ),
    remedies="Что осталось сделать",
    signers=(words.CONSUMER_SIGNS, words.PARTICIPANTS),
    copies_blank=words.COPIES,
    refusal="Если потребитель уклонился от подписи, акт подписывают исполнитель и не менее двух "
    "незаинтересованных лиц (Правила № 354, п. 109, 113).",
)
