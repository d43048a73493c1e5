"""The one place that gives a code a meaning.

The first step of `reading.STEPS` that matches wins; two things within one step are ambiguous. Archived things
never win: they are told of instead. Commands are not codes of the store: the screen on top takes them first.
"""

from collections.abc import Sequence

from kiosk.barcodes import plugins as plugin_readers
from kiosk.barcodes.forms import Forms, code_of, forms
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
from kiosk.store import codes
from kiosk.store.sql import Db
from kiosk.wording import readings as wording

OFFERED = 9  # things to choose from: one digit each


def resolve(db: Db, scan: Scan, prefix: str, plugins: Sequence[Plugin[Read]] | None = None) -> Meaning:
    """What a scan means. `prefix` is that of our own codes; `plugins` are the installed ones unless given.

    One statement; where nothing matches, one more for each claim of a plugin.
    """
    code = forms(code_of(scan), prefix)
    matches = codes.find(db, code)
    if winners := first_step(matches):
        return _meaning(winners, Tried(code, matches))
    if plugins is None:
        plugins = plugin_readers.installed()
    if not plugins:
        return Unknown(Tried(code, matches))
    claimed, asked = _ask(db, scan, code, plugins)
    return _meaning(first_step(claimed), Tried(code, matches + claimed, asked))


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
    db: Db, scan: Scan, code: Forms, plugins: Sequence[Plugin[Read]]
) -> tuple[tuple[Match, ...], tuple[Reading, ...]]:
    matches: list[Match] = []
    readings: list[Reading] = []
    for answer in plugin_readers.ask(plugins, code.raw, Context(scan.symbology, scan.typed)):
        found = [match for claim in answer.claims for match in _claimed(db, answer.name, claim, code.prefix)]
        matches += found
        reader = f"{Reader.PLUGIN}:{answer.name}"
        if answer.fault:
            readings.append(Reading(reader, Verdict.FAULT, wording.plugin_fault(answer.fault)))
        elif not answer.claims:
            readings.append(Reading(reader, Verdict.NOT_THIS, wording.plugin_passes()))
        elif not found:
            readings.append(Reading(reader, Verdict.NO_MATCH, wording.plugin_no_match(answer.claims[0].why)))
    return tuple(matches), tuple(readings)


def _claimed(db: Db, name: str, claim: Claim, prefix: str) -> list[Match]:
    matches = codes.find(db, forms(claim.code.encode(), prefix))
    if claim.kind is not None:
        matches = tuple(match for match in matches if match.thing.kind is claim.kind)
    return [
        Match(Reader.PLUGIN, match.thing, claim.pack or match.pack, match.archived, name, claim.why)
        for match in first_step(matches) or matches
    ]
