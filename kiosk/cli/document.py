"""`kiosk document`: shows one, lists them, takes a posted one back."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import tzinfo
from itertools import islice
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.cli import output
from kiosk.cli.asking import agreed
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.naming import NotOne, the_one
from kiosk.cli.opening import at_work, configured, opened
from kiosk.cli.working import worked
from kiosk.outcome import Outcome, Tone
from kiosk.stock.document_kinds import RULES, DocState
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import commands as common
from kiosk.wording import document_commands as wording
from kiosk.wording import documents_list as words

if TYPE_CHECKING:
    from kiosk.stock.document_lists import CardLine, DocumentCard, DocumentUnit
    from kiosk.stock.expected import Difference
    from kiosk.store.database import Store

LISTED = 200  # units without --all


def add(commands: Commands) -> None:
    """Describe the commands."""
    inner = group(command(commands, "document", wording.document_help(), wording.document_about()))
    parser = command(inner, "show", wording.show_help(), wording.show_about())
    parser.add_argument("number", metavar="NUMBER", help=wording.number())
    parser.add_argument("--all", action="store_true", help=wording.all_option())
    json_option(parser)
    parser.set_defaults(run=_show)

    parser = command(inner, "list", wording.list_help(), wording.list_about())
    kinds, states = [kind.value for kind in RULES], [state.value for state in DocState]
    parser.add_argument("--kind", metavar="KIND", choices=kinds, help=wording.kind_option(kinds))
    parser.add_argument("--state", metavar="STATE", choices=states, help=wording.state_option(states))
    json_option(parser)
    parser.set_defaults(run=_list)

    parser = command(inner, "reverse", wording.reverse_help(), wording.reverse_about())
    parser.add_argument("number", metavar="NUMBER", help=wording.number())
    parser.add_argument("--yes", action="store_true", help=wording.yes_option())
    json_option(parser)
    parser.set_defaults(run=_reverse)


def _list(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.cli.document_facts import listed, row
    from kiosk.stock.document_kinds import DocKind
    from kiosk.stock.document_lists import Sought

    config = configured(arguments)
    zone = times.zone(config.station.timezone)
    sought = Sought(
        kind=DocKind(arguments.kind) if arguments.kind else None,
        state=DocState(arguments.state) if arguments.state else None,
    )
    with opened(config) as store:
        views = listed(store, sought)
        if arguments.json:
            output.array(map(row, views))
            return Exit.OK
        output.each((wording.row(view, times.short(view.at, zone)) for view in views), wording.none_listed())
    return Exit.OK


def _show(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.cli import document_facts as facts

    config = configured(arguments)
    with opened(config) as store:
        try:
            thing = _named(store, arguments.number)
        except NotOne as none:
            return none.code
        card, lines = facts.read(store, thing)
        units = facts.units(store, card, lines)
        if arguments.json:
            shown = units if arguments.all else islice(units, LISTED)
            output.streamed(facts.head(store, card, lines), "units", (facts.unit(*one) for one in shown))
        else:
            limit = None if arguments.all else LISTED
            zone = times.zone(config.station.timezone)
            _print(card, lines, facts.differences(store, card), units, facts.total(store, card), limit, zone)
    return Exit.OK


def _reverse(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.documents import posting

    config = configured(arguments)
    with opened(config) as store:
        post = at_work(store, config)
        try:
            thing = _named(store, arguments.number)
        except NotOne as none:
            return none.code
        asked: Outcome = store.look(posting.reversal, post, thing.id)
        if asked.tone is Tone.NO:
            return _refused(arguments, thing, asked)
        if not arguments.yes:
            if not sys.stdin.isatty():
                sys.stderr.write(f"{common.told(wording.needs_yes())}\n")
                return Exit.USAGE
            if not agreed((f"{asked.text}. {asked.detail}",), wording.ask()):
                sys.stderr.write(f"{common.told(wording.left())}\n")
                return Exit.NO
        done: Outcome = worked(store, wording.reversing, posting.reverse, post, thing.id)
    if done.tone is not Tone.OK:
        return _refused(arguments, thing, done)
    if arguments.json:
        output.document({"number": thing.label, "reversed": True})
    else:
        output.lines(f"{done.text}. {done.detail}")
    return Exit.OK


def _refused(arguments: Namespace, thing: Thing, outcome: Outcome) -> int:
    sentence = f"{outcome.text}. {outcome.detail}"
    if arguments.json:
        output.document({"number": thing.label, "reversed": False, "reason": sentence})
    sys.stderr.write(f"{common.told(sentence)}\n")
    return Exit.NO


def _named(store: "Store", text: str) -> Thing:
    """The document of this number, or of this code. Raises NotOne."""
    from kiosk.flows import naming

    return the_one(store.look(naming.named, text, {Kind.DOCUMENT}), text, store.look(naming.prefix))


# For people


def _print(
    card: "DocumentCard",
    lines: "list[CardLine]",
    differences: "list[Difference]",
    units: "Iterator[tuple[int, DocumentUnit]]",
    total: int,
    limit: int | None,
    zone: tzinfo | None,
) -> None:
    from kiosk.wording.documents import named

    output.lines(named(card.view))
    output.table(wording.facts(card, times.short(card.view.at, zone)))
    if lines:
        output.lines("", words.lines())
        output.table([wording.line(one) for one in lines])
    if differences:
        output.lines("", wording.differences())
        output.table([wording.difference(one) for one in differences])
    rows: list[Any] = [wording.unit(*one) for one in islice(units, limit)]
    if rows:
        output.lines("", wording.units())
        output.table(rows)
        if total > len(rows):
            output.lines(wording.more(total - len(rows)))
    output.lines("", words.history())
    happened = [(times.short(one.at, zone), words.happened(one), one.operator) for one in card.events]
    output.table(happened)
