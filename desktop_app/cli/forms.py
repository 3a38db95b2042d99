"""Commands over forms of higher bodies: filled, kept, listed with their fields."""

import argparse
from pathlib import Path

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, with_json
from desktop_app.cli.journals import with_period, with_personal_data
from desktop_app.core.records.forms import FieldInfo, FormOrder, StoredForm
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.text import counted
from desktop_app.services.forms import lost_words

_ROWS = ("строка", "строки", "строк")


def _fill_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "form", metavar="ФОРМА", help="файл .xlsx с полями {{…}} или имя сохранённой формы"
    )
    parser.add_argument("--out", type=values.path, required=True, metavar="XLSX", help="куда")
    with_period(parser)
    with_personal_data(parser)


def _fill(session: Session) -> int:
    args, forms = session.args, session.office.forms
    order = FormOrder(
        _source(session, args.form),
        RegisterQuery(date_from=args.since, date_to=args.until, descending=False),
        depersonalised=not args.with_personal_data,
        reason=args.reason,
    )
    told = lost_words(forms.losses(order.source))
    for line in told:
        session.console.line(line)
    filled = forms.fill(order, args.out, progress=session.console.progress)
    session.console.line(f"Форма: {filled.path}, {counted(filled.rows, *_ROWS)}")
    for notice in filled.notices:
        if notice not in told:
            session.console.line(notice)
    return OK


def _source(session: Session, name: str) -> Path | StoredForm:
    """Return the file of this name when it looks like one, else the kept form."""
    path = Path(name).expanduser()
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xltx", ".xltm") or path.is_file():
        return path
    return session.office.forms.find(name)


def _keep_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=values.path, metavar="XLSX", help="форма с полями {{…}}")
    parser.add_argument("--title", default="", metavar="ИМЯ", help="под каким именем сохранить")


def _keep(session: Session) -> int:
    saved = session.office.forms.keep(session.args.file, session.args.title)
    session.console.line(f"Форма сохранена: {saved.form.title}")
    for line in lost_words(saved.losses):
        session.console.line(line)
    return OK


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fields", action="store_true", help="какие поля бывают в форме")
    with_json(parser)


def _list(session: Session) -> int:
    forms, console = session.office.forms, session.console
    if session.args.fields:
        catalogue = forms.catalogue()
        for field in catalogue.fields:
            console.line(_named(field))
        for section in catalogue.sections:
            console.line(f"{{{{#{section.name}}}}} … {{{{/{section.name}}}}}  {section.about}")
            for field in section.fields:
                console.line(f"    {_named(field)}")
        return OK
    items = ({"title": f.title, "file": f.file_name, "sha256": f.sha256} for f in forms.all())
    return session.show(items, lambda item: f"{item['title']}  {item['file']}")


def _named(field: FieldInfo) -> str:
    mark = "  (ПДн)" if field.is_personal else ""
    about = f"  {field.about}" if field.about else ""
    return f"{{{{{field.name}}}}}{about}{mark}"


COMMANDS = (
    Command("fill-form", "заполнить форму вышестоящего органа", _fill_arguments, _fill),
    Command("keep-form", "сохранить форму под именем", _keep_arguments, _keep),
    Command("forms", "сохранённые формы и поля форм", _list_arguments, _list),
)
