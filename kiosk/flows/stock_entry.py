"""Stock that is entered by hand, with a new part or for one that is there: quantity, place, batch, serials.

Shared by the forms of both. Nothing is written here: what the form's texts come to are items for the ledger.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from kiosk.flows import clashes, collecting, label_fields
from kiosk.flows.collecting import MOST, Serial, Target
from kiosk.flows.entry import Entry, without
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.serials import schemes
from kiosk.serials.schemes import PartFacts
from kiosk.stock import fields
from kiosk.stock.fields import Problem
from kiosk.stock.tracking import Tracking
from kiosk.store import locations, serials
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem
from kiosk.wording import clashes as clash_wording
from kiosk.wording import collecting as collecting_wording
from kiosk.wording import entry as wording
from kiosk.wording import fields as field_wording
from kiosk.wording import stock_entry as stock_wording
from kiosk.wording.answers import amount

STOCK: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "quantity": lambda text: fields.optional(fields.amount, text),
        "batch": lambda text: fields.optional(fields.batch, text),
        "expiry": lambda text: fields.optional(fields.day, text),
    }
)


@dataclass(frozen=True, slots=True)
class StockEntry(Entry):
    """A form with stock to come in. While `collecting`, scans and typed texts are serials.

    `tree` is the part whose variants share serials with this one, None for a new tree.
    """

    serials: tuple[str, ...] = ()
    collecting: bool = False
    tracking: Tracking = Tracking.NONE
    unit: str = "pcs"
    decimals: int = 0
    tree: int | None = None

    @property
    def wanted(self) -> int | None:
        """How many serials the quantity needs; None as long as that is no whole number."""
        text = self.values.get("quantity", "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


S = TypeVar("S", bound=StockEntry)
T = TypeVar("T")


def begin(db: Db, post: Post, state: S) -> tuple[S, Outcome]:
    """From now on serials are collected."""
    detail = collecting_wording.begin_help(len(state.serials), state.wanted)
    return replace(state, collecting=True, at=""), Outcome(Tone.ASK, collecting_wording.begin(), detail)


def end(db: Db, post: Post, state: S) -> tuple[S, Outcome]:
    """Back to the fields; what was collected stays."""
    detail = collecting_wording.progress(len(state.serials), state.wanted)
    return replace(state, collecting=False), Outcome(Tone.OK, wording.label("serials"), detail, result="entered")


def scan(db: Db, post: Post, state: S, scan: Scan) -> tuple[S, Outcome]:
    """A scan is the next serial."""
    return _added(state, collecting.scanned(db, post, scan, _target(db, state), state.serials, state.wanted))


def add(db: Db, post: Post, state: S, text: str) -> tuple[S, Outcome]:
    """A typed text is the next serial, as it stands."""
    return _added(state, collecting.typed(db, text, _target(db, state), state.serials, state.wanted))


def remove(db: Db, post: Post, state: S, serial: str) -> tuple[S, Outcome]:
    """Take one serial out again."""
    if serial not in state.serials:
        return state, Outcome(Tone.NO, serial, collecting_wording.not_in_list(), result="refused")
    state = counted(replace(state, serials=tuple(one for one in state.serials if one != serial)))
    detail = collecting_wording.removed_help(serial, len(state.serials), state.wanted)
    return state, Outcome(Tone.OK, collecting_wording.removed(), detail, result="removed")


def match(db: Db, post: Post, state: S) -> tuple[S, Outcome]:
    """Let the quantity be as many as there are serials."""
    have = len(state.serials)
    if not have:
        return state, Outcome(
            Tone.NO, collecting_wording.nothing_yet(), collecting_wording.begin_help(0, state.wanted), result="refused"
        )
    state = counted(replace(state, values=MappingProxyType({**state.values, "quantity": str(have)})))
    detail = collecting_wording.quantity_set_help()
    return state, Outcome(Tone.OK, collecting_wording.quantity_set(have), detail, result="entered")


def counted(state: S) -> S:
    """The state with its count of serials as the form shows it."""
    text = collecting_wording.progress(len(state.serials), state.wanted) if state.serials else ""
    values = MappingProxyType({**state.values, "serials": text})
    return replace(state, values=values, errors=without(state.errors, "serials"))


def has_stock(state: StockEntry) -> bool:
    """Whether any stock was entered."""
    return bool(state.serials) or any(state.values.get(name) for name in ("quantity", "batch", "expiry"))


def items(db: Db, state: StockEntry, place: int | None) -> tuple[tuple[NewItem, ...], list[Problem]]:
    """The stock items to be, of part 0, in `place`; and all that is wrong with what was entered."""
    problems: list[Problem] = []
    quantity = _parsed(problems, "quantity", state.values, lambda text: _quantity(text, state))
    batch = _parsed(problems, "batch", state.values, lambda text: fields.optional(fields.batch, text))
    expiry = _parsed(problems, "expiry", state.values, lambda text: fields.optional(fields.day, text))
    if state.tracking.batch and not state.values.get("batch"):
        problems.append(Problem("batch", stock_wording.batch_missing()))
    if place is None:
        problems.append(Problem("location", stock_wording.place_missing()))
    else:
        problems += locations.stock_refused(db, place)
    if state.tracking.serial and quantity is not None:
        problems += _serials(db, state, quantity)
    elif state.serials and not state.tracking.serial:
        problems.append(Problem("serials", stock_wording.serials_unwanted(len(state.serials))))
    if problems or quantity is None:
        return (), problems
    new = NewItem(
        part=0,
        location=place,
        quantity=quantity,
        batch=batch,
        expiry=expiry,
    )
    if not state.tracking.serial:
        return (new,), []
    return tuple(replace(new, quantity=Decimal(1), serial=serial) for serial in state.serials), []


def _target(db: Db, state: StockEntry) -> Target:
    """A part that is not stored yet has the scheme of the form; a mask that can't be read waits for its correction."""
    if state.id is not None:
        return collecting.target(db, state.id)
    values = state.values
    scope = serials.scope(db, state.tree)
    scheme, mask = values.get("serial_scheme", ""), values.get("serial_mask", "")
    if "serial_mask" in state.errors or schemes.problems(scheme, mask):
        return Target(None, scope)
    return Target(None, scope, schemes.scheme_of(scheme, PartFacts(values["number"], values["name"], mask)))


def _added(state: S, found: Serial | Outcome) -> tuple[S, Outcome]:
    if isinstance(found, Outcome):
        return state, found
    if found.says is not None:
        values, why = label_fields.filled(state.values, found.says)
        if why:
            return state, Outcome(Tone.NO, found.text, why, result="refused", meaning=found.meaning)
        errors = {name: error for name, error in state.errors.items() if name not in values}
        state = replace(state, values=MappingProxyType({**state.values, **values}), errors=MappingProxyType(errors))
    state = counted(replace(state, serials=(*state.serials, *found.texts)))
    return state, collecting.collected(found, len(state.serials), state.wanted)


def _quantity(text: str, state: StockEntry) -> Decimal:
    """What was typed; where nothing was, as many as there are serials."""
    if not text and state.tracking.serial and state.serials:
        return Decimal(len(state.serials))
    if not text:
        raise ValueError(field_wording.missing())
    return fields.amount(text, 0 if state.tracking.serial else state.decimals)


def _parsed(problems: list[Problem], name: str, values: Mapping[str, str], parse: Callable[[str], T]) -> T | None:
    try:
        return parse(values.get(name, ""))
    except ValueError as error:
        problems.append(Problem(name, str(error)))
        return None


def _serials(db: Db, state: StockEntry, quantity: Decimal) -> list[Problem]:
    have = len(state.serials)
    if quantity > MOST:
        return [Problem("quantity", stock_wording.too_many_serials(MOST))]
    if have != quantity:
        told = amount(quantity, state.unit)
        return [Problem("serials", stock_wording.serials_missing(told, int(quantity), have))]
    target = _target(db, state)
    for serial in state.serials:  # the scheme may be another one since they came in
        if refused := collecting.invalid(target, serial):
            return [Problem("serials", stock_wording.serial_refused(serial, refused.detail))]
    found = clashes.new(db, None, target.scope, state.serials).elsewhere
    return [Problem("serials", stock_wording.serials_taken(clash_wording.clashes(found)))] if found else []
