"""Give a code that nothing has to a thing: search or scan the thing, confirm, done.

The chosen thing is confirmed by key, or by scanning it once more after the question was seen. While the question
is open no other scan changes anything; of a part it can be told how many pieces one scan of the code stands for.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from kiosk.barcodes import account
from kiosk.barcodes.content import Content
from kiosk.barcodes.forms import code_of
from kiosk.barcodes.reading import Ambiguous, Found, Meaning
from kiosk.barcodes.resolve import resolve
from kiosk.flows import doubts
from kiosk.flows.assignable import lasting, refusal, supplied
from kiosk.flows.flow import may_answer
from kiosk.flows.lookup import ask_which
from kiosk.outcome import Option, Outcome, Question, Tone
from kiosk.post import Post
from kiosk.scan import Scan, visible_bytes
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import PartView, View
from kiosk.store import barcodes, supplier_parts, views
from kiosk.store.barcodes import Taken
from kiosk.store.search import search as search_store
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import assigned as wording
from kiosk.wording import labelled as label_wording

FOUND = 50  # things that a search lists
YES, NO, PACK = "yes", "no", "pack"


@dataclass(frozen=True, slots=True)
class Pack:
    """How much of a part one scan of a code stands for, in the part's `unit` with at most so many `decimals`."""

    amount: Decimal
    unit: str
    decimals: int

    @property
    def told(self) -> str:
        return answers.amount(self.amount, self.unit)


def with_pack(pack: Pack | None, sentence: str) -> str:
    """The sentence, and before it what one scan of the code stands for, where that is more or less than one."""
    return sentence if pack is None or pack.amount == 1 else wording.with_pack(pack.told, sentence)


def asked(state: "AssignState", sentence: str) -> str:
    """The question, and before it what speaks for leaving it, and what one scan of the code stands for."""
    told = with_pack(state.pack, sentence)
    return " ".join(filter(None, (doubts.mistyped(code_of(state.code)), told)))


@dataclass(frozen=True, slots=True)
class AssignState:
    """The code to assign, the things to choose from, the one that is chosen; `done` once it is assigned.

    `question` is open exactly while a thing is chosen. A list of 50 things may leave others out. `pack` is None where
    what is chosen is no part: its codes stand for itself. `supplies` is what a supplier's label says: it is `done` when
    its part is chosen, which gets a supplier part by that and no code. `cut`: the code is only that part of what was
    scanned which is the same on each label.
    """

    code: Scan
    things: tuple[Thing, ...] = ()
    chosen: Thing | None = None
    question: Question | None = None
    pack: Pack | None = None
    done: bool = False
    supplies: Content | None = None
    cut: bool = False


def begin(scan: Scan) -> AssignState:
    """Begin to assign the code of this scan; of one that can't be, every choice is refused."""
    return AssignState(scan)


def search(db: Db, post: Post, state: AssignState, text: str) -> AssignState:
    """List the things that a typed text fits. An open question is taken back: what was chosen is so no more."""
    return replace(state, things=search_store(db, text, FOUND), chosen=None, question=None, pack=None)


def choose(db: Db, post: Post, state: AssignState, thing: Thing) -> tuple[AssignState, Outcome]:
    """Choose a thing, and ask whether it is to have the code; refused when the code can't be assigned to it."""
    if state.done:
        return state, _done(state)
    if why := refusal(post, state.code):
        return state, _refused(answers.cannot_assign(), why)
    if (content := supplied(post, state.code)) is not None:
        return _supplies(state, thing, content)
    return _choose(db, post, _cut(post, state), thing)


def _cut(post: Post, state: AssignState) -> AssignState:
    """With that of the code which is the same on each label."""
    code = lasting(post, state.code)
    return replace(state, code=code, cut=state.cut or code is not state.code)


def _choose(db: Db, post: Post, state: AssignState, thing: Thing) -> tuple[AssignState, Outcome]:
    if thing.kind is Kind.DOCUMENT:
        return state, _refused(answers.cannot_assign(), answers.cannot_carry(thing.label))
    view = views.view(db, thing)
    if view is None:
        return state, _refused(answers.vanished(), answers.vanished_help(thing.label))
    if taken := barcodes.taken(db, code_of(state.code), thing):
        return state, _taken(state, taken)
    if named := doubts.named(db, post, code_of(state.code), thing):
        return state, _refused(answers.cannot_assign(), named)
    return _ask(replace(state, chosen=thing, pack=pack_of(db, thing, view)), thing, view)


def set_pack(db: Db, post: Post, state: AssignState, text: str) -> tuple[AssignState, Outcome]:
    """Let one scan of the code stand for as much of the chosen part as was typed; the question is asked anew."""
    thing = state.chosen
    if thing is None or state.pack is None:
        return state, _refused(answers.no_such_option(), wording.no_pack(), state.question)
    view = views.view(db, thing)
    if view is None:
        state = replace(state, chosen=None, question=None, pack=None)
        return state, _refused(answers.vanished(), answers.vanished_help(thing.label))
    pack = told_pack(pack_of(db, thing, view), text)
    if isinstance(pack, str):
        return state, replace(_refused(wording.no_amount(), pack, state.question), view=view)
    return _ask(replace(state, pack=pack), thing, view)


def pack_of(db: Db, thing: Thing, view: View) -> Pack | None:
    """What one scan of a new code of this thing stands for unless told: one piece, or a pack of its supplier."""
    if not isinstance(view, PartView):
        return None
    supplied = supplier_parts.get(db, thing.id) if thing.kind is Kind.SUPPLIER_PART else None
    return Pack(Decimal(1) if supplied is None else supplied.supplier_part.pack, view.unit, view.decimals)


def told_pack(pack: Pack | None, text: str) -> Pack | str:
    """The pack with the amount that was typed; else the sentence on why it can't be that."""
    if pack is None:
        return wording.no_pack()
    try:
        return replace(pack, amount=fields.amount(text.strip(), pack.decimals))
    except ValueError as error:
        return wording.pack_refused(str(error))


def options(pack: Pack | None, no: str) -> tuple[Option, ...]:
    """Assign it, don't (`no` says how), and where it is a part's, tell how much one scan stands for."""
    yes = wording.yes_assign_pack(pack.told) if pack is not None and pack.amount != 1 else answers.yes_assign()
    more = () if pack is None else (Option(PACK, wording.change_pack(pack.told)),)
    return (Option(YES, yes), Option(NO, no), *more)


def _supplies(state: AssignState, thing: Thing, content: Content) -> tuple[AssignState, Outcome]:
    """The part of a supplier's label is known now."""
    if thing.kind is not Kind.PART:
        return state, _refused(answers.cannot_assign(), label_wording.of_parts())
    outcome = Outcome(Tone.OK, thing.label, label_wording.new_supplier_part(content), result="entered")
    return replace(state, chosen=thing, question=None, done=True, supplies=content), outcome


def _ask(state: AssignState, thing: Thing, view: View) -> tuple[AssignState, Outcome]:
    text = answers.assign_to(thing)
    if state.cut:
        text = label_wording.assign_lasting(visible_bytes(code_of(state.code)), thing)
    question = Question(text, options(state.pack, answers.no_assign()))
    detail = asked(state, question.text)
    outcome = Outcome(Tone.ASK, answers.assign_question(), detail, view, question, "asked")
    return replace(state, question=question), outcome


def scan(db: Db, post: Post, state: AssignState, scan: Scan) -> tuple[AssignState, Outcome]:
    """A scanned thing is chosen; scanned once more when the question was seen, it confirms."""
    if state.done:
        return state, _done(state)
    if code_of(state.code) in (code_of(scan), code_of(lasting(post, scan))):
        return state, _again(state, answers.the_code_itself(), answers.the_code_itself_help())
    meaning = resolve(db, scan, post.codes)
    if state.question is not None:
        return _answer_by_scan(db, post, state, state.question, scan, meaning)
    match meaning:
        case Found(thing=thing):
            state, outcome = choose(db, post, state, thing)
        case Ambiguous(things=things):
            text = answers.ambiguous(len(things), meaning.more)
            outcome = Outcome(Tone.ASK, text, ask_which(meaning).text, result="ambiguous")
            state = replace(state, things=things)
        case _:
            detail = answers.unknown_thing_help(account.invalid(meaning.tried))
            outcome = Outcome(Tone.NO, answers.unknown(), detail, result="unknown")
    return state, replace(outcome, meaning=meaning)


def scan_typing(db: Db, post: Post, state: AssignState, scan: Scan) -> tuple[AssignState, Outcome]:
    """A scan while it is typed how much the code stands for: it confirms nothing, since that is not told yet."""
    return state, replace(_again(state, wording.typing(), wording.typing_help()), meaning=resolve(db, scan, post.codes))


def answer(db: Db, post: Post, state: AssignState, key: str) -> tuple[AssignState, Outcome]:
    """Answer the open question, "yes" or "no"."""
    if state.done:
        return state, _done(state)
    if state.chosen is None or state.question is None:
        return state, _refused(answers.no_such_option(), answers.assign_what_help())
    match key:
        case "yes":
            return _assign(db, post, state, state.chosen)
        case "no":
            outcome = Outcome(Tone.ASK, answers.not_assigned(), answers.assign_what_help(), result="cancelled")
            return replace(state, chosen=None, question=None, pack=None), outcome
    return state, _refused(answers.no_such_option(), answers.no_such_option_help(), state.question)


def _answer_by_scan(
    db: Db, post: Post, state: AssignState, question: Question, scan: Scan, meaning: Meaning
) -> tuple[AssignState, Outcome]:
    same = isinstance(meaning, Found) and state.chosen is not None and _key(meaning.thing) == _key(state.chosen)
    if not same or state.chosen is None:
        outcome = _again(state, answers.answer_first(), answers.answer_first_help())
    elif not may_answer(question, scan):
        outcome = _again(state, answers.too_soon(), answers.too_soon_help())
    else:
        state, outcome = _assign(db, post, state, state.chosen)
    return state, replace(outcome, meaning=meaning)


def _assign(db: Db, post: Post, state: AssignState, thing: Thing) -> tuple[AssignState, Outcome]:
    given_up = replace(state, chosen=None, question=None, pack=None)
    raw, pack = code_of(state.code), quantities.UNIT
    if state.pack is not None:
        pack = quantities.millionths(state.pack.amount)
    try:
        result = barcodes.assign(db, post, raw, thing, pack)
    except LookupError:
        return given_up, _refused(answers.vanished(), answers.vanished_help(thing.label))
    if isinstance(result, Taken):
        return given_up, _taken(state, result)
    detail = with_pack(state.pack, answers.assigned_help(visible_bytes(raw), result))
    view = views.view(db, result, returned_available=post.returned_available)
    return replace(given_up, done=True), Outcome(Tone.OK, answers.assigned(), detail, view, result="assigned")


def _key(thing: Thing) -> tuple[Kind, int]:
    return thing.kind, thing.id  # the label may have changed since


def _refused(text: str, detail: str, question: Question | None = None) -> Outcome:
    return Outcome(Tone.NO, text, detail, question=question, result="refused")


def _taken(state: AssignState, taken: Taken) -> Outcome:
    return _refused(answers.taken(), answers.taken_help(visible_bytes(code_of(state.code)), taken.by))


def _again(state: AssignState, text: str, detail: str) -> Outcome:
    """Nothing changed; a question that was open still is."""
    return Outcome(Tone.AGAIN, text, detail, question=state.question, result="refused")


def _done(state: AssignState) -> Outcome:
    return _again(state, answers.assigned(), answers.assigned_before())
