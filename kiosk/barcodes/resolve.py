"""The one place that gives a code a meaning.

The first step of `reading.STEPS` that matches wins; two things within one step are ambiguous. Archived things
never win: they are told of instead. Commands are not codes of the store: the screen on top takes them first.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kiosk.barcodes import about as about_work
from kiosk.barcodes import plugins as plugin_readers
from kiosk.barcodes.about import About
from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.forms import Forms, decoded, forms, loose, of_scan
from kiosk.barcodes.plugins import Answer, Claim, Context, Read
from kiosk.barcodes.reading import (
    Ambiguous,
    Found,
    Match,
    Meaning,
    Reader,
    Reading,
    Tried,
    Unknown,
    Verdict,
    first_step,
)
from kiosk.plugins import Plugin
from kiosk.scan import Scan
from kiosk.stock import quantity as quantities
from kiosk.stock.quantity import PLACES, UNIT
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.store import codes
from kiosk.store.sql import Db
from kiosk.wording import readings as wording

if TYPE_CHECKING:
    from kiosk.barcodes import mixed
    from kiosk.barcodes.content import Content
    from kiosk.serials.schemes import PartScheme

_BY_CONTENT = frozenset({Reader.GS1, Reader.AMOUNT, Reader.LABEL_SKU, Reader.LABEL_MANUFACTURER, Reader.LABEL_PART})
_WHOLE = frozenset({Reader.ASSIGNED, Reader.ASSIGNED_LOOSE, Reader.GTIN})
_OF_GOODS = frozenset({Kind.PART, Kind.SUPPLIER_PART})

OFFERED = 9  # things to choose from: one digit each


def resolve(
    db: Db,
    scan: Scan,
    rules: CodeRules,
    plugins: Sequence[Plugin[Read]] | None = None,
    about: About = about_work.NOTHING,
) -> Meaning:
    """What a scan means by what the store has settled; `plugins` are the installed ones unless given. `about` is what
    they may know of the work in hand.

    One statement; one more for a serial beside its part, or for supplier parts that share a number; where nothing
    matches, one for each claim of a plugin. Of several labels read at one trigger each is resolved by itself.
    """
    if scan.labels:
        return _together(db, scan, rules, plugins, about)
    code = of_scan(scan, rules)
    matches = codes.find(db, code)
    tried = Tried(code, matches, (), code.content)
    if matches and (winners := first_step(matches)):
        return _meaning(winners, tried) if code.content is None else _saying(db, winners, tried, code.content)
    if plugins is None:
        plugins = plugin_readers.installed(rules.plugins)
    if not plugins:
        return Unknown(tried)
    return _claimed_by_plugins(db, scan, tried, rules, plugins, about)


def _saying(db: Db, winners: tuple[Match, ...], tried: Tried, content: "Content") -> Meaning:
    """What a code means that says more than a name, unless it is assigned as a whole."""
    if winners[0].reader not in _BY_CONTENT and not _of_nothing(winners, content):
        return _meaning(winners, tried._replace(content=None))
    winners = _of_its_supplier(db, winners, content, tried.matches)
    content = _in_pieces(winners, content)
    return _unit(db, _meaning(_counted(winners, content), tried._replace(content=content)), content)


def _unit(db: Db, meaning: Meaning, content: "Content") -> Meaning:
    """The unit itself, where a code names its part and its serial and there is such a unit."""
    if not isinstance(meaning, Found) or len(content.serials) != 1 or meaning.thing.kind not in _OF_GOODS:
        return meaning
    unit = codes.unit(db, meaning.thing, content.serials[0])
    return meaning if unit is None else Found(unit, meaning.tried)


def _of_nothing(winners: tuple[Match, ...], content: "Content") -> bool:
    """Whether it is the code assigned for weighed goods, with an amount of 0 in it: one scan of it is no whole unit."""
    from kiosk.barcodes.content import Language

    of_goods = winners[0].reader in _WHOLE and all(match.thing.kind in _OF_GOODS for match in winners)
    return of_goods and content.language is Language.AMOUNT and bool(content.faults)


def _of_its_supplier(
    db: Db, winners: tuple[Match, ...], content: "Content", matches: Sequence[Match]
) -> tuple[Match, ...]:
    """Of several supplier parts the one of the label's supplier; their part where they have but one, or where our own
    number on the label is that of one. `matches` are those of all steps.

    By the manufacturer's number alone a single one of another supplier is the part, too: what he sells is not at hand.
    """
    supplied = [match.thing.id for match in winners if match.thing.kind is Kind.SUPPLIER_PART]
    others = winners[0].reader is Reader.LABEL_MANUFACTURER and content.supplier != ""
    if len(supplied) < (1 if others else 2) or len(supplied) < len(winners):
        return winners
    found = codes.supplied(db, tuple(supplied))
    ours = [one for one in found if content.supplier and _plain(one[1]).startswith(_plain(content.supplier))]
    if ours:
        ids = {id for id, _, _ in ours}
        winners = tuple(match for match in winners if match.thing.id in ids)
    parts: dict[int, Thing] = {part.id: part for _, _, part in ours or found}
    if len(ours) == 1:
        return winners
    if len(parts) > 1:
        numbered = {match.thing.id for match in matches if match.reader is Reader.LABEL_PART and not match.archived}
        parts = {id: part for id, part in parts.items() if id in numbered}
    if len(parts) != 1:
        return winners
    return (winners[0]._replace(thing=parts.popitem()[1], pack=UNIT),)


def _in_pieces(winners: tuple[Match, ...], content: "Content") -> "Content":
    """The same with pieces in place of packs, where all that it may be has packs of one size."""
    from kiosk.barcodes.content import Counts

    packs = {match.pack for match in winners}
    if content.quantity is None or content.counts is not Counts.PACKS or len(packs) > 1:
        return content
    return replace(content, quantity=content.quantity * quantities.of(packs.pop()), counts=None)


def _counted(winners: tuple[Match, ...], content: "Content") -> tuple[Match, ...]:
    """With the quantity that the code tells, where it is one of pieces, or of the part's own unit."""
    if (
        content.quantity is None
        or content.unit
        or content.quantity <= 0
        or not quantities.fits(content.quantity, PLACES)
    ):
        return winners
    count = quantities.millionths(content.quantity)
    return tuple(match._replace(pack=count) for match in winners)


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _meaning(winners: tuple[Match, ...], tried: Tried) -> Meaning:
    if len(winners) == 1:
        return Found(winners[0].thing, tried, winners[0].pack)
    things = {(match.thing.kind, match.thing.id): match for match in reversed(winners)}
    match list(reversed(things.values())):
        case []:
            return Unknown(tried)
        case [winner]:
            return Found(winner.thing, tried, winner.pack)
        case several:
            offered = tuple(match.thing for match in several[:OFFERED])
            return Ambiguous(offered, tried, len(several) - len(offered))


def _claimed_by_plugins(
    db: Db, scan: Scan, tried: Tried, rules: CodeRules, plugins: Sequence[Plugin[Read]], about: About
) -> Meaning:
    """What plugins make of a code that means nothing else: the first of which a claim is found here wins."""
    context = Context(scan.symbology, scan.typed, about.document, about.kind, about.part)
    for plugin in plugins:
        answer = plugin_readers.ask(plugin, tried.forms.raw, context)
        found = [(claim, _claimed(db, answer.name, claim, rules)) for claim in answer.claims]
        matches = tuple(match for _, several in found for match in several)
        reading = () if matches else (_asked(answer),)
        tried = tried._replace(matches=tried.matches + matches, asked=tried.asked + reading)
        if live := [(claim, first_step(several)) for claim, several in found if first_step(several)]:
            said = plugin_readers.content(answer.name, live[0][0]) if len(live) == 1 else None
            winners = tuple(match for _, several in live for match in several)
            if said is None:
                return _meaning(winners, tried._replace(content=None))
            return _unit(db, _meaning(_counted(winners, said), tried._replace(content=said)), said)
    return Unknown(tried)


def _asked(answer: Answer) -> Reading:
    """The reading of a plugin whose answer led to nothing."""
    reader = f"{Reader.PLUGIN}:{answer.name}"
    if answer.fault:
        return Reading(reader, Verdict.FAULT, wording.plugin_fault(answer.fault))
    if not answer.claims:
        return Reading(reader, Verdict.NOT_THIS, wording.plugin_passes(), telling=False)
    return Reading(reader, Verdict.NO_MATCH, wording.plugin_no_match(answer.claims[0].why))


def _claimed(db: Db, name: str, claim: Claim, rules: CodeRules) -> list[Match]:
    matches = codes.find(db, forms(claim.code.encode(), rules))
    if claim.kind is not None:
        matches = tuple(match for match in matches if match.thing.kind is claim.kind)
    return [
        Match(Reader.PLUGIN, match.thing, claim.pack or match.pack, match.archived, name, claim.why)
        for match in first_step(matches) or matches
    ]


def _together(db: Db, scan: Scan, rules: CodeRules, plugins: Sequence[Plugin[Read]] | None, about: About) -> Meaning:
    """What several labels mean that were read at one trigger; the same one twice is one."""
    from kiosk.barcodes import mixed  # few scanners read so

    labels = tuple(dict.fromkeys(scan.labels))
    alone = [replace(scan, raw=label.raw, symbology=label.symbology, labels=()) for label in labels]
    reads = [mixed.Read(one.raw, one.symbology, resolve(db, one, rules, plugins, about)) for one in alone]
    if len(reads) == 1:
        return reads[0].meaning
    parts = codes.parts(db, {thing for read in reads for thing in _things(read)})
    part = mixed.agreed(reads, parts)
    goods = part if isinstance(part, str) else _goods(db, part, mixed.texts(reads))
    sorting = mixed.sort(reads, goods, parts, rules.prefix)
    code = Forms(scan.raw, loose(scan.raw), decoded(scan.raw), None, None, rules.prefix)
    tried = Tried(code, (), content=sorting.content, labels=sorting.labels, fault=sorting.fault)
    if sorting.thing is None:
        return Unknown(tried)
    match = Match(Reader.MIXED, sorting.thing, sorting.pack)
    return Found(sorting.thing, tried._replace(matches=(match,)), sorting.pack)


def _things(read: "mixed.Read") -> tuple[Thing, ...]:
    things = tuple(match.thing for match in read.matches)
    return (*things, read.meaning.thing) if isinstance(read.meaning, Found) else things


def _goods(db: Db, part: Thing, texts: Sequence[str]) -> "mixed.Goods":
    """What decides which of these texts are serials of the part."""
    from kiosk.barcodes.mixed import Goods
    from kiosk.serials.schemes import COUNTER
    from kiosk.store import numbering, parts

    stored = parts.get(db, part.id)
    tracking = Tracking.NONE if stored is None else stored.part.tracking
    scheme = numbering.scheme(db, part.id)
    units = {text: unit for text in texts if (unit := codes.unit(db, part, text)) is not None}
    return Goods(part, Tracking(tracking), partial(_wrong, scheme), scheme.name != COUNTER, units)


def _wrong(scheme: "PartScheme", serial: str) -> str:
    """Why this can be no serial by the scheme; empty where it can. A scheme that fails refuses all."""
    from kiosk.serials.schemes import SchemeFault

    try:
        return scheme.validate(serial)
    except SchemeFault as fault:
        return str(fault)
