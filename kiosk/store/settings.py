"""The business rules in the store: read, seeded, changed with who and when."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

import msgspec

from kiosk.errors import StoreError
from kiosk.stock.rules import Rules, is_allowed
from kiosk.store.clock import now
from kiosk.store.sql import Db, execute
from kiosk.wording import settings as wording

KEYS = tuple(field.name for field in fields(Rules))
LISTED = 20  # clashes that a refusal names


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule as it stands: when (UTC microseconds) and by whom it was last set."""

    key: str
    value: str | bool | int
    changed_at: int
    changed_by: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of a rule: from what (None: it was new) to what, when (UTC microseconds) and by whom."""

    key: str
    before: str | bool | int | None
    after: str | bool | int
    changed_at: int
    changed_by: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that was not made; `text` says why and what to do."""

    text: str


def seed(db: Db, seeds: Rules, by: str) -> None:
    """Set the rules that the store has not got yet; those that it has stay."""
    for key, value in asdict(seeds).items():
        execute(
            db,
            "INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            key,
            json.dumps(value),
            now(),
            by,
        )


def rules(db: Db) -> Rules:
    """The rules that count. Raises StoreError when the store holds one that can't be."""
    return msgspec.convert({entry.key: entry.value for entry in entries(db)}, Rules)


def entries(db: Db) -> tuple[Entry, ...]:
    """All rules, in the order of `Rules`; keys of other versions of Kiosk are passed over."""
    stored = {row[0]: row[1:] for row in execute(db, "SELECT key, value, changed_at, changed_by FROM setting")}
    return tuple(_entry(key, *stored[key]) for key in KEYS if key in stored)


def _entry(key: str, value: str, changed_at: int, changed_by: str) -> Entry:
    try:
        return Entry(key, _checked(key, json.loads(value), strict=True), changed_at, changed_by)
    except ValueError as error:
        raise StoreError("damaged", wording.stored_wrong(key, value)) from error


def change(db: Db, key: str, value: object, by: str) -> Entry | Refused:
    """Set one rule for all stations; `value` may be text, as the command line has it.

    A new scope of serial numbers is applied to units and drafts at once, or refused, naming the serials that clash. A
    value that it has already changes nothing; every other one is kept in the rule's history.
    """
    checked_value = checked(key, value)
    if isinstance(checked_value, Refused):
        return checked_value
    before = next((entry for entry in entries(db) if entry.key == key), None)
    if before is not None and before.value == checked_value:
        return before
    if key == "serial_scope" and (refused := _rescope(db, everywhere=checked_value == "global")):
        return refused
    entry = Entry(key, checked_value, now(), by)
    execute(
        db,
        "INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
        " SET value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        key,
        json.dumps(checked_value),
        entry.changed_at,
        by,
    )
    execute(
        db,
        "INSERT INTO setting_change (key, before, after, changed_at, changed_by) VALUES (?, ?, ?, ?, ?)",
        key,
        None if before is None else json.dumps(before.value),
        json.dumps(checked_value),
        entry.changed_at,
        by,
    )
    return entry


def checked(key: str, value: object) -> str | bool | int | Refused:
    """What this value of a rule, which may be text, is; nothing is changed."""
    if key not in KEYS:
        return Refused(wording.no_such(key, KEYS))
    try:
        if key == "batch_template":
            from kiosk.serials import batches  # not at a start

            batches.checked(str(value))
    except ValueError as error:
        return Refused(wording.not_allowed(key, value, wording.template_wrong(str(error))))
    if key == "code_amounts":
        from kiosk.barcodes import amounts

        try:
            amounts.checked(str(value))
        except ValueError as error:
            return Refused(wording.patterns_wrong(str(error)))
    try:
        return _checked(key, value, strict=False)
    except ValueError:
        return Refused(wording.not_allowed(key, value, _allowed(key)))


def history(db: Db, key: str, limit: int = 200) -> tuple[Changed, ...]:
    """The last changes of one rule, newest first. How it was seeded is no change."""
    rows = execute(
        db,
        "SELECT before, after, changed_at, changed_by FROM setting_change WHERE key = ? ORDER BY id DESC LIMIT ?",
        key,
        limit,
    ).fetchall()
    return tuple(
        Changed(key, None if before is None else json.loads(before), json.loads(after), at, by)
        for before, after, at, by in rows
    )


def _checked(key: str, value: object, *, strict: bool) -> str | bool | int:
    # As a whole Rules, so that the types stand in one place; msgspec's ValidationError is a ValueError.
    checked: Any = getattr(msgspec.convert({key: value}, Rules, strict=strict), key)
    if not is_allowed(key, checked):
        raise ValueError(key)
    result: str | bool | int = checked
    return result


def _allowed(key: str) -> str:
    match key:
        case "serial_scope":
            return wording.one_of(("part", "global"))
        case "code_prefix":
            return wording.prefix_form()
        case "journal_days":
            return wording.between(1, 36_500)
        case _:
            return wording.one_of(("true", "false"))


def _rescope(db: Db, *, everywhere: bool) -> Refused | None:
    from kiosk.store import serial_scope  # not at a start

    if not everywhere:
        serial_scope.by_tree(db)
        return None
    if found := serial_scope.twice(db, LISTED):
        return Refused(wording.serials_clash(found.serials, found.drafts, more=found.more))
    serial_scope.everywhere(db)
    return None
