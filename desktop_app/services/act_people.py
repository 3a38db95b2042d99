"""Who stands on the paper: the commission, the lines to sign, refusals and their witnesses."""

from collections.abc import Sequence

from desktop_app.core.acts.form import ActForm, Signers
from desktop_app.core.enums import Access, MemberRole, SignatureState
from desktop_app.core.people import signature_name
from desktop_app.core.records.acts import ActField, ActSignature
from desktop_app.core.records.inspections import InspectionDraft, Member

NO_ACCESS = (Access.REFUSED, Access.ABSENT)
_WITNESSES = 2
_DISINTERESTED = "Незаинтересованные лица"


def participants(draft: InspectionDraft) -> list[Member]:
    """Return everybody but the disinterested persons."""
    return [member for member in draft.members if member.role is not MemberRole.WITNESS]


def has_open_signatures(draft: InspectionDraft, *, blank: bool) -> bool:
    """Tell whether somebody has not signed, or nobody was there to let the commission in."""
    if blank or draft.access in NO_ACCESS:
        return True
    return any(m.signature is not SignatureState.SIGNED for m in participants(draft))


def member_words(member: Member) -> str:
    """Return «Дёмин О. В., инженер, УК «Уют» (управляющая организация)»."""
    about = _about(member)
    return member.name + (f", {about}" if about else "") + f" ({member.role.title_ru})"


def signatures(form: ActForm, people: Sequence[Member], *, blank: bool) -> tuple[ActSignature, ...]:
    """Return lines to sign, group by group; a blank leaves lines for groups nobody is in."""
    named = {role for group in form.signers for role in group.roles}
    lines: list[ActSignature] = []
    for group in form.signers:
        inside = [m for m in people if _belongs(m, group, named)]
        lines += [_signature(member, group.title, blank=blank) for member in inside]
        if blank and not (inside or (people and not group.roles)):
            lines += [ActSignature("", "", group.title)] * group.lines
    return tuple(lines)


def opinion(draft: InspectionDraft, *, blank: bool, unsigned: bool) -> ActField | None:
    """Return the special opinion, or lines for it while somebody has not signed."""
    if draft.special_opinion and not blank:
        return ActField("Особое мнение, возражения", draft.special_opinion)
    if unsigned:
        return ActField("Особое мнение, возражения", lines=3 if blank else 2)
    return None


def refusal(form: ActForm, people: Sequence[Member], *, blank: bool) -> tuple[ActField, ...]:
    """Return who would not sign and why, with the rule; lines for it where nobody is marked."""
    refused = [member for member in people if member.signature is SignatureState.REFUSED]
    if blank or not refused:
        return (ActField("Отказ от подписи (кто, причина)", lines=2), ActField("", form.refusal))
    told = "; ".join(
        member_words(member) + (f": {member.remark}" if member.remark else "") for member in refused
    )
    return (ActField("Отказ от подписи", told), ActField("", form.refusal))


def witnesses(draft: InspectionDraft) -> tuple[ActSignature, ...]:
    """Return the disinterested persons, lines left for at least two."""
    known = [
        ActSignature(signature_name(m.name), _about(m), _DISINTERESTED, m.signature)
        for m in draft.members
        if m.role is MemberRole.WITNESS
    ]
    missing = max(0, _WITNESSES - len(known))
    return (*known, *(ActSignature("", "", _DISINTERESTED),) * missing)


def _belongs(member: Member, group: Signers, named: set[MemberRole]) -> bool:
    return member.role in group.roles if group.roles else member.role not in named


def _signature(member: Member, role: str, *, blank: bool) -> ActSignature:
    state = SignatureState.PENDING if blank else member.signature
    post = _about(member) or member.role.title_ru
    return ActSignature(signature_name(member.name), post, role, state)


def _about(member: Member) -> str:
    return ", ".join(part for part in (member.post, member.organization) if part)
