"""Who has a serial or a unit already: this draft, another open one, or stock; and what to do then, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.stock.documents import Document
from kiosk.stock.statuses import RULES, Status, may_become
from kiosk.stock.thing import Kind, Thing
from kiosk.store import draft_serials, serials
from kiosk.store.draft_serials import Claim
from kiosk.store.serials import Clash
from kiosk.store.sql import Db
from kiosk.wording import clashes as wording


@dataclass(frozen=True, slots=True)
class Clashes:
    """`here` are the serials that the draft has itself; `elsewhere` says of each other one whose it is, as words of
    `kiosk.wording.clashes`."""

    here: frozenset[str]
    elsewhere: Mapping[str, str]


def new(db: Db, document: Document | None, scope: int, texts: Sequence[str]) -> Clashes:
    """Of serials that are to come in as new units, by a draft or by none, those that can't."""
    own = None if document is None else document.id
    claims = draft_serials.claims(db, scope, texts)
    here = frozenset(claim.serial for claim in claims if claim.document == own)
    stock = {clash.serial: in_stock(clash) for clash in serials.taken(db, scope, texts)}
    drafts = {claim.serial: in_draft(claim) for claim in claims if claim.document != own}
    return Clashes(here, {**stock, **drafts})


def regained(db: Db, document: Document, lost: Sequence[tuple[str, int | None, int | None]]) -> str:
    """Why serials that a draft had once can't be its own again; empty where all can."""
    found: dict[str, str] = {}
    for scope in sorted({scope for _, scope, _ in lost if scope is not None}):
        texts = [serial for serial, other, _ in lost if other == scope]
        found.update(new(db, document, scope, texts).elsewhere)
    units = [item for _, _, item in lost if item is not None]
    found.update({claim.serial: in_draft(claim) for claim in draft_serials.claims_of_units(db, units)})
    return wording.clashes(found) if found else ""


def in_draft(claim: Claim) -> str:
    """Which open draft has it."""
    return wording.in_draft(claim.number, claim.station, claim.operator)


def in_stock(clash: Clash) -> str:
    """Which unit has it, and where that is."""
    if out(clash) is None:
        return wording.in_stock(clash.label, clash.status, clash.place, clash.document)
    return wording.comes_back(clash.label, clash.status, clash.document)


def out(clash: Clash) -> Thing | None:
    """The unit that has it, where it is out and comes back by a return, never as a new one."""
    status = Status(clash.status)
    if RULES[status].on_hand or not may_become(status, Status.RETURNED):
        return None
    return Thing(Kind.STOCK_ITEM, clash.item, clash.label)
