"""Serialise stock: every unit of a part gets its serial, quantity by quantity, and then all of it is saved at once.

Only then is tracking by serial switched on; until it is, nothing of the stock has changed.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from kiosk.barcodes.reading import Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows import clashes, collecting, entry
from kiosk.flows.collecting import MOST, Serial
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import quantity
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.store import ledger, loose_stock, parts, serials, views
from kiosk.store.loose_stock import Loose
from kiosk.store.parts import NewPart, StoredPart
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem
from kiosk.wording import clashes as clash_wording
from kiosk.wording import collecting as wording
from kiosk.wording import entry as entry_wording
from kiosk.wording import labelled as label_wording
from kiosk.wording.answers import amount


@dataclass(frozen=True, slots=True)
class Group:
    """One quantity whose units get serials; `label` says which, for people."""

    loose: Loose
    label: str
    serials: tuple[str, ...] = ()

    @property
    def wanted(self) -> int:
        return self.loose.state.quantity // quantity.UNIT

    @property
    def full(self) -> bool:
        return len(self.serials) >= self.wanted


@dataclass(frozen=True, slots=True)
class Serialise:
    """All quantities of the part that have no serials; `at` is the one that serials are collected for now."""

    part: Thing | None = None
    groups: tuple[Group, ...] = ()
    at: int = 0
    unit: str = "pcs"
    ready: bool = False
    done: bool = False

    @property
    def serials(self) -> tuple[str, ...]:
        """All that were collected, of every quantity."""
        return tuple(serial for group in self.groups for serial in group.serials)

    @property
    def wanted(self) -> int:
        return sum(group.wanted for group in self.groups)


def begin(db: Db, post: Post, part: Thing) -> Serialise | Outcome:
    """What there is to serialise, or why nothing can be."""
    stored = parts.get(db, part.id)
    found = loose_stock.of_part(db, part.id)
    if stored is None or not found:
        return Outcome(Tone.NO, wording.nothing_to_serialise(), wording.nothing_to_serialise_help(), result="refused")
    groups = tuple(Group(loose, _label(loose)) for loose in found)
    for group in groups:
        if group.loose.state.quantity % quantity.UNIT:
            told = amount(quantity.of(group.loose.state.quantity), stored.part.unit)
            return Outcome(
                Tone.NO, wording.nothing_to_serialise(), wording.not_whole(group.label, told), result="refused"
            )
    if wrong := _in_the_way(db, stored):
        return Outcome(Tone.NO, wording.nothing_to_serialise(), wrong, result="refused")
    state = Serialise(part, groups, unit=stored.part.unit, ready=True)
    if state.wanted > MOST:
        return Outcome(Tone.NO, wording.nothing_to_serialise(), wording.too_many(state.wanted, MOST), result="refused")
    return state


def scan(db: Db, post: Post, state: Serialise, scan: Scan) -> tuple[Serialise, Outcome]:
    """The next serial; the label of a place goes on with the quantity that lies there."""
    if not state.ready or state.part is None:
        return state, entry.opening()
    meaning = resolve(db, scan, post.codes)
    if isinstance(meaning, Found) and meaning.thing.kind is Kind.LOCATION:
        return _to_place(state, meaning)
    target = collecting.target(db, state.part.id)
    return _added(state, collecting.scanned(db, post, scan, target, state.serials, state.wanted))


def add(db: Db, post: Post, state: Serialise, text: str) -> tuple[Serialise, Outcome]:
    """A typed text is the next serial, as it stands."""
    if state.part is None:
        return state, entry.opening()
    target = collecting.target(db, state.part.id)
    return _added(state, collecting.typed(db, text, target, state.serials, state.wanted))


def remove(db: Db, post: Post, state: Serialise, serial: str) -> tuple[Serialise, Outcome]:
    """Take one serial out again."""
    if serial not in state.serials:
        return state, Outcome(Tone.NO, serial, wording.not_in_list(), result="refused")
    groups = tuple(
        replace(group, serials=tuple(one for one in group.serials if one != serial)) for group in state.groups
    )
    at = next(at for at, group in enumerate(state.groups) if serial in group.serials)
    state = replace(state, groups=groups, at=at)
    detail = wording.removed_help(serial, len(state.serials), state.wanted)
    return state, Outcome(Tone.OK, wording.removed(), detail, result="removed")


def choose(db: Db, post: Post, state: Serialise, at: int) -> tuple[Serialise, Outcome]:
    """Go on with another quantity."""
    group = state.groups[at]
    text = wording.progress(len(group.serials), group.wanted)
    return replace(state, at=at), Outcome(Tone.OK, text, wording.units_here(group.label), result="entered")


def save(db: Db, post: Post, state: Serialise) -> tuple[Serialise, Outcome]:
    """Write all of it in one operation, or nothing: as long as a serial is missing, or when the stock has moved on."""
    if not state.ready or state.part is None:
        return state, entry.opening()
    if wrong := _miscounted(state):
        return state, Outcome(Tone.NO, entry_wording.not_saved(), wrong, result="refused")
    stored = parts.get(db, state.part.id)
    found = {loose.item: loose for loose in loose_stock.of_part(db, state.part.id)}
    if stored is None or found != {group.loose.item: group.loose for group in state.groups}:
        return _up_to_date(state, found), Outcome(
            Tone.NO, wording.stock_changed(), wording.stock_changed_help(), result="refused"
        )
    if clash := clashes.new(db, None, serials.scope(db, state.part.id), state.serials).elsewhere:
        serial, why = next(iter(clash.items()))
        return state, Outcome(Tone.NO, serial, clash_wording.clash(why), result="refused")
    if wrong := _in_the_way(db, stored):
        return state, Outcome(Tone.NO, entry_wording.not_saved(), wrong, result="refused")
    operation = ledger.begin(db, post, Act.SERIALISE)
    empty = [Change(group.loose.item, group.loose.state, _emptied(group.loose.state)) for group in state.groups]
    ledger.record(db, post, operation, empty)
    ledger.create(db, post, operation, [unit for group in state.groups for unit in _units(state.part.id, group)])
    parts.update(db, stored.id, _tracked(stored.part))
    view = views.view(db, state.part, returned_available=post.returned_available)
    detail = wording.serialised_help(amount(Decimal(state.wanted), state.unit))
    return replace(state, done=True), Outcome(Tone.OK, wording.serialised(), detail, view, result="saved")


def _miscounted(state: Serialise) -> str:
    """Where there are not just as many serials as units, in all or, since the stock moved on, in one quantity."""
    have = len(state.serials)
    if have != state.wanted:
        return wording.missing(have, state.wanted)
    for group in state.groups:
        if len(group.serials) > group.wanted:
            return wording.too_many_here(group.label, len(group.serials), group.wanted)
    return ""


def _tracked(part: NewPart) -> NewPart:
    """The part when all its units have serials."""
    return replace(part, tracking=Tracking.BOTH if Tracking(part.tracking).batch else Tracking.SERIAL, decimals=0)


def _in_the_way(db: Db, stored: StoredPart) -> str:
    """What else than stock without serials keeps the part from being tracked by them: packs of half a piece, say."""
    problems = parts.problems(db, _tracked(stored.part), stored.id)
    wrong = [problem for problem in problems if problem.field != "tracking"]
    if not wrong:
        return ""
    return entry_wording.problems(tuple(dict.fromkeys(problem.field for problem in wrong)), wrong[0].text)


def _added(state: Serialise, found: Serial | Outcome) -> tuple[Serialise, Outcome]:
    if isinstance(found, Outcome):
        return state, found
    at = _of_batch(state, found)
    group = state.groups[at]
    if batch := _other_batch(group, found):
        has = label_wording.differs("batch", batch, group.label)
        return state, Outcome(Tone.NO, found.text, has, result="refused", meaning=found.meaning)
    if len(group.serials) + len(found.texts) > group.wanted:
        return state, Outcome(Tone.NO, found.text, wording.group_full(group.label), result="refused")
    group = replace(group, serials=(*group.serials, *found.texts))
    groups = (*state.groups[:at], group, *state.groups[at + 1 :])
    state = replace(state, groups=groups, at=at)
    have = len(state.serials)
    outcome = collecting.collected(found, have, state.wanted)
    if group.full and have < state.wanted:  # on to the next quantity that is not covered
        at = next(at for at, one in enumerate(groups) if not one.full)
        detail = f"{wording.progress(have, state.wanted)}. {wording.units_here(groups[at].label)}"
        return replace(state, at=at), replace(outcome, detail=detail)
    return state, outcome


def _of_batch(state: Serialise, found: Serial) -> int:
    """The quantity that a unit belongs to: the one at hand, unless its label names the batch of another."""
    if not _other_batch(state.groups[state.at], found):
        return state.at
    fitting = (at for at, group in enumerate(state.groups) if not group.full and not _other_batch(group, found))
    return next(fitting, state.at)


def _other_batch(group: Group, found: Serial) -> str:
    """The batch that a label names where the quantity is of another one."""
    batch = "" if found.says is None else found.says.batch
    return batch if batch and group.loose.batch and group.loose.batch != batch else ""


def _to_place(state: Serialise, meaning: Found) -> tuple[Serialise, Outcome]:
    here = [at for at, group in enumerate(state.groups) if group.loose.state.location == meaning.thing.id]
    if not here:
        detail = wording.no_group_here(meaning.thing.label)
        return state, Outcome(Tone.NO, wording.no_serial(), detail, result="refused", meaning=meaning)
    at = next((at for at in here if not state.groups[at].full), here[0])
    group = state.groups[at]
    text = wording.progress(len(group.serials), group.wanted)
    detail = wording.units_here(group.label)
    return replace(state, at=at), Outcome(Tone.OK, text, detail, result="entered", meaning=meaning)


def _up_to_date(state: Serialise, found: dict[int, Loose]) -> Serialise:
    """The quantities of now, each with the serials that it had; those of one that is gone are dropped."""
    had = {group.loose.item: group.serials for group in state.groups}
    groups = tuple(Group(loose, _label(loose), had.get(item, ())) for item, loose in found.items())
    return replace(state, groups=groups, at=0) if groups else state


def _units(part: int, group: Group) -> list[NewItem]:
    loose = group.loose
    assert loose.state.status is not None
    unit = NewItem(
        part=part,
        location=loose.state.location,
        batch=loose.batch,
        expiry=None if loose.expiry is None else date.fromisoformat(loose.expiry),
        status=loose.state.status,
        warranty_until=None if loose.warranty_until is None else date.fromisoformat(loose.warranty_until),
        notes=loose.notes,
        supplier_part=loose.supplier_part,
    )
    return [replace(unit, serial=serial) for serial in group.serials]


def _emptied(state: State) -> State:
    return replace(state, quantity=0)


def _label(loose: Loose) -> str:
    assert loose.state.status is not None
    return wording.group(loose.place, loose.state.status, loose.batch or "", loose.expiry or "")
