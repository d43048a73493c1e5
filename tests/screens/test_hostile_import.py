"""A shop whose files are hostile in every text, imported kind by kind, and every screen walked over it."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from kiosk.exchange import csv_file, importing, template
from kiosk.exchange.kinds import kinds
from kiosk.exchange.reading import read
from kiosk.exchange.spool import Spool
from kiosk.flows import rules
from kiosk.flows.counting import posting as count_posting
from kiosk.flows.counting import scanning, starting, working
from kiosk.flows.counting.working import Counting
from kiosk.flows.documents import editing, posting
from kiosk.flows.documents.editing import Editing
from kiosk.flows.history_filter import Filter
from kiosk.flows.lists import action_review as list_review
from kiosk.flows.lists import listing
from kiosk.flows.lists import scanning as list_scanning
from kiosk.flows.lists.listing import Listing
from kiosk.flows.printing import asking, queue
from kiosk.flows.repairs import using
from kiosk.flows.repairs import working as repairing
from kiosk.flows.units_filter import Wanted
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Scan
from kiosk.stock.acting import Action
from kiosk.stock.acting import Wanted as WantedOfAction
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.document_lists import Sought
from kiosk.stock.documents import Event
from kiosk.stock.history import Log
from kiosk.stock.modes import ModeKind
from kiosk.stock.print_jobs import Content, NewJob
from kiosk.stock.thing import Kind, Thing
from kiosk.store import document_lines, documents, draft_serials, draft_steps, partners, repairs, serials
from kiosk.store.draft_serials import New
from kiosk.store.draft_steps import Before
from kiosk.store.repairs import NewRepair
from kiosk.store.verify import verify
from screens.places import Place
from screens.routes import SCREENS
from tests.screens.test_hostile import check

SEEN = "[@click=app.quit]x[/x]\u202e漢👩\u200d👧e\u0301\u0301"  # as far as what identifies something takes it
FREE = f"{SEEN}\x1b[2J\x1b]0;owned\x07\x9b\x1d\r\n\t\u2028" + "long " * 20
RAW = (FREE.encode() + b"\x00\xff").hex()
FIRST, AT, LATER = "2027-03-31T07:55:00Z", "2027-03-31T08:00:00Z", "2027-03-31T09:00:00Z"
ITEM, BAG, MOVEMENT, OPERATION, EDITING, EDIT = (f"{number:032x}" for number in range(1, 7))
RUN = {"station": FREE, "run_started": FIRST, "os_user": FREE, "tty": FREE, "ssh_client": FREE, "version": FREE}
SUPPLIED = {"partner": f"P{SEEN}", "sku": f"K{SEEN}"}
UNIT = {"part": f"N{SEEN}", "serial": f"S{SEEN}"}
STEP = SEEN.replace("/", "\\\\")
PLACE = f"L{STEP}/1"
STOCK = {"batch": f"B{SEEN}", "expiry": "2028-01-01", "warranty_until": "2028-01-01", "notes": FREE, **SUPPLIED}

# Each kind's rows; between them they fill every column.
SHOP: dict[str, list[dict[str, str]]] = {
    "locations": [
        {"path": f"L{STEP}", "name": FREE, "structural": "yes", "archived": "no"},
        {"path": PLACE, "name": FREE},
    ],
    "parts": [
        {"number": f"T{SEEN}", "name": FREE},
        {
            "number": f"N{SEEN}", "name": FREE, "description": FREE, "unit": "[/x]\u202e👩", "decimals": "0",
            "variant_of": f"T{SEEN}", "track_stock": "yes", "tracking": "serial", "default_location": PLACE,
            "minimum": "999", "warranty_months": "12", "archived": "no",
        },
        {"number": f"W{SEEN}", "name": FREE, "unit": "[/x]"},
        {
            "number": f"M{SEEN}", "name": FREE, "tracking": "serial", "serial_scheme": "mask",
            "serial_mask": SEEN + "{digits 3}",
        },
        {"number": f"C{SEEN}", "name": FREE, "description": FREE, "unit": "[/x]\u202e👩", "decimals": "3"},
    ],
    "partners": [{"name": f"P{SEEN}", "archived": "no"}],
    "supplier-parts": [
        {**SUPPLIED, "part": f"N{SEEN}", "manufacturer_number": f"M{SEEN}", "pack": "5", "archived": "no"}
    ],
    "movements": [
        {
            **RUN, "seq": "1", "uid": MOVEMENT, "pid": "1", "operation": OPERATION, "operation_seq": "1",
            "kind": "import", "operator": FREE, "at": AT, "recorded_at": AT, "reference": FREE,
            "operation_note": FREE, "item": ITEM, **UNIT, **STOCK, "to": PLACE, "quantity_before": "0",
            "quantity_after": "1", "status_after": "in_stock", "note": FREE,
        },
        {
            **RUN, "seq": "2", "uid": EDIT, "operation": EDITING, "operation_seq": "2", "kind": "edit",
            "operator": FREE, "at": LATER, "recorded_at": LATER, "reference": FREE, "item": ITEM, **UNIT,
            "from": PLACE, "to": PLACE, "quantity_before": "1", "quantity_after": "1", "status_before": "in_stock",
            "status_after": "in_stock", "fields": json.dumps({"notes": [FREE, FREE[::-1]]}), "note": FREE,
        },
    ],
    "stock": [
        {"uid": ITEM, **UNIT, "location": PLACE, "quantity": "1", "status": "in_stock", **STOCK, "notes": FREE[::-1]},
        {"part": f"W{SEEN}", "location": PLACE, "quantity": "3", "batch": f"B{SEEN}", "notes": FREE},
        {"uid": BAG, "part": f"C{SEEN}", "location": PLACE, "quantity": "2.5", "batch": f"B{SEEN}", "notes": FREE},
    ],
    "barcodes": [
        {"raw_hex": RAW, "kind": "part", "part": f"N{SEEN}", "pack": "2", "assigned_by": FREE, "assigned_at": AT},
        {"code": f"1{FREE}", "kind": "part", "part": f"N{SEEN}", "assigned_by": FREE, "assigned_at": AT,
         "unassigned_by": FREE, "unassigned_at": LATER},
        {"code": f"2{SEEN}", "kind": "stock_item", **UNIT},
        {"code": f"3{SEEN}", "kind": "stock_item", "uid": BAG},
        {"code": f"4{SEEN}", "kind": "location", "location": PLACE},
        {"code": f"5{SEEN}", "kind": "supplier_part", **SUPPLIED},
    ],
    "external-ids": [
        {"source": SEEN, "foreign_kind": SEEN, "foreign_id": "1", "kind": "stock_item", **UNIT, "uid": ITEM},
        {"source": SEEN, "foreign_kind": SEEN, "foreign_id": SEEN, "kind": "location", "location": PLACE},
        {"source": SEEN, "foreign_kind": SEEN, "foreign_id": "2", "kind": "supplier_part", **SUPPLIED},
    ],
    "journal": [
        {
            **RUN, "seq": str(number), "scan_uid": f"{number + 9:032x}", "pid": "1", "recorded_at": AT,
            "scanned_at": AT, "operator": FREE, "screen": FREE, "device": FREE, "device_seq": "1",
            **({"code": SEEN} if number == 1 else {"raw_hex": RAW}), "symbology": FREE, "typed": "no", "result": FREE,
            "tone": "no", **named,
        }
        for number, named in enumerate(
            (
                {},
                {"kind": "part", "part": f"N{SEEN}"},
                {"kind": "stock_item", **UNIT, "uid": ITEM},
                {"kind": "location", "location": PLACE},
                {"kind": "supplier_part", **SUPPLIED},
            ),
            1,
        )
    ],
}  # fmt: skip


def brought(store: Any, post: Any) -> None:
    """Import the hostile shop."""
    for name, known in kinds().items():
        columns = template.header(known)
        stream = io.StringIO(newline="")
        csv_file.write(stream, [columns, *([row.get(column, "") for column in columns] for row in SHOP[name])])
        with Spool() as spool:
            raw = io.BytesIO(stream.getvalue().encode())
            found = read(csv_file.read(raw, columns), known, spool, lambda rows: None)
            found.reference = FREE
            loading = importing.save(
                store,
                lambda db: post,
                known,
                spool,
                found,
                check=False,
                cancelled=lambda: False,
                told=lambda done: None,
            )
        assert loading.errors == [], name
    assert store.call(verify) == ()


def test_the_shop_fills_every_column_of_every_kind() -> None:
    """So that a column which is added is hostile somewhere, too."""
    numbers = {"movements": {"reverses", "operation_reverses"}}
    assert SHOP.keys() == kinds().keys()
    for name, known in kinds().items():
        filled = {column for row in SHOP[name] for column in row}
        assert filled | numbers.get(name, set()) == set(template.header(known)), name


def places(kiosk: Any, folder: Path) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """Every place that can be gone to directly, with what it is handed."""

    def thing(kind: Kind, sql: str, *params: object) -> Thing:
        ((id,),) = kiosk.rows(sql, *params)
        return Thing(kind, id, FREE)

    part = thing(Kind.PART, "SELECT id FROM part WHERE number = ?", f"N{SEEN}")
    loose = thing(Kind.PART, "SELECT id FROM part WHERE number = ?", f"C{SEEN}")
    pieces = thing(Kind.PART, "SELECT id FROM part WHERE number = ?", f"W{SEEN}")
    unit = thing(Kind.STOCK_ITEM, "SELECT id FROM stock_item WHERE uid = ?", ITEM)
    bag = thing(Kind.STOCK_ITEM, "SELECT id FROM stock_item WHERE uid = ?", BAG)
    location = thing(Kind.LOCATION, "SELECT id FROM location WHERE path = ?", PLACE)
    supplied = thing(Kind.SUPPLIER_PART, "SELECT id FROM supplier_part WHERE sku = ?", f"K{SEEN}")
    scan = Scan(bytes.fromhex(RAW), FREE, 1, 1, 1)
    ((operation,),) = kiosk.rows("SELECT max(id) FROM operation")
    yield from ((Place.ACTIONS, (one,)) for one in (part, loose, unit, bag, location, supplied))
    yield from ((Place.CODES, (one,)) for one in (part, unit, bag, location, supplied))
    yield from ((Place.ARCHIVE, (one, True)) for one in (part, location, supplied))
    yield from ((Place.HISTORY, (one,)) for one in (None, part, unit, bag, location))
    yield from ((Place.SERIALS, (one,)) for one in (None, part, location))
    yield from ((Place.HISTORY_FILTER, (log, Filter(), lambda log, wanted: None)) for log in Log)
    yield from ((Place.HISTORY_EXPORT, (log, Filter(), FREE)) for log in Log)
    yield from ((Place.RULE, (kiosk.store.look(rules.begin, kiosk.post, key),)) for key in ("journal", "code_prefix"))
    yield from (
        (Place.ASSIGN, (scan,)),
        (Place.EXPLAIN, (scan, Outcome(Tone.OK, FREE, FREE))),
        (Place.SEARCH, ()),
        (Place.LOW_STOCK, ()),
        (Place.PART_FORM, (part, None)),
        (Place.PART_FORM, (None, part)),
        (Place.LOCATION_FORM, (location, None)),
        (Place.LOCATION_FORM, (None, location)),
        (Place.SUPPLIER_PARTS, (part,)),
        (Place.SUPPLIER_FORM, (part, supplied)),
        (Place.PARTNER_FORM, (f"P{SEEN}",)),
        (Place.INITIAL_STOCK, (part,)),
        (Place.INITIAL_STOCK, (loose,)),
        (Place.SERIALISE, (pieces,)),
        (Place.LOOSE_STOCK, (loose,)),
        (Place.ADJUST, (bag,)),
        (Place.SERIALS_FILTER, (Wanted(), lambda wanted: None)),
        (Place.UNIT, (unit,)),
        (Place.UNIT, (bag,)),
        (Place.UNIT_FORM, (unit,)),
        (Place.STATUS, (unit,)),
        (Place.UNDO, ()),
        (Place.UNDO_ONE, (operation,)),
        *((place, ()) for place in (Place.STATION, Place.SCANNERS, Place.TRIAL, Place.STORE, Place.RULES, Place.LOG)),
        (Place.SCANNER, ("bench",)),
        (Place.ABOUT, ()),
        (Place.DRAWN_CODES, ((("KSKCMDDONE", FREE),),)),
    )
    yield from of_documents(kiosk, part, unit)
    yield from of_lists(kiosk, location, folder)
    yield from of_repairs(kiosk, part, unit)
    yield from of_counts(kiosk, location)
    yield from of_printers(kiosk)
    yield from of_labels(kiosk, (part, unit, bag, location, supplied), folder)


def of_printers(kiosk: Any) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """Labels that wait for a printer that is not configured any more."""
    printer = f"R{FREE}"[:100]
    kiosk.store.call(queue.add, kiosk.post, [NewJob(printer, Content("unit", {}), f"L{FREE}")])
    yield from ((Place.PRINTERS, ()), (Place.PRINT_QUEUE, (printer,)))


def of_labels(kiosk: Any, things: tuple[Thing, ...], folder: Path) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """Labels of things whose texts are hostile: asked for, shown, written to a file."""
    sought = asking.Sought(things)
    labels = kiosk.store.look(asking.opened, kiosk.post, asking.Asked(sought=sought)).chosen
    yield from ((Place.LABEL_PREVIEW, ((label,), ".svg")) for label in labels)
    yield from ((Place.LABELS, (sought,)), (Place.LABEL_FILE, (labels, 1, 1, folder / "labels.svg")))


def of_documents(kiosk: Any, part: Thing, unit: Thing) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """The screens of documents, with drafts and posted ones whose texts are hostile."""
    receipt, _ = kiosk.store.call(begun, kiosk.post, part, f"D{SEEN}", None)
    _, outcome = kiosk.store.call(posted, kiosk.post, receipt)
    assert outcome.tone is Tone.OK, outcome
    draft, line = kiosk.store.call(begun, kiosk.post, part, f"E{SEEN}", receipt)
    thing = Thing(Kind.DOCUMENT, draft, FREE)
    issue = kiosk.store.call(documents.create, kiosk.post, DocKind.ISSUE)
    issued = kiosk.store.call(document_lines.add, issue, part.id, {"quantity": 1_000_000, "said": 1, "notes": FREE})
    yield from ((Place.ACTIONS, (Thing(Kind.DOCUMENT, one, FREE),)) for one in (receipt, draft))
    yield from ((Place.DOCUMENT_CARD, (one,)) for one in (receipt, draft))
    yield from ((Place.DOCUMENT_UNITS, (Thing(Kind.DOCUMENT, one, FREE), None, part)) for one in (receipt, draft))
    yield from (
        (Place.DOCUMENT_TASKS, ()),
        (Place.DOCUMENTS, (Sought(text=SEEN[:9]),)),
        (Place.DOCUMENTS, (Sought(),)),
        (Place.DOCUMENTS_FILTER, (Sought(), lambda sought: None)),
        (Place.REVERSE, (receipt,)),
        (Place.START_DOCUMENT, (DocKind.RECEIPT,)),
        (Place.DOCUMENT, (draft,)),
        (Place.HEAD_FORM, (thing,)),
        (Place.SERIALS_OF_LINE, (draft, line)),
        (Place.PICK, (issue, issued)),
        (Place.LINE_FORM, (line, part)),
        (Place.FIND_PART, (lambda part: None,)),
        (Place.POST, (thing, lambda line: None)),
        (Place.UNIT, (unit,)),
        (Place.MODES, ()),
        *((Place.MODE, (kind,)) for kind in ModeKind),
        (Place.MORE, ()),
    )


def of_lists(kiosk: Any, location: Thing, folder: Path) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """The screens of scan lists, with one that has a hostile name and holds a thing of each kind."""
    state = kiosk.store.call(listed, kiosk.post, (f"S{SEEN}", f"W{SEEN}", f"3{SEEN}", PLACE, f"5{SEEN}", "?"))
    id = state.list.id
    wanted = WantedOfAction(Action.MOVE, to=location)
    reviewed, _ = kiosk.store.look(list_review.look, kiosk.post, list_review.Review(id, wanted))
    assert reviewed.plan.refused, "reasons are to be read"
    assert reviewed.report
    yield from (
        (Place.LISTS, ()),
        (Place.LIST, (id,)),
        (Place.LIST, (id, Outcome(Tone.OK, FREE, FREE))),
        (Place.FIND_THING, (lambda thing: None,)),
        *((Place.ACT, (id, action)) for action in (Action.MOVE, Action.STATUS, Action.ISSUE)),
        (Place.ACT_REVIEW, (id, wanted)),
        (Place.ACT_REVIEW, (id, WantedOfAction(Action.BATCH, batch=f"B{SEEN}"))),
        (Place.ACT_REPORT, (wanted, reviewed.report, Outcome(Tone.OK, FREE, FREE))),
        (Place.LIST_CODES, (id, state.row.id)),
        (Place.LIST_EXPORT, (state.list, folder / f"{SEEN.replace('/', '')}.csv")),
    )


def listed(db: Any, post: Any, codes: Sequence[str]) -> Listing:
    """A list into which these codes were scanned."""
    state, outcome = listing.begin(db, post, Listing(), SEEN)
    assert outcome.tone is Tone.OK, outcome
    for code in codes:
        state, _ = list_scanning.scan(db, post, state, Scan(code.encode(), "bench", 1, 1, 1))
    return state


def of_repairs(kiosk: Any, part: Thing, unit: Thing) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """The screens of repairs, of an own unit and of a customer's that another one was used in."""
    told = {"fault": FREE, "notes": FREE, "description": FREE[:200]}
    customer = kiosk.store.call(partners.find, f"P{SEEN}")
    own = kiosk.store.call(repairs.create, kiosk.post, NewRepair(item=unit.id, customer=customer, **told))
    strange = kiosk.store.call(repairs.create, kiosk.post, NewRepair(part=part.id, serial=f"C{SEEN}", **told))
    (used,) = kiosk.rows("SELECT id FROM stock_item WHERE serial = ?", f"D{SEEN}")[0]
    state, _ = kiosk.store.call(repairing.opened, kiosk.post, repairing.Repairing(), strange)
    _, outcome = kiosk.store.call(using.unit, kiosk.post, state, Thing(Kind.STOCK_ITEM, used, FREE))
    assert outcome.tone is Tone.OK, outcome
    yield from (
        (Place.REPAIRS, ()),
        (Place.START_REPAIR, ()),
        (Place.START_REPAIR, (unit, "")),
        (Place.START_REPAIR, (None, f"C{SEEN}")),
        (Place.REPAIR, (own,)),
        (Place.REPAIR, (strange, Outcome(Tone.OK, FREE, FREE))),
        (Place.DOCUMENT_CARD, (strange,)),
        (Place.DOCUMENT_UNITS, (Thing(Kind.DOCUMENT, strange, FREE),)),
        (Place.ACTIONS, (Thing(Kind.DOCUMENT, own, FREE),)),
        (Place.UNIT, (unit,)),
    )


def of_counts(kiosk: Any, location: Thing) -> Iterator[tuple[Place, tuple[Any, ...]]]:
    """The screens of counts, with one that is open, and one that is posted."""
    found = (PLACE.encode(), f"S{SEEN}".encode(), f"W{SEEN}".encode(), b"KSK-NO", bytes.fromhex(RAW))
    opened = kiosk.store.call(counted, kiosk.post, None, found)
    state = kiosk.store.call(counted, kiosk.post, location, found)
    _, outcome = kiosk.store.call(count_posting.post, kiosk.post, state)
    assert outcome.tone is Tone.OK, outcome
    posted = state.count.document.id
    yield from (
        (Place.COUNTS, ()),
        (Place.START_COUNT, ()),
        (Place.START_COUNT, (location,)),
        (Place.FIND_PLACE, (lambda place: None,)),
        (Place.COUNT, (opened.count.document.id,)),
        (Place.COUNT, (opened.count.document.id, Outcome(Tone.OK, FREE, FREE))),
        (Place.COUNT_REVIEW, (opened.count.document.id,)),
        (Place.DOCUMENT_CARD, (posted,)),
        (Place.DOCUMENT_UNITS, (Thing(Kind.DOCUMENT, posted, FREE),)),
    )


def counted(db: Any, post: Any, scope: Thing | None, codes: Sequence[bytes]) -> Counting:
    """A count in which these codes were scanned."""
    count = starting.make(db, post, scope, blind=False)
    state, _ = working.opened(db, post, Counting(), count.document.id)
    for code in codes:
        state, _ = scanning.scan(db, post, state, Scan(code, "bench", 1, 1, 1))
    return working.closed(state)


def begun(db: Any, post: Any, part: Thing, serial: str, source: int | None) -> tuple[int, int]:
    """A parked receipt of one unit; answers its id and that of its line."""
    partner = partners.find(db, f"P{SEEN}")
    head = {"partner": partner, "reference": FREE[:200], "notes": FREE, "source": source}
    id = documents.create(db, post, DocKind.RECEIPT, **head)
    line = document_lines.add(db, id, part.id, {"quantity": 1_000_000, "said": 1, "serials": 1, "notes": FREE})
    step = draft_steps.add(db, post, id, "line", FREE, Before(lines={line: {"removed": 1}}))
    draft_serials.add(db, id, [New(line, serial, serials.scope(db, part.id))], step)
    documents.tell(db, post, id, Event.HANDED_OVER, FREE)
    documents.release(db, post, id)
    return id, line


def posted(db: Any, post: Any, document: int) -> tuple[Any, Outcome]:
    state, _ = editing.opened(db, post, Editing(), document)
    return posting.post(db, post, state)


@pytest.mark.parametrize(("size", "console"), [((40, 15), True), ((120, 40), False)], ids=["console", "unicode"])
async def test_a_hostile_shop_on_every_screen(
    station: Callable[..., Any], tmp_path: Path, size: tuple[int, int], console: bool
) -> None:
    """Where there is little room each is scrolled, and what it offers is opened; in a wide window it is looked at."""
    seen: set[str] = set()
    walked: set[Place] = set()

    async def home() -> None:
        while kiosk.name != "Menu":
            await kiosk.app.pop_screen()

    def look() -> None:
        check(kiosk)
        assert kiosk.app.return_code is None
        seen.add(kiosk.name)

    async with station(size, console=console) as kiosk:
        brought(kiosk.store, kiosk.post)
        for code in (bytes.fromhex(RAW), *(f"{number}{SEEN}" for number in (2, 3, 4, 5)), f"S{SEEN}", PLACE, "?"):
            await kiosk.scan(code)
            look()
            if console:
                await kiosk.key("end")
                look()
        await kiosk.key("f1")  # the help's title is the screen's; its text has none of the store
        look()
        await home()
        for place, args in places(kiosk, tmp_path):
            known = place in walked
            if known and not console:
                continue
            walked.add(place)
            await kiosk.enter(place, *args)
            look()
            for key in ("end", "enter", "f4") if console and not known else ():
                await kiosk.key(key)
                look()
                if kiosk.name == "Menu":  # there is nothing to choose, or what was chosen is done
                    break
            await home()
        await kiosk.enter(Place.LEAVE)
        look()
        assert not console or {name for _, name in SCREENS.values()} <= seen
        assert kiosk.store.call(verify) == ()
