"""The command that makes an invented district to look at and to measure on."""

import argparse

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session
from desktop_app.core.text import counted


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--houses", type=values.positive, metavar="N", help="домов, обычно 400")
    parser.add_argument("--tickets", type=values.count, metavar="N", help="обращений, обычно 5000")
    parser.add_argument("--seed", type=values.count, default=1, metavar="N", help="зерно случая")
    parser.add_argument(
        "--until", type=values.moment, metavar="КОГДА", help="последнее время, обычно сегодня 09:00"
    )


def _run(session: Session) -> int:
    # Imported here: no other command needs it, and --help stays quick.
    from desktop_app.services.demo.build import DemoOrder, make_demo

    args, usual = session.args, DemoOrder()
    order = DemoOrder(
        usual.houses if args.houses is None else args.houses,
        usual.tickets if args.tickets is None else args.tickets,
        args.seed,
        args.until,
    )
    made = make_demo(session.database, order, progress=session.console.progress)
    houses = counted(made["building"], "дом", "дома", "домов")
    tickets = counted(made["ticket"], "обращение", "обращения", "обращений")
    session.console.line(f"Придуманный район: {houses}, {tickets}, файл {session.database}")
    return OK


COMMANDS = (Command("demo", "создать базу с придуманным районом", _arguments, _run, creates=True),)
