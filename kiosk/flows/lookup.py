"""Quick scan: what is this, how much of it is there, where does it live.

A scan answers what it is; a code that several things have asks which. The next scan is always a new question,
so an open one never blocks. Between two scans an operator goes from thing to thing, and back step by step.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.barcodes import account
from kiosk.barcodes.commands import Command
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Reading, Unknown, Verdict
from kiosk.barcodes.resolve import resolve
from kiosk.flows.assignable import refusal, refused
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan, visible_bytes
from kiosk.stock import quantity
from kiosk.stock.thing import Thing
from kiosk.stock.views import Details, ItemView, PartView, View
from kiosk.store import details as store_details
from kiosk.store import forgotten, views
from kiosk.store.forgotten import Forgotten
from kiosk.store.sql import Db
from kiosk.wording import answers, command_codes

if TYPE_CHECKING:
    from kiosk.barcodes.account import Said
    from kiosk.barcodes.content import Content
    from kiosk.barcodes.mixed import Sorted

COMMAND = "command"  # what reads command codes, before all readers of the store's codes


@dataclass(frozen=True, slots=True)
class LookupState:
    """The last answer and what it is the answer to: the code that was scanned, or the thing that was opened.

    While a question is open, `things` are those to choose from by the keys "1" to "9". `before` is what had been
    asked before, back to the last scan, the latest at the end. `refusal` says why an unknown code can't be assigned,
    `says` what it says of goods, where it is a label.
    """

    last: Outcome | None = None
    question: Question | None = None
    things: tuple[Thing, ...] = ()
    asked: Scan | Thing | None = None
    before: tuple[Scan | Thing, ...] = ()
    refusal: str = ""
    says: "Content | None" = None


def scan(db: Db, post: Post, state: LookupState, scan: Scan) -> tuple[LookupState, Outcome]:
    """What this code is: one statement to resolve it and one to view it."""
    meaning = resolve(db, scan, post.codes)
    match meaning:
        case Found(thing=thing):
            outcome = _shown(db, post, thing, meaning, scan)
        case Ambiguous():
            return _ask(meaning, scan)
        case Unknown():
            return _unknown(db, post, scan, meaning)
    return LookupState(outcome, asked=scan), outcome


def _unknown(db: Db, post: Post, scan: Scan, meaning: Unknown) -> tuple[LookupState, Outcome]:
    """Nothing has this code. A customer's unit that was here is no stock, and known by the serial of its repair."""
    content = meaning.tried.content
    serial = scan.text or "" if content is None else content.serial
    known = forgotten.of_code(db, serial)
    if known.repair is not None:
        shown = _shown(db, post, known.repair, None, None)
        detail = answers.customers_unit(serial, shown.detail)
        outcome = replace(shown, detail=detail, meaning=meaning)
        return LookupState(outcome, asked=scan), outcome
    tried = meaning.tried
    why = refusal(post, scan) if scan.labels else refused(tried.forms)
    if content is not None and (tried.fault or any(match.archived for match in tried.matches)):
        content = None
    text = answers.unknown() if content is None else answers.unknown_label()
    detail = _void(known) or answers.unknown_help(account.invalid(tried), why)
    outcome = Outcome(Tone.NO, text, detail, result="unknown", meaning=meaning)
    return LookupState(outcome, asked=scan, refusal=why, says=content), outcome


def void(db: Db, serial: str) -> str:
    """What is known of a serial that nothing has any more: its unit was received by mistake. Empty where none was."""
    return _void(forgotten.of_code(db, serial))


def _void(known: Forgotten) -> str:
    return answers.void(known.void, known.document) if known.void else ""


def answer(db: Db, post: Post, state: LookupState, key: str) -> tuple[LookupState, Outcome]:
    """Choose one of the things of an open question by its key."""
    for number, thing in enumerate(state.things, 1):
        if key == str(number):
            return show(db, post, state, thing)
    outcome = Outcome(
        Tone.NO, answers.no_such_option(), answers.no_such_option_help(), question=state.question, result="refused"
    )
    return state, outcome


def show(db: Db, post: Post, state: LookupState, thing: Thing) -> tuple[LookupState, Outcome]:
    """Open a thing without a scan, such as one that a view names."""
    outcome = _shown(db, post, thing, None, None)
    before = state.before if state.asked is None else (*state.before, state.asked)
    return LookupState(outcome, asked=thing, before=before), outcome


def back(db: Db, post: Post, state: LookupState) -> tuple[LookupState, Outcome]:
    """What was shown before, looked up anew: it may have changed since. `state.before` must not be empty."""
    *before, asked = state.before
    match asked:
        case Scan():
            state, outcome = scan(db, post, LookupState(), asked)
        case Thing():
            state, outcome = show(db, post, LookupState(), asked)
    return replace(state, before=tuple(before)), outcome


def view(db: Db, post: Post, thing: Thing) -> View | None:
    """A thing as it is now; None when it is no longer there."""
    return views.view(db, thing, returned_available=post.returned_available)


def details(db: Db, post: Post, view: View) -> Details | None:
    """The rest of what is known of a thing; None when it is no longer there. Read after the answer is painted."""
    return store_details.details(db, view)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about how a code was read. `raw` is untrusted as any scan, `hex` are its bytes two digits each.

    `invalid` says why it was not understood, empty where it was. `said` is what the code says beyond naming a thing.
    Of several labels read at one trigger `labels` has each by itself; `role` then is what it was taken for.
    """

    raw: bytes
    hex: str
    symbology: str
    device: str
    typed: bool
    readings: tuple[Reading, ...]
    invalid: str = ""
    said: "Said | None" = None
    labels: tuple["Explanation", ...] = ()
    role: str = ""


def explain(meaning: Meaning | Command | None, scan: Scan) -> Explanation:
    """The account of one scan, for people and programs; `meaning` is None where it was not looked up."""
    told = Explanation(scan.raw, scan.raw.hex(" "), scan.symbology, scan.device, scan.typed, ())
    match meaning:
        case None:
            return told
        case Command():
            return replace(told, readings=(Reading(COMMAND, Verdict.CHOSEN, command_codes.is_command(meaning)),))
    tried = meaning.tried
    return replace(
        told,
        readings=account.readings(tried),
        invalid=account.invalid(tried) or answers.unknown_help("", "") if isinstance(meaning, Unknown) else "",
        said=account.said(tried),
        labels=tuple(_explain_label(label, scan) for label in tried.labels),
    )


def _explain_label(label: "Sorted", scan: Scan) -> Explanation:
    """One of several labels: by itself, and what it was taken for among the others."""
    from kiosk.wording import mixed as wording

    read = label.read
    told = explain(read.meaning, replace(scan, raw=read.raw, symbology=read.symbology, labels=()))
    return replace(told, role=wording.role(label.role), invalid=label.why)


def _shown(db: Db, post: Post, thing: Thing, meaning: Found | None, scan: Scan | None) -> Outcome:
    view = views.view(db, thing, returned_available=post.returned_available)
    if view is None:
        text, detail = answers.vanished(), answers.vanished_help(thing.label)
        return Outcome(Tone.NO, text, detail, result="unknown", meaning=meaning)
    if meaning is not None and meaning.tried.content is not None:
        return _labelled(view, meaning, meaning.tried.content)
    if meaning is not None and scan is not None and meaning.pack != quantity.UNIT:
        view = _with_pack(view, scan, meaning.pack)
    return Outcome(Tone.OK, answers.found(view), answers.found_detail(view), view, result="found", meaning=meaning)


def _labelled(view: View, meaning: Found, content: "Content") -> Outcome:
    """What the thing is, and what its label says of what is in hand."""
    from kiosk.wording import labelled as wording  # no plain code needs it

    content = in_own_unit(view, content)
    told = wording.seen(content, unit=isinstance(view, ItemView) and view.serial in content.serials)
    if isinstance(view, PartView):
        view = replace(view, via=wording.via(content))
    detail = " ".join(filter(None, (*content.faults, f"{answers.found_detail(view)}.", told)))
    return Outcome(Tone.OK, answers.found(view), detail, view, result="found", meaning=meaning)


def in_own_unit(view: View | None, content: "Content") -> "Content":
    """What a label says of this thing: what names no unit counts in the part's own."""
    if content.unit or not isinstance(view, PartView | ItemView):
        return content
    return replace(content, unit=view.unit)


def _with_pack(view: View, scan: Scan, pack: int) -> View:
    """The view of a part with the code for several pieces that led to it."""
    if not isinstance(view, PartView) or view.via:
        return view
    return replace(view, via=answers.via_pack(visible_bytes(scan.raw), quantity.of(pack), view.unit))


def _ask(meaning: Ambiguous, scan: Scan) -> tuple[LookupState, Outcome]:
    question = ask_which(meaning)
    text = answers.ambiguous(len(meaning.things), meaning.more)
    outcome = Outcome(Tone.ASK, text, question.text, question=question, result="ambiguous", meaning=meaning)
    return LookupState(outcome, question, meaning.things, asked=scan), outcome


def ask_which(meaning: Ambiguous) -> Question:
    """The question which of several things a code means; its options have the keys "1" to "9"."""
    options = tuple(Option(str(number), answers.option(thing)) for number, thing in enumerate(meaning.things, 1))
    return Question(answers.which(meaning.more), options)
