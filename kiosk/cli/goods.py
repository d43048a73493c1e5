"""`kiosk receive` and `kiosk issue`: goods in or out by a document of one line that is posted at once, or nothing."""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.cli import output
from kiosk.cli.command import Commands, command, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import at_work, configured, opened
from kiosk.cli.working import worked
from kiosk.stock import fields
from kiosk.wording import commands as common
from kiosk.wording import document_commands as wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.flows.documents.headless import Fault, Wanted
    from kiosk.stock.documents import Document
    from kiosk.stock.views import DocumentView
    from kiosk.store.database import Store

FILE = "@"  # begins the name of a file of serials


def add(commands: Commands) -> None:
    """Describe both commands."""
    for name, comes_in in (("receive", True), ("issue", False)):
        parser = command(commands, name, wording.goods_help(comes_in=comes_in), wording.goods_about(comes_in=comes_in))
        parser.add_argument("--part", metavar="NUMBER", type=_text, required=True, help=wording.part_option())
        parser.add_argument("--quantity", metavar="N", required=True, help=wording.quantity_option())
        parser.add_argument("--serials", metavar="PATTERN|@FILE", type=_text, default="", help=wording.serials_option())
        parser.add_argument(
            "--batch", metavar="BATCH", type=_text, default="", help=wording.batch_option(comes_in=comes_in)
        )
        if comes_in:
            parser.add_argument("--expiry", metavar="DATE", type=_day, help=wording.expiry_option())
        parser.add_argument(
            "--location", metavar="PATH", type=_text, default="", help=wording.place_option(comes_in=comes_in)
        )
        parser.add_argument(
            "--partner", metavar="PARTNER", type=_text, default="", help=wording.partner_option(comes_in=comes_in)
        )
        parser.add_argument("--reference", metavar="TEXT", type=_text, default="", help=wording.reference_option())
        json_option(parser)
        parser.set_defaults(run=_run, comes_in=comes_in, expiry=None)


def _text(text: str) -> str:
    """What can be kept: a command line may hold bytes that are no text."""
    if not text.isprintable() and any("\ud800" <= char <= "\udfff" for char in text):
        raise ArgumentTypeError(wording.no_text())
    return text


def _day(text: str) -> date:
    try:
        return fields.day(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _run(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.documents import headless

    wanted = _wanted(arguments)
    config = configured(arguments)
    done: Callable[..., Document] = headless.receive if arguments.comes_in else headless.issue
    with opened(config) as store:
        post = at_work(store, config)
        try:
            document: Document = worked(store, wording.posting, done, post, wanted)
        except headless.Refused as refused:
            return _refused(arguments, refused.faults)
        except KeyboardInterrupt:
            sys.stderr.write(f"{common.told(wording.stopped())}\n")
            raise
        view = _view(store, document)
    if arguments.json:
        from kiosk.cli.document_facts import row

        output.document(row(view))
    else:
        output.lines(wording.posted(view, arguments.part))
    return Exit.OK


def _wanted(arguments: Namespace) -> "Wanted":
    from kiosk.flows.documents.headless import Wanted

    pattern, serials = arguments.serials, tuple[str, ...]()
    if pattern.startswith(FILE):
        from kiosk.exchange import serial_file
        from kiosk.serials.grammar import MOST

        pattern, serials = "", serial_file.read(Path(pattern.removeprefix(FILE)), MOST)
    return Wanted(
        part=arguments.part,
        quantity=_quantity(arguments.quantity),
        pattern=pattern,
        serials=serials,
        batch=arguments.batch,
        expiry=arguments.expiry,
        location=arguments.location,
        reference=arguments.reference,
        partner=arguments.partner,
    )


def _quantity(text: str) -> Decimal:
    """The quantity; none at all, which is refused, where the text is no number."""
    try:
        return fields.quantity(text)
    except ValueError:
        return Decimal(0)


def _refused(arguments: Namespace, faults: "Sequence[Fault]") -> int:
    if arguments.json:
        told: list[dict[str, Any]] = [
            {"code": fault.code, "group": fault.group, "message": fault.message} for fault in faults
        ]
        output.document({"errors": told})
    else:
        sys.stderr.write("".join(f"{common.told(fault.message)}\n" for fault in faults))
    return Exit.NO


def _view(store: "Store", document: "Document") -> "DocumentView":
    from kiosk.store import document_list

    view = store.look(document_list.one, document.id)
    assert view is not None, "it has just been posted"
    return view
