"""`kiosk barcode`: assigns codes to things, takes them off, lists them."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.cli import output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.naming import NotOne, the_one
from kiosk.cli.opening import at_work, configured, opened
from kiosk.cli.simulate import unescaped
from kiosk.scan import visible_bytes
from kiosk.stock.thing import Thing
from kiosk.wording import answers
from kiosk.wording import barcode_commands as wording
from kiosk.wording import commands as common

if TYPE_CHECKING:
    from datetime import tzinfo

    from kiosk.flows.assigning import Done
    from kiosk.post import Post
    from kiosk.stock.assigned import Assigned
    from kiosk.store.database import Store

STDIN = "-"


def add(commands: Commands) -> None:
    """Describe the commands."""
    inner = group(command(commands, "barcode", wording.barcode_help(), wording.barcode_about()))
    parser = command(inner, "assign", wording.assign_help(), wording.assign_about())
    _code_argument(parser)
    parser.add_argument("thing", metavar="THING", help=wording.thing())
    parser.add_argument("--pack", metavar="N", help=wording.pack_option())
    parser.add_argument("--force", action="store_true", help=wording.force_option())
    json_option(parser)
    parser.set_defaults(run=_assign, refuse=parser.error)

    parser = command(inner, "unassign", wording.unassign_help(), wording.unassign_about())
    _code_argument(parser)
    parser.add_argument("thing", metavar="THING", nargs="?", help=wording.thing())
    json_option(parser)
    parser.set_defaults(run=_unassign, refuse=parser.error)

    parser = command(inner, "list", wording.list_help(), wording.list_about())
    parser.add_argument("thing", metavar="THING", nargs="?", help=wording.thing())
    parser.add_argument("--all", action="store_true", help=wording.all_option())
    parser.add_argument("--history", action="store_true", help=wording.history_option())
    json_option(parser)
    parser.set_defaults(run=_list, refuse=parser.error)


def _code_argument(parser: ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help=wording.code())
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--hex", action="store_true", help=wording.hex_option())
    form.add_argument("--escapes", action="store_true", help=wording.escapes_option())


def _raw(arguments: Namespace) -> bytes:
    """The code's bytes; ends with the usage where there are none."""
    text: str = arguments.code
    raw = b""
    try:
        if text == STDIN:
            raw = sys.stdin.buffer.read().removesuffix(b"\n").removesuffix(b"\r")
            text = os.fsdecode(raw)
        raw = bytes.fromhex(text) if arguments.hex else unescaped(text) if arguments.escapes else os.fsencode(text)
    except ArgumentTypeError as error:
        arguments.refuse(str(error))
    except ValueError:
        arguments.refuse(common.bad_hex(text))
    if not raw:
        arguments.refuse(wording.empty_code())
    return raw


def _assign(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows import assigning

    raw = _raw(arguments)

    def work(store: "Store", post: "Post") -> "Done":
        thing = _named(store, arguments)
        done: Done = store.call(assigning.assign, post, raw, thing, arguments.pack, force=arguments.force)
        return done

    def told(done: "Done") -> tuple[dict[str, Any], str]:
        facts = {**_code(raw), **_thing(done.thing), "pack": f"{done.pack:f}", "again": done.again}
        return facts, wording.assigned(visible_bytes(raw), done.thing, done.told, again=done.again)

    return _changed(arguments, work, told)


def _unassign(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows import assigning

    raw = _raw(arguments)

    def work(store: "Store", post: "Post") -> "Done":
        thing = None if arguments.thing is None else _named(store, arguments)
        done: Done = store.call(assigning.unassign, post, raw, thing)
        return done

    def told(done: "Done") -> tuple[dict[str, Any], str]:
        return {**_code(raw), **_thing(done.thing)}, wording.unassigned(visible_bytes(raw), done.thing)

    return _changed(arguments, work, told)


def _changed(
    arguments: Namespace,
    work: "Callable[[Store, Post], Done]",
    told: "Callable[[Done], tuple[dict[str, Any], str]]",
) -> int:
    """Change the codes, and tell what was done: its facts for programs, a sentence for people."""
    from kiosk.flows.assigning import Refused

    config = configured(arguments)
    with opened(config) as store:
        post = at_work(store, config)
        try:
            facts, sentence = told(work(store, post))
        except NotOne as none:
            return none.code
        except Refused as refused:
            return _refused(arguments, refused.why, refused.text)
    if arguments.json:
        output.document(facts)
    else:
        output.lines(sentence)
    return Exit.OK


def _list(arguments: Namespace, equipment: Equipment) -> int:
    if (arguments.thing is None) != arguments.all:
        arguments.refuse(wording.thing_or_all())
    config = configured(arguments)
    zone = times.zone(config.station.timezone)
    with opened(config) as store:
        try:
            thing = None if arguments.thing is None else _named(store, arguments)
        except NotOne as none:
            return none.code
        found = _listed(store, thing, history=arguments.history)
        if arguments.json:
            output.array(_facts(code, of) for code, of in found)
        else:
            output.each((_line(code, of, zone) for code, of in found), wording.none_listed())
    return Exit.OK


def _named(store: "Store", arguments: Namespace) -> Thing:
    """The one thing that is named. Raises NotOne, with what there is to say said."""
    from kiosk.flows import assigning, naming

    text: str = arguments.thing
    things: tuple[Thing, ...] = store.look(assigning.named, text)
    if arguments.json and len(things) != 1:
        told = wording.several(text, len(things)) if things else wording.unknown(text)
        _refused(arguments, "ambiguous_code" if things else "unknown_code", told)
        raise NotOne(Exit.AMBIGUOUS if things else Exit.NO)
    return the_one(things, text, store.look(naming.prefix))


def _refused(arguments: Namespace, code: str, text: str) -> int:
    if arguments.json:
        output.document({"errors": [{"code": code, "message": text}]})
    else:
        sys.stderr.write(f"{common.told(text)}\n")
    return Exit.NO


def _listed(store: "Store", thing: Thing | None, *, history: bool) -> "Iterator[tuple[Assigned, Thing]]":
    """Page by page while they are printed."""
    from kiosk.store import assigned

    after = 0
    while rows := store.look(assigned.after, thing, after, history=history):
        yield from rows
        after = rows[-1][0].id


def _line(code: "Assigned", thing: Thing, zone: "tzinfo | None") -> str:
    pack = wording.each(answers.amount(code.pack, "")) if code.pack != 1 else ""
    first = times.short(code.assigned_at, zone)[:10]
    if code.unassigned_at is None:
        told = wording.since(first, code.assigned_by)
    else:
        told = wording.until(first, times.short(code.unassigned_at, zone)[:10], code.unassigned_by)
    return " · ".join(filter(None, (visible_bytes(code.raw), thing.label, pack, told)))


def _facts(code: "Assigned", thing: Thing) -> dict[str, Any]:
    return {
        **_code(code.raw),
        **_thing(thing),
        "pack": f"{code.pack:f}",
        "assigned_by": code.assigned_by,
        "assigned_at": times.iso(code.assigned_at),
        "unassigned_by": code.unassigned_by or None,
        "unassigned_at": None if code.unassigned_at is None else times.iso(code.unassigned_at),
    }


def _code(raw: bytes) -> dict[str, Any]:
    return {"code": raw.decode("utf-8", "backslashreplace"), "hex": raw.hex()}


def _thing(thing: Thing) -> dict[str, Any]:
    return {"kind": thing.kind, "id": thing.id, "label": thing.label}
