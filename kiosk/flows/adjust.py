"""Adjust the quantity of stock without serials to what was counted, with a note that says why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kiosk.flows import entry
from kiosk.flows.entry import Entry, not_saved, put_text
from kiosk.outcome import Outcome, Tone
from kiosk.page import Page
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.fields import Problem
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.loose import LooseItem
from kiosk.stock.statuses import RULES
from kiosk.stock.thing import Thing
from kiosk.stock.views import ItemView
from kiosk.store import ledger, locations, loose_stock, parts, stock_items, views
from kiosk.store.sql import Db
from kiosk.wording import entry as wording
from kiosk.wording.answers import amount


def _note(text: str) -> str:
    if not text.strip():
        raise ValueError(wording.note_missing())
    return fields.free_text(text)


PARSERS: Mapping[str, Callable[[str], Any]] = MappingProxyType({"counted": fields.quantity, "note": _note})


@dataclass(frozen=True, slots=True)
class Adjust(Entry):
    """The form; `seen` is the stock item as its operator saw it."""

    seen: State | None = None
    part: int = 0
    unit: str = "pcs"
    decimals: int = 0


at = entry.at


def begin(db: Db, post: Post, item: Thing) -> Adjust | Outcome:
    """The form for a stock item, or why its quantity can't be adjusted."""
    view = views.view(db, item)
    seen = stock_items.state(db, item.id)
    if not isinstance(view, ItemView) or seen is None or seen.status is None:
        return Outcome(Tone.NO, wording.gone(), wording.gone_help(item.label), result="refused")
    if view.serial:
        return Outcome(Tone.NO, view.serial, wording.not_adjustable(), result="refused")
    if not RULES[seen.status].on_hand:
        return Outcome(Tone.NO, item.label, wording.not_on_hand(), result="refused")
    state = Adjust(subject=item, id=item.id, seen=seen, part=view.part.id, unit=view.unit, decimals=view.decimals)
    return entry.begun(state, {"counted": f"{view.quantity:f}", "note": ""}, {})


def listed(db: Db, post: Post, part: Thing, offset: int, limit: int) -> Page[LooseItem]:
    """The stock items of a part that can be adjusted, and those that are out."""
    return loose_stock.listed(db, part.id, offset, limit)


def put(db: Db, post: Post, state: Adjust, field: str, text: str) -> tuple[Adjust, Outcome]:
    """Take over one field."""
    return put_text(state, field, text, _parsers(state)[field])


def scan(db: Db, post: Post, state: Adjust, scan: Scan) -> tuple[Adjust, Outcome]:
    """No scan is good for anything here; what was typed stays."""
    return entry.scanned(db, post, state, scan)


def save(db: Db, post: Post, state: Adjust) -> tuple[Adjust, Outcome]:
    """Write the counted quantity; refused when the stock has moved on since it was seen."""
    if (stored := parts.get(db, state.part)) is not None:  # its decimals may be others by now
        state = replace(state, unit=stored.part.unit, decimals=stored.part.decimals)
    if not state.ready or state.id is None or state.seen is None:
        return state, entry.opening()
    values, problems = entry.parsed(state, _parsers(state))
    if problems:
        return not_saved(state, problems)
    now = stock_items.state(db, state.id)
    if now != state.seen:
        told = amount(quantities.of(0 if now is None else now.quantity), state.unit)
        detail = wording.changed_meanwhile_help(told)
        return replace(state, seen=now), Outcome(Tone.NO, wording.changed_meanwhile(), detail, result="refused")
    counted = quantities.millionths(values["counted"], state.decimals)
    if counted == now.quantity:
        return replace(state, done=True), Outcome(
            Tone.AGAIN, wording.unchanged(), wording.unchanged_help(), result="unchanged"
        )
    if counted > now.quantity and (refused := _takes_none(db, state, now)):
        return not_saved(state, refused)
    change = Change(state.id, now, replace(now, quantity=counted), note=values["note"])
    ledger.record(db, post, ledger.begin(db, post, Act.ADJUST, note=values["note"]), [change])
    view = None if state.subject is None else views.view(db, state.subject)
    before, after = (amount(quantities.of(one), state.unit) for one in (now.quantity, counted))
    outcome = Outcome(Tone.OK, wording.adjusted(), wording.adjusted_help(before, after), view, result="saved")
    return replace(state, done=True), outcome


def _parsers(state: Adjust) -> Mapping[str, Callable[[str], Any]]:
    return {**PARSERS, "counted": lambda text: fields.quantity(text, state.decimals)}


def _takes_none(db: Db, state: Adjust, now: State) -> list[Problem]:
    """Why more of it can't come in: its part or its place takes no new stock, or none without serials."""
    refused = [*parts.stock_refused(db, state.part, serials=False), *locations.stock_refused(db, now.location or 0)]
    return [Problem("counted", problem.text) for problem in refused]
