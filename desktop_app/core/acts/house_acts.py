"""«Акт комиссионной проверки параметров теплоносителя»: form (б) of domain/act_forms.md."""

from desktop_app.core.acts import words
from desktop_app.core.acts.form import ActForm, Conclusion, Own, Part, Question, Signers
from desktop_app.core.enums import ActKind, MemberRole

_FITS = f"соответствует / не соответствует {words.UNDERLINE}"

CAST_IRON, OTHER_RADIATORS = "чугунные радиаторы", "конвекторы, панели, прочие"
HAS_HOT_WATER, NO_HOT_WATER = "есть", "нет"
RADIATORS = Question(
    "radiators",
    "Отопительные приборы",
    Part.CHECKED,
    choice=f"{CAST_IRON} / {OTHER_RADIATORS} {words.UNDERLINE}",
    options=(CAST_IRON, OTHER_RADIATORS),
)
HOT_WATER_SUPPLY = Question(
    "hot_water",
    "Централизованное горячее водоснабжение",
    Part.CHECKED,
    choice=f"{HAS_HOT_WATER} / {NO_HOT_WATER} {words.UNDERLINE}",
    options=(HAS_HOT_WATER, NO_HOT_WATER),
)

COOLANT = ActForm(
    kind=ActKind.COOLANT,
    members_title="Комиссия в составе:",
    questions=(RADIATORS, HOT_WATER_SUPPLY),
    own=frozenset(Own),
    condition="Состояние системы",
    condition_blank="Состояние системы (изоляция, утечки, грязевики, арматура, воздух, "
    "балансировка)",
    conclusions=(
        Conclusion("Ввод в дом (РСО)", _FITS),
        Conclusion(""),
        Conclusion("Внутридомовая система (УК)", _FITS),
        Conclusion(""),
        Conclusion("Причина", lines=3),
    ),
    remedies="Мероприятия",
    signers=(
        Signers("Председатель комиссии", (MemberRole.CHAIR,), 1),
        Signers("Члены комиссии", (), 4),
    ),
    copies_blank=words.COPIES,
    refusal=words.REFUSAL_354,
)
