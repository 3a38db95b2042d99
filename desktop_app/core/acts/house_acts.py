"""«Акт комиссионной проверки параметров теплоносителя»: form (б) of domain/act_forms.md."""

from desktop_app.core.acts import words
from desktop_app.core.acts.form import ActForm, Conclusion, Own, Signers
from desktop_app.core.enums import ActKind, MemberRole

_FITS = f"соответствует / не соответствует {words.UNDERLINE}"

COOLANT = ActForm(
    kind=ActKind.COOLANT,
    members_title="Комиссия в составе:",
    questions=(),
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
