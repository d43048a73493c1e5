"""Codes assigned and taken off by commands, each in one transaction. What is refused has a code for programs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kiosk.barcodes.forms import code_of
from kiosk.barcodes.reading import Ambiguous, Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows import assign as assigning
from kiosk.flows import doubts, naming
from kiosk.flows.assignable import refusal
from kiosk.post import Post
from kiosk.scan import Scan, visible_bytes
from kiosk.stock import quantity as quantities
from kiosk.stock.assigned import Assigned
from kiosk.stock.thing import Kind, Thing
from kiosk.store import assigned, barcodes, views
from kiosk.store.barcodes import Taken
from kiosk.store.sql import Db
from kiosk.wording import answers
from kiosk.wording import barcode_commands as wording


class Why(StrEnum):
    """Why a code is not assigned, or not taken off; promised to programs."""

    NOT_ASSIGNABLE = "not_assignable"  # the code is none that can be, or the thing has none but its own
    TAKEN = "taken"
    PACK = "invalid_pack"
    NOT_ASSIGNED = "not_assigned"
    NAMES_ANOTHER = "names_another"
    CHECK_DIGIT = "wrong_check_digit"


class Refused(Exception):
    """Nothing was changed, and nothing of the transaction may be kept."""

    def __init__(self, why: Why, text: str) -> None:
        super().__init__(text)
        self.why = why
        self.text = text


@dataclass(frozen=True, slots=True)
class Done:
    """What the code names, or named; `again` where it is so already. `told` is how much one scan of it stands for."""

    thing: Thing
    pack: Decimal
    told: str = ""
    again: bool = False


def named(db: Db, text: str) -> tuple[Thing, ...]:
    """What a scan of this text would mean, a supplier's part as such."""
    raw = text.encode("utf-8", "surrogateescape")
    match resolve(db, Scan(raw, "", 0, 0, 0), naming.code_rules(db)):
        case Found(thing=thing):
            return (thing,)
        case Ambiguous(things=things):
            return things
    return ()


def assign(db: Db, post: Post, raw: bytes, thing: Thing, pack: str | None, *, force: bool = False) -> Done:
    """Let the code name the thing, and one scan of it stand for `pack`, one piece where that is not told.

    Where it names that already, only a told pack is changed. Without `force`, a code is refused that means another
    thing by itself, or that looks mistyped. Raises Refused.
    """
    raw = code_of(Scan(raw, "", 0, 0, 0))
    if why := refusal(post, Scan(raw, "", 0, 0, 0)):
        raise Refused(Why.NOT_ASSIGNABLE, why)
    view = None if thing.kind is Kind.DOCUMENT else views.view(db, thing)
    if view is None:
        raise Refused(Why.NOT_ASSIGNABLE, answers.cannot_carry(thing.label))
    packed = assigning.pack_of(db, thing, view)
    if pack is not None:
        told = assigning.told_pack(packed, pack)
        if isinstance(told, str):
            raise Refused(Why.PACK, told)
        packed = told
    amount = Decimal(1) if packed is None else packed.amount
    if not force and barcodes.taken(db, raw, thing) is None:
        _doubted(db, post, raw, thing)
    result = barcodes.assign(db, post, raw, thing, quantities.millionths(amount))
    if isinstance(result, Thing):
        return Done(result, amount, "" if packed is None else packed.told)
    found = _of_thing(db, raw, thing, result)
    again = pack is None or found.pack == amount
    if not again:
        assigned.set_pack(db, found.id, quantities.millionths(amount))
    pack_now = found.pack if again else amount
    return Done(result.by, pack_now, "" if packed is None else answers.amount(pack_now, packed.unit), again)


def _doubted(db: Db, post: Post, raw: bytes, thing: Thing) -> None:
    """Raises Refused where something speaks against letting this code name the thing."""
    if named := doubts.named(db, post, raw, thing):
        raise Refused(Why.NAMES_ANOTHER, wording.or_force(named))
    if wrong := doubts.mistyped(raw):
        raise Refused(Why.CHECK_DIGIT, wording.or_force(wrong))


def unassign(db: Db, post: Post, raw: bytes, of: Thing | None) -> Done:
    """Let exactly this code name nothing any more, where it names `of`. Raises Refused."""
    raw = code_of(Scan(raw, "", 0, 0, 0))
    names = barcodes.names(db, raw)
    if names is None:
        raise Refused(Why.NOT_ASSIGNED, wording.not_assigned(visible_bytes(raw)))
    if of is not None and (names.kind, names.id) != (of.kind, of.id):
        raise Refused(Why.NAMES_ANOTHER, wording.names_another(visible_bytes(raw), names))
    barcodes.unassign(db, post, raw, names)
    return Done(names, Decimal(1))


def _of_thing(db: Db, raw: bytes, thing: Thing, taken: Taken) -> Assigned:
    """The code as the thing has it already. Raises Refused where another thing has it."""
    code = barcodes.active(db, raw)
    if (taken.by.kind, taken.by.id) != (thing.kind, thing.id) or code is None:
        raise Refused(Why.TAKEN, answers.taken_help(visible_bytes(raw), taken.by))
    found = assigned.get(db, code)
    assert found is not None, "it has just been read"
    return found
