"""The account of how a code came to its meaning: every reader's try, and what is wrong with an unknown code.

Pure, and worked out only when somebody asks ("explain this scan", programs), never on the path of a scan.
"""

from kiosk.barcodes.forms import Forms
from kiosk.barcodes.gtin import check_digit, has_form
from kiosk.barcodes.internal import has_prefix
from kiosk.barcodes.reading import STEPS, Match, Reader, Reading, Tried, Verdict, first_step
from kiosk.wording import readings as wording


def readings(tried: Tried) -> tuple[Reading, ...]:
    """Every reader's try, in the order of the steps; plugins only where they were asked."""
    winners = first_step(tried.matches)
    tries = [_reading(tried, winners, reader) for step in STEPS for reader in step if reader is not Reader.PLUGIN]
    return (*tries, *_of_plugins(tried, winners), *tried.asked)


def invalid(tried: Tried) -> str:
    """What is wrong with a code that nothing has, as far as it is known; else empty."""
    forms = tried.forms
    for match in tried.matches:
        if match.archived:
            return wording.was_archived(match.thing.label)
    if not forms.loose:
        return wording.empty()
    if forms.own is not None:
        return wording.no_own(forms.own.kind, forms.own.id)
    if forms.text is not None and forms.gtin14 is None and has_form(forms.text):
        return wording.misread(check_digit(forms.text))
    return ""


def _reading(tried: Tried, winners: tuple[Match, ...], reader: Reader) -> Reading:
    matches = [match for match in tried.matches if match.reader is reader]
    if not matches:
        return Reading(reader, *_missed(tried, reader))
    things = tuple(match.thing for match in matches if not match.archived)
    if not things:
        archived = matches[0].thing
        return Reading(reader, Verdict.NO_MATCH, wording.archived(reader, archived.label), (archived,))
    verdict = _verdict(winners, matches)
    match verdict:
        case Verdict.CHOSEN:
            why = wording.matched(reader)
        case Verdict.AMBIGUOUS:
            why = wording.matched_several(reader, len(things))
        case _:
            why = wording.outranked(reader)
    return Reading(reader, verdict, why, things)


def _verdict(winners: tuple[Match, ...], matches: list[Match]) -> Verdict:
    if not any(match in winners for match in matches):
        return Verdict.OUTRANKED
    things = {(match.thing.kind, match.thing.id) for match in winners}
    return Verdict.CHOSEN if len(things) == 1 else Verdict.AMBIGUOUS


def _missed(tried: Tried, reader: Reader) -> tuple[Verdict, str]:
    forms = tried.forms
    if why := _not_of_form(forms, reader):
        return Verdict.NOT_THIS, why
    if reader is Reader.OWN and forms.own is not None:
        return Verdict.NO_MATCH, wording.no_own(forms.own.kind, forms.own.id)
    if reader is Reader.GTIN and forms.gtin14 is not None:
        return Verdict.NO_MATCH, wording.no_gtin(forms.gtin14)
    return Verdict.NO_MATCH, wording.has_none(reader)


def _not_of_form(forms: Forms, reader: Reader) -> str:
    why = ""
    match reader:
        case Reader.OWN if forms.own is None:
            like = forms.text is not None and has_prefix(forms.text, forms.prefix)
            why = wording.like_own(forms.prefix) if like else wording.not_own(forms.prefix)
        case Reader.GTIN if forms.gtin14 is None:
            why = wording.not_gtin()
            if forms.text is not None and has_form(forms.text):
                why = wording.wrong_check_digit(forms.text[-1], check_digit(forms.text))
        case Reader.ASSIGNED_LOOSE if forms.loose == forms.raw:
            why = wording.no_controls()
        case Reader.ASSIGNED | Reader.ASSIGNED_LOOSE | Reader.OWN | Reader.GTIN:
            pass
        case Reader.EXTERNAL if forms.foreign is None:
            why = wording.says_nothing()
        case Reader.GS1 | Reader.AMOUNT | Reader.LABEL_SKU | Reader.LABEL_MANUFACTURER | Reader.LABEL_PART if (
            forms.content is None
        ):
            why = wording.says_nothing()
        case Reader.MIXED:
            why = wording.says_nothing()
        case _ if forms.text is None:
            why = wording.not_text()
    return why if forms.loose else wording.empty()


def _of_plugins(tried: Tried, winners: tuple[Match, ...]) -> list[Reading]:
    matches = [match for match in tried.matches if match.reader is Reader.PLUGIN]
    readings = []
    for name in dict.fromkeys(match.name for match in matches):
        of_this = [match for match in matches if match.name == name]
        things = tuple(match.thing for match in of_this if not match.archived)
        reader = f"{Reader.PLUGIN}:{name}"
        why = wording.plugin_matched(of_this[0].why)
        if things:
            readings.append(Reading(reader, _verdict(winners, of_this), why, things))
        else:
            archived = wording.was_archived(of_this[0].thing.label)
            readings.append(Reading(reader, Verdict.NO_MATCH, f"{why} {archived}", (of_this[0].thing,)))
    return readings
