"""Who has a serial or a unit already: this draft, another open one, or stock; and what to do then, in words."""

from collections.abc import Mapping, Sequence

from kiosk.stock.documents import Document
from kiosk.stock.statuses import RULES, Status, may_become
from kiosk.store import draft_serials, serials
from kiosk.store.draft_serials import Claim
from kiosk.store.serials import Clash
from kiosk.store.sql import Db
from kiosk.wording import documents_serials as wording


def new(db: Db, document: Document, scope: int, texts: Sequence[str]) -> Mapping[str, str]:
    """Of serials that are to come in as new units those that can't, each with whose it is."""
    found = {claim.serial: claimed(document, claim) for claim in draft_serials.claims(db, scope, texts)}
    return {**{clash.serial: in_stock(clash) for clash in serials.taken(db, scope, texts)}, **found}


def regained(db: Db, document: Document, lost: Sequence[tuple[str, int | None, int | None]]) -> str:
    """Why serials that a draft had once can't be its own again; empty where all can."""
    scopes = {scope for _, scope, _ in lost if scope is not None}
    for scope in scopes:
        found = new(db, document, scope, [serial for serial, other, _ in lost if other == scope])
        if found:
            return wording.clashes(found)
    claims = draft_serials.claims_of_units(db, [item for _, _, item in lost if item is not None])
    return wording.clashes({claim.serial: claimed(document, claim) for claim in claims}) if claims else ""


def claimed(document: Document, claim: Claim) -> str:
    """Which open draft has it."""
    if claim.document == document.id:
        return wording.in_this(claim.number)
    return wording.in_draft(claim.number, claim.station, claim.operator)


def in_stock(clash: Clash) -> str:
    """Which unit has it, and where that is."""
    if RULES[Status(clash.status)].on_hand or not may_become(Status(clash.status), Status.RETURNED):
        return wording.in_stock(clash.label, clash.status, clash.place, clash.document)
    return wording.comes_back(clash.label, clash.status, clash.document)
