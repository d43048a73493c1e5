"""The account of how a code came to its meaning: every reader's try, and what is wrong with an unknown code.

Pure. The readings are worked out only when somebody asks ("explain this scan", programs); what is wrong with a code,
on the path of the scans that nothing has.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.barcodes import lookalike
from kiosk.barcodes.forms import Forms
from kiosk.barcodes.gtin import check_digit, has_form
from kiosk.barcodes.internal import has_prefix
from kiosk.barcodes.reading import STEPS, Match, Reader, Reading, Tried, Verdict, first_step
from kiosk.wording import readings as wording

if TYPE_CHECKING:
    from kiosk.barcodes.content import Content

_LABELS = {
    Reader.LABEL_SKU: "skus",
    Reader.LABEL_MANUFACTURER: "manufacturer_number",
    Reader.LABEL_PART: "part_numbers",
}
_LEADING = re.compile(r"(?:0[12][0-9]{14}|00[0-9]{18})", re.ASCII)  # AI and a GTIN or an SSCC, check digit or not
_GS = "\x1d"


@dataclass(frozen=True, slots=True)
class Said:
    """What a code says beyond naming a thing. `whole`: it counts for nothing, since the code is assigned as a whole."""

    content: "Content"
    whole: bool = False


def said(tried: Tried) -> Said | None:
    """What a code says, in whatever language; None where it is a name and nothing more."""
    if tried.content is not None:
        return Said(tried.content)
    return None if tried.forms.content is None else Said(tried.forms.content, whole=True)


def readings(tried: Tried) -> tuple[Reading, ...]:
    """Every reader's try, in the order of the steps; plugins only where they were asked.

    Several labels of one trigger are tried together; each by itself is in `tried.labels`.
    """
    winners = first_step(tried.matches)
    if tried.labels:
        return (_reading(tried, winners, Reader.MIXED),)
    tries = [_reading(tried, winners, reader) for step in STEPS for reader in step if reader is not Reader.PLUGIN]
    return (*tries, *_of_plugins(tried, winners), *tried.asked)


def invalid(tried: Tried) -> str:
    """What is wrong with a code that nothing has, as far as it is known; else empty."""
    if tried.fault:
        return tried.fault
    for match in tried.matches:
        if match.archived:
            return wording.was_archived(match.thing.label)
    forms = tried.forms
    if forms.own is not None:
        return wording.no_own(forms.own.kind, forms.own.id)
    if forms.foreign is not None:
        return wording.no_foreign(*forms.foreign)
    wrong = _unknown_goods(tried.content) if tried.content is not None else _misread(forms)
    return wrong or (_of_asked(tried.asked) if tried.asked else "")


def misread(tried: Tried) -> str:
    """That a code which says something of goods can't be read in what it names, or begins so and has a wrong digit.

    Empty for all others: no digit of theirs tells.
    """
    content = tried.content
    if content is not None:
        return " ".join(content.faults) if not content.names else ""
    wrong = _wrong_digit(tried.forms.text or "")
    return wording.misread_gs1(*wrong) if wrong else ""


def _unknown_goods(content: "Content") -> str:
    from kiosk.wording import labelled

    if content.faults and not content.names:
        return " ".join(content.faults)  # what is wrong with the name is among them
    return labelled.unknown_help(content) if content.names else labelled.nameless(content)


def _misread(forms: Forms) -> str:
    """What is wrong with a code that says nothing, where it shows."""
    if forms.text is None:
        return wording.not_text_help() if forms.loose else wording.empty()
    if forms.gtin14 is None and has_form(forms.text):
        return wording.misread(check_digit(forms.text))
    if wrong := _wrong_digit(forms.text):
        return wording.misread_gs1(*wrong)
    return _looks(forms, forms.text) if forms.loose else wording.empty()


def _looks(forms: Forms, text: str) -> str:
    """What a text is by its look, where that tells what to do; else empty."""
    if upper := lookalike.capitals(text, forms.prefix):
        return wording.small_letters(upper)
    if has_prefix(text, forms.prefix):
        return wording.like_own(forms.prefix)
    return wording.brackets_help() if lookalike.bracketed(text) else ""


def _of_asked(asked: tuple[Reading, ...]) -> str:
    """That plugins which may know the code failed at it; else what one knows it as that is not here; else empty."""
    names = [reading.reader.partition(":")[2] for reading in asked if reading.verdict is Verdict.FAULT]
    if names:
        return wording.plugins_failed(names)
    return next((reading.why for reading in asked if reading.verdict is Verdict.NO_MATCH), "")


def _reading(tried: Tried, winners: tuple[Match, ...], reader: Reader) -> Reading:
    matches = [match for match in tried.matches if match.reader is reader]
    if not matches:
        return _missed(tried, reader)
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


def _missed(tried: Tried, reader: Reader) -> Reading:
    """The reading of a reader that found nothing: what it looked for, or why the code is not of its form."""
    if not tried.forms.loose:
        return Reading(reader, Verdict.NOT_THIS, wording.empty(), telling=False)
    forms = tried.forms
    match reader:
        case Reader.OWN:
            verdict, why, telling = _own(forms)
        case Reader.EXTERNAL:
            verdict, why, telling = _looked(forms.foreign and wording.no_foreign(*forms.foreign), wording.not_foreign())
        case Reader.GTIN:
            verdict, why, telling = _gtin(forms)
        case Reader.GS1 | Reader.AMOUNT:
            verdict, why, telling = _of_content(forms, reader)
        case Reader.LABEL_SKU | Reader.LABEL_MANUFACTURER | Reader.LABEL_PART:
            told = getattr(forms.content, _LABELS[reader], ())
            names = (told,) if isinstance(told, str) and told else tuple(told)
            verdict, why, telling = _looked(wording.no_label(reader, names) if names else "", wording.not_label(reader))
        case Reader.MIXED:
            verdict, why, telling = _looked(tried.fault, wording.one_label())
        case Reader.ASSIGNED_LOOSE if forms.loose == forms.raw:
            verdict, why, telling = Verdict.NOT_THIS, wording.no_controls(), False
        case Reader.ASSIGNED | Reader.ASSIGNED_LOOSE:
            verdict, why, telling = Verdict.NO_MATCH, wording.has_none(reader), False
        case _ if forms.text is None:
            verdict, why, telling = Verdict.NOT_THIS, wording.not_text(), False
        case _:
            verdict, why, telling = Verdict.NO_MATCH, wording.has_none(reader), False
    return Reading(reader, verdict, why, telling=telling)


_Missed = tuple[Verdict, str, bool]  # the last: whether it tells a person something


def _looked(why: str | None, not_this: str) -> _Missed:
    """Of its form and not found, for a reason; else not of its form."""
    return (Verdict.NO_MATCH, why, True) if why else (Verdict.NOT_THIS, not_this, False)


def _own(forms: Forms) -> _Missed:
    if forms.own is not None:
        return Verdict.NO_MATCH, wording.no_own(forms.own.kind, forms.own.id), True
    if forms.text is not None and has_prefix(forms.text, forms.prefix):
        return Verdict.NOT_THIS, wording.like_own(forms.prefix), True
    return Verdict.NOT_THIS, wording.not_own(forms.prefix), False


def _gtin(forms: Forms) -> _Missed:
    if forms.gtin14 is not None:
        return Verdict.NO_MATCH, wording.no_gtin(forms.gtin14), True
    if forms.text is not None and has_form(forms.text):
        return Verdict.NOT_THIS, wording.wrong_check_digit(forms.text[-1], check_digit(forms.text)), True
    return Verdict.NOT_THIS, wording.not_gtin(), False


def _of_content(forms: Forms, reader: Reader) -> _Missed:
    """GS1 and codes with amounts: what of the code was looked up, or why it is none."""
    from kiosk.barcodes.content import Language

    content = forms.content
    amount = content is not None and content.language is Language.AMOUNT
    if content is not None and amount is (reader is Reader.AMOUNT):
        names = (*((content.gtin14,) if content.gtin14 else ()), *content.keys)
        if names:
            return Verdict.NO_MATCH, wording.no_keys(names), True
        if content.language is Language.GS1:
            return Verdict.NO_MATCH, wording.gs1_names_nothing(), True
    if reader is Reader.AMOUNT:
        return Verdict.NOT_THIS, wording.not_amount(), False
    like = _like_gs1(forms.text or "") if content is None else ""
    return Verdict.NOT_THIS, like or wording.not_gs1(), like != ""


def _like_gs1(text: str) -> str:
    """What keeps a code that looks like a GS1 one from being one."""
    if wrong := _wrong_digit(text):
        return wording.wrong_gs1_digit(*wrong)
    if _GS in text:
        return wording.no_identifier()
    return wording.brackets() if text.startswith("(01)") else ""


def _wrong_digit(text: str) -> tuple[str, str] | None:
    """Of a code that begins as GS1 does, but for its check digit: the digit and what it should be."""
    found = _LEADING.match(text) if text.startswith("0") else None
    if found is None:
        return None
    number = found[0][2:]
    right = check_digit(number)
    return None if number[-1] == right else (number[-1], right)


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
