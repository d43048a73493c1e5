"""The one place that gives a code a meaning.

The first step of `reading.STEPS` that matches wins; two things within one step are ambiguous. Archived things
never win: they are told of instead. Commands are not codes of the store: the screen on top takes them first.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.barcodes import plugins as plugin_readers
from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.forms import Forms, forms, of_scan
from kiosk.barcodes.plugins import Claim, Context, Read
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
from kiosk.stock.quantity import PLACES, UNIT, fits, millionths
from kiosk.stock.thing import Kind, Thing
from kiosk.store import codes
from kiosk.store.sql import Db
from kiosk.wording import readings as wording

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content

_BY_CONTENT = frozenset({Reader.GS1, Reader.AMOUNT, Reader.LABEL_SKU, Reader.LABEL_MANUFACTURER, Reader.LABEL_PART})

OFFERED = 9  # things to choose from: one digit each


def resolve(db: Db, scan: Scan, rules: CodeRules, plugins: Sequence[Plugin[Read]] | None = None) -> Meaning:
    """What a scan means by what the store has settled; `plugins` are the installed ones unless given.

    One statement; one more for a serial beside its part, or for supplier parts that share a number; where nothing
    matches, one for each claim of a plugin.
    """
    code = of_scan(scan, rules)
    matches = codes.find(db, code)
    if winners := first_step(matches):
        tried = Tried(code, matches, content=code.content)
        return _meaning(winners, tried) if code.content is None else _saying(db, winners, tried, code.content)
    if plugins is None:
        plugins = plugin_readers.installed()
    if not plugins:
        return Unknown(Tried(code, matches, content=code.content))
    claimed, asked = _ask(db, scan, code, rules, plugins)
    return _meaning(first_step(claimed), Tried(code, matches + claimed, asked, code.content))


def _saying(db: Db, winners: tuple[Match, ...], tried: Tried, content: "Content") -> Meaning:
    """What a code means that says more than a name, unless it is assigned as a whole."""
    if winners[0].reader not in _BY_CONTENT:
        return _meaning(winners, tried._replace(content=None))
    meaning = _meaning(_counted(_of_one_part(db, winners, content), content), tried)
    if isinstance(meaning, Found) and meaning.thing.kind is Kind.PART and len(content.serials) == 1:
        unit = codes.unit(db, meaning.thing.id, content.serials[0])
        return meaning if unit is None else Found(unit, tried)
    return meaning


def _of_one_part(db: Db, winners: tuple[Match, ...], content: "Content") -> tuple[Match, ...]:
    """Of several supplier parts the one of the label's supplier; their part where they have but one."""
    supplied = [match.thing.id for match in winners if match.thing.kind is Kind.SUPPLIER_PART]
    if len(supplied) < 2 or len(supplied) < len(winners):
        return winners
    found = codes.supplied(db, tuple(supplied))
    ours = [
        id for id, supplier, _ in found if content.supplier and _plain(supplier).startswith(_plain(content.supplier))
    ]
    if len(ours) == 1:
        return tuple(match for match in winners if match.thing.id == ours[0])
    parts: dict[int, Thing] = {part.id: part for _, _, part in found}
    return (winners[0]._replace(thing=parts.popitem()[1], pack=UNIT),) if len(parts) == 1 else winners


def _counted(winners: tuple[Match, ...], content: "Content") -> tuple[Match, ...]:
    """With the quantity that the code tells, where it is one of pieces, or of the part's own unit."""
    if content.quantity is None or content.unit or not fits(content.quantity, PLACES) or content.quantity <= 0:
        return winners
    return tuple(match._replace(pack=millionths(content.quantity)) for match in winners)


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


def _ask(
    db: Db, scan: Scan, code: Forms, rules: CodeRules, plugins: Sequence[Plugin[Read]]
) -> tuple[tuple[Match, ...], tuple[Reading, ...]]:
    matches: list[Match] = []
    readings: list[Reading] = []
    for answer in plugin_readers.ask(plugins, code.raw, Context(scan.symbology, scan.typed)):
        found = [match for claim in answer.claims for match in _claimed(db, answer.name, claim, rules)]
        matches += found
        reader = f"{Reader.PLUGIN}:{answer.name}"
        if answer.fault:
            readings.append(Reading(reader, Verdict.FAULT, wording.plugin_fault(answer.fault)))
        elif not answer.claims:
            readings.append(Reading(reader, Verdict.NOT_THIS, wording.plugin_passes()))
        elif not found:
            readings.append(Reading(reader, Verdict.NO_MATCH, wording.plugin_no_match(answer.claims[0].why)))
    return tuple(matches), tuple(readings)


def _claimed(db: Db, name: str, claim: Claim, rules: CodeRules) -> list[Match]:
    matches = codes.find(db, forms(claim.code.encode(), rules))
    if claim.kind is not None:
        matches = tuple(match for match in matches if match.thing.kind is claim.kind)
    return [
        Match(Reader.PLUGIN, match.thing, claim.pack or match.pack, match.archived, name, claim.why)
        for match in first_step(matches) or matches
    ]
