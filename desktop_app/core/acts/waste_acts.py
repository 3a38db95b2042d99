"""Acts on household waste: forms (в1) and (в2) of domain/act_forms.md."""

from desktop_app.core.acts import words
from desktop_app.core.acts.form import ActForm, Conclusion, Own, Part, Question, Signers
from desktop_app.core.enums import ActKind, MemberRole

WASTE_OPERATOR = ActForm(
    kind=ActKind.WASTE_OPERATOR,
    members_title="При составлении акта присутствовали:",
    questions=(
        Question("applicant", "Потребитель (имя или название, адрес, связь)", Part.FACTS, 2),
        Question("object", "Объект и право на него", Part.FACTS),
        Question("site", "Площадка (№ в реестре, координаты)", Part.FACTS),
        Question("contract", "Договор с региональным оператором", Part.FACTS,
                 choice="№ ____________ от ____________ / оферта"),
        Question("operator", "Региональный оператор", Part.FACTS),
        Question("breach", "Нарушенное условие договора", Part.CHECKED, 2),
        Question("planned", "Вывоз по графику", Part.CHECKED),
        Question("made", "Фактически вывезено", Part.CHECKED,
                 choice="не вывезено / вывезено «____» ____________ в ____ ч ____ мин"),
        Question("representative", "Представитель оператора", Part.CHECKED,
                 choice="явился / не явился; вызван ____________________ (когда, как)"),
        Question("photos", "Фото и видео (файлы, время, координаты)", Part.MEANS, 2,
                 is_area=True),
        Question("demand", "Требование и разумный срок", Part.CLOSING, 2, is_area=True),
        Question("sent", "Направлен оператору (дата, способ)", Part.CLOSING),
        Question("reply", "Ответ оператора", Part.CLOSING,
                 choice="подписан / возражение (дата, причины) ____________________"),
        Question("copied", "Копия направлена", Part.CLOSING,
                 choice="уполномоченный орган субъекта / жилищная инспекция"),
    ),
    own=frozenset({Own.OUTDOOR}),
    condition="Обстоятельства",
    condition_blank="Обстоятельства (состояние площадки, подъезд, снег, машины)",
    conclusions=(
        Conclusion("Нарушение", f"подтверждено / не подтверждено {words.UNDERLINE}"),
        Conclusion("Причина", lines=2),
    ),
    remedies="Что сделать оператору",
    signers=(
        words.CONSUMER_SIGNS,
        Signers("Представитель регионального оператора", (MemberRole.CARRIER,), 1),
        Signers("Присутствовали", (), 0),
    ),
    copies_blank="акт составлен в ______ экземплярах: потребителю, региональному оператору",
    refusal="Представитель оператора не явился или не подписал: к акту прилагают фото или видео; "
    "по прежней форме акт подписывают не менее двух незаинтересованных лиц.",
    needs_measurements=False,
    notes=(
        "Акт направляют оператору не позднее 3 рабочих дней; оператор в течение 3 рабочих дней "
        "подписывает его или возражает с указанием причин (типовая форма договора, постановление "
        "Правительства РФ от 07.03.2025 № 293).",
    ),
)  # fmt: skip

WASTE_SITE = ActForm(
    kind=ActKind.WASTE_SITE,
    members_title="Осмотр провели:",
    questions=(
        Question("site", "№ в реестре, координаты", Part.FACTS),
        Question("owner", "Собственник площадки", Part.FACTS),
        Question("operator", "Региональный оператор, перевозчик", Part.FACTS),
        Question("last_collection", "Последний вывоз", Part.FACTS),
        Question("surface", "Покрытие и уклон", Part.CHECKED,
                 choice="твёрдое / грунт; уклон есть / нет"),
        Question("fence", "Ограждение", Part.CHECKED,
                 choice="с трёх сторон / неполное / нет; высота ______ м"),
        Question("approach", "Подъезд", Part.CHECKED,
                 choice="свободен / снег / наледь / машины"),
        Question("sign", "Табличка (собственник, график, раздельный сбор)", Part.CHECKED,
                 choice="есть, полная / неполная / нет"),
        Question("bulky", "Крупногабаритные отходы", Part.CHECKED),
        Question("spill", "Просыпь", Part.CHECKED, choice="нет / есть, место ________________"),
        Question("containers", "Контейнеры", Part.MEANS, is_area=True),
        Question("photos", "Фото (файлы, время)", Part.MEANS, 1),
    ),
    own=frozenset({Own.OUTDOOR}),
    condition="Замечания при осмотре",
    condition_blank="Замечания при осмотре",
    conclusions=(
        Conclusion("Площадка", f"соответствует / не соответствует требованиям {words.UNDERLINE}"),
        Conclusion("В чём несоответствие", lines=3),
    ),
    remedies="Поручения",
    signers=(
        Signers("Орган местного самоуправления", (MemberRole.CHAIR, MemberRole.AUTHORITY), 1),
        Signers("Управляющая организация, собственник площадки",
                (MemberRole.MANAGER, MemberRole.COUNCIL, MemberRole.CONSUMER), 1),
        Signers("Региональный оператор, перевозчик", (MemberRole.CARRIER,), 1),
        Signers("Присутствовали", (), 0),
    ),
    copies_blank=words.COPIES,
    refusal="Если участник осмотра уклонился от подписи, акт подписывают другие участники и не "
    "менее двух незаинтересованных лиц.",
    needs_measurements=False,
)  # fmt: skip
