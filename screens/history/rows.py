"""How rows of the history are painted: one line each in the lists, and all of it in the details.

Pure: values in, lines out. What is chosen in the details is the `Thing` or the row that it names.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from decimal import Decimal

from rich.cells import cell_len

from kiosk import times
from kiosk.flows.history import About
from kiosk.outcome import Tone
from kiosk.scan import visible_bytes
from kiosk.stock.history import Entry, Filter, Log, Movement, in_force
from kiosk.wording import answers
from kiosk.wording import history as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad, wrap
from screens.paint.tones import symbol
from screens.widgets.sheet import Row

_NARROW = 60  # cells below which a row has room for two facts
_WIDE = 100
_LONG = 2000  # rows that one fact may take: 4,096 bytes in hex on the narrowest screen
_STYLES = {Tone.OK: "good", Tone.AGAIN: "warn", Tone.ASK: "label", Tone.NO: "bad", Tone.FAULT: "bad"}


def filter_line(log: Log, wanted: Filter, zone: tzinfo | None) -> str:
    """The filter in force in one line; empty where there is none."""
    told = {
        "since": lambda: wording.since(times.short(wanted.since or 0, zone)),
        "until": lambda: wording.until(times.short(wanted.until or 0, zone)),
        "act": lambda: wording.act(wanted.act or ""),
        "part": lambda: wanted.part.label if wanted.part else "",
        "item": lambda: wanted.item.label if wanted.item else "",
        "place": lambda: wanted.place.label if wanted.place else "",
        "text": lambda: wording.text(wanted.text),
    }
    return ", ".join(told[name]() if name in told else getattr(wanted, name) for name in in_force(log, wanted))


def row(value: Entry | Movement, width: int, marks: Marks, zone: tzinfo | None) -> Line:
    """One row of a list."""
    return _scan(value, width, marks, zone) if isinstance(value, Entry) else _movement(value, width, marks, zone)


def _scan(value: Entry, width: int, marks: Marks, zone: tzinfo | None) -> Line:
    record = value.record
    when = _when(record.recorded_at, width, zone)
    tone = Tone(record.tone)
    head = [Span(when, "dim"), " ", Span(symbol(tone, marks), _STYLES[tone]), " "]
    room = width - len(when) - 3
    code = visible_bytes(record.raw, pictures=marks.pictures) or wording.empty()
    label = value.named.label if value.named else record.result
    if width < _NARROW:
        return line(*head, fit(code, room, marks))
    who = _column(record.operator, 14, marks) + _column(record.device, 14, marks) if width >= _WIDE else ""
    room -= len(who)
    return line(
        *head, _column(code, room // 2, marks), Span(who, "dim"), Span(fit(label, room - room // 2, marks), "dim")
    )


def _movement(value: Movement, width: int, marks: Marks, zone: tzinfo | None) -> Line:
    when = _when(value.recorded_at, width, zone)
    room = width - len(when) - 1
    what = wording.happened(value)
    if width < _NARROW:
        name = fit(value.serial or value.number, room // 2, marks)
        rest = fit(what, room - cell_len(name) - 1, marks)
        return line(Span(when, "dim"), " ", Span(name, "strong"), " ", rest)
    act = _column(wording.act(value.act), 17, marks)
    who = _column(value.operator, 14, marks) if width >= _WIDE else ""
    room -= len(act) + len(who)
    name = value.item.label if width >= _WIDE else value.serial or value.number
    item = Span(_column(name, room * 2 // 5, marks), "strong")
    return line(Span(when, "dim"), " ", act, Span(who, "dim"), item, fit(what, room - room * 2 // 5, marks))


def _column(text: str, cells: int, marks: Marks) -> str:
    return pad(text, cells - 1, marks) + " "


def _when(at: int, width: int, zone: tzinfo | None) -> str:
    """To the second where there is room; else the time of this year's days, and the date of earlier ones."""
    when = times.short(at, zone)
    if width >= _NARROW:
        return when
    this_year = when[:4] == f"{datetime.now(UTC).astimezone(zone):%Y}"
    return when[5:16] if this_year else f"{when[:10]} "


# Details


def details(
    value: Entry | Movement, about: About | None, width: int, marks: Marks, zone: tzinfo | None
) -> Sequence[Row]:
    """Everything of a row; `about` is None until it has been read."""
    facts = _of_scan(value, marks, zone) if isinstance(value, Entry) else _of_movement(value, zone)
    if about is not None:
        run = value.record.run if isinstance(value, Entry) else value.run
        start = about.start
        told = wording.run(
            run, times.short(start.started_at, zone), start.os_user, start.tty, start.ssh_client, start.version
        )
        document = about.document
        facts = [*facts, ("document", document.label if document else "", document), ("run", told, None)]
    rows = [row for name, told, pick in facts if told for row in _fact(name, told, pick, width, marks)]
    if about is not None and about.moved:
        rows.append(Row(line(Span(wording.moved_by_scan(), "label"))))
        rows += [Row(_movement(moved, width, marks, zone), moved) for moved in about.moved]
    return rows


Fact = tuple[str, str, object]  # the key of its label, what it says, what it can be chosen for


def _of_scan(value: Entry, marks: Marks, zone: tzinfo | None) -> Sequence[Fact]:
    record = value.record
    return (
        ("code", visible_bytes(record.raw, pictures=marks.pictures) or wording.empty(), None),
        ("result", record.result, None),
        ("named", value.named.label if value.named else wording.nothing_named(), value.named),
        ("scanned", times.local(record.scanned_at, zone), None),
        ("recorded", times.local(record.recorded_at, zone), None),
        ("operator", record.operator, None),
        ("device", wording.device(record.device, record.device_seq, typed=record.typed), None),
        ("symbology", f"]{record.symbology}" if record.symbology else "", None),
        ("screen", record.screen.replace("_", " "), None),
        ("station", f"{record.station}, {wording.numbered(record.seq)}", None),
        ("text", wording.no_text() if record.text is None else record.text, None),
        ("hex", record.raw.hex(" "), None),
    )


def _of_movement(value: Movement, zone: tzinfo | None) -> Sequence[Fact]:
    def amount(quantity: Decimal) -> str:
        return answers.amount(quantity, value.unit)

    before = wording.nothing_before() if value.before is None else answers.STATUSES[value.before]
    after = answers.STATUSES[value.after]
    return (
        ("operation", wording.operation(value.operation, wording.act(value.act)), None),
        ("item", value.item.label, value.item),
        ("part", value.part.label, value.part),
        ("from", value.origin or wording.outside(), None),
        ("to", value.target or wording.outside(), None),
        ("quantity", wording.changed(amount(value.quantity_before), amount(value.quantity_after)), None),
        ("status", after if value.before == value.after else wording.changed(before, after), None),
        *(
            (name, wording.changed(old or wording.empty(), new or wording.empty()), None)
            for name, (old, new) in value.changed.items()
        ),
        ("note", value.note, None),
        ("remark", value.remark, None),
        ("reference", value.reference, None),
        ("at", times.local(value.at, zone), None),
        ("recorded", times.local(value.recorded_at, zone), None),
        ("operator", value.operator, None),
        ("station", f"{value.station}, {wording.numbered(value.seq)}", None),
        ("scan", "" if value.scan is None else wording.numbered(value.scan), None),
        ("reverses", "" if value.reverses is None else wording.movement(value.reverses), None),
        ("reversed_by", "" if value.reversed_by is None else wording.by_movement(value.reversed_by), None),
    )


def _fact(name: str, told: str, pick: object, width: int, marks: Marks) -> Iterator[Row]:
    """A label and what it says, which goes on below itself."""
    label = wording.label(name)
    cells = 11 if width < _NARROW else 16
    for at, text in enumerate(wrap(told, max(8, width - cells), _LONG, marks)):
        head = Span(pad(label if at == 0 else "", cells - 1, marks) + " ", "dim")
        yield Row(line(head, Span(text, "strong" if name == "code" else "")), pick if at == 0 else None)
