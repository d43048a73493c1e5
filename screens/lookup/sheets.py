"""The sheets of Quick scan: what is known of a part, a stock item, a location, a document, as rows for a width.

Pure: views and details in, rows out. What is chosen by a row is the `Thing` that it names; by the first row of a
document's sheet the `DocumentView`, which is gone on with where it belongs.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from decimal import Decimal

from rich.cells import cell_len

from kiosk.barcodes import internal
from kiosk.stock.views import (
    Amount,
    Details,
    DocumentDetails,
    DocumentView,
    ItemDetails,
    ItemView,
    LocationDetails,
    LocationView,
    PartDetails,
    PartView,
    View,
)
from kiosk.wording import answers, documents
from kiosk.wording import sheets as wording
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line, pad, wrap
from screens.widgets.sheet import Row

_LABEL = 14  # cells of a fact's label where there is room for it
_SHORT_LABEL = 10
_NARROW = 50  # cells below which labels are shorter
_LONG = 400  # rows that one text may take; a text of 4,096 characters fits


def rows(
    view: View, details: Details | None, width: int, marks: Marks, zone: tzinfo | None, prefix: str = ""
) -> Sequence[Row]:
    """All that is known of what was scanned; `details` is None as long as they are being read.

    `prefix` is that of our own codes, such as the thing's label has.
    """
    own = _own(view, prefix, width, marks)
    match view:
        case PartView():
            return [*_part(view, width, marks), *own, *_part_details(view, details, width, marks)]
        case ItemView():
            return [*_item(view, width, marks), *own, *_item_details(details, width, marks, zone)]
        case LocationView():
            return [*_location(view, width, marks), *own, *_location_details(details, width, marks)]
        case DocumentView():
            return [*_document(view, width, marks, zone), *own, *_document_details(details, width, marks)]


def _own(view: View, prefix: str, width: int, marks: Marks) -> Iterator[Row]:
    if prefix:
        yield from _fact(wording.own_code(), internal.write(view.thing.kind, view.thing.id, prefix), width, marks)


def _part(view: PartView, width: int, marks: Marks) -> Iterator[Row]:
    def amount(value: Decimal) -> str:
        return answers.amount(value, view.unit)

    if view.archived:
        yield from _text(wording.archived_part(), width, marks, "warn")
    yield from _text(view.name, width, marks, "strong")
    if view.via:
        yield from _fact(wording.via(), view.via, width, marks)
    stock = Span(amount(view.on_hand), "strong")
    rest = []
    if view.available != view.on_hand:
        rest.append(Span(f"  {wording.available(amount(view.available))}"))
    if view.minimum is not None:
        short = view.on_hand < view.minimum
        told = wording.below_minimum(amount(view.minimum)) if short else wording.minimum(amount(view.minimum))
        rest.append(Span(f"  {told}", "warn" if short else "dim"))
    yield from _spans(wording.name_of_stock(), [stock, *rest], width, marks)
    if not view.places:
        yield from _fact(wording.lives_in(), view.place or wording.nowhere(), width, marks)
    if told := wording.tracked(view.tracking) if view.track_stock else wording.stock_not_tracked():
        yield from _fact(wording.tracking(), told, width, marks)


def _part_details(view: PartView, details: Details | None, width: int, marks: Marks) -> Iterator[Row]:
    if not isinstance(details, PartDetails):
        return
    yield from _amounts(wording.by_location(), details.places, details.places_total, view, width, marks)
    yield from _amounts(wording.by_batch(), details.batches, details.batches_total, view, width, marks)
    if details.suppliers:
        yield from _heading(wording.suppliers())
        name = min(max(cell_len(supplier.partner) for supplier in details.suppliers) + 1, width * 2 // 5)
        for supplier in details.suppliers:
            known = [supplier.sku, supplier.manufacturer_number]
            if supplier.pack != 1:
                known.append(wording.pack_of(answers.amount(supplier.pack, view.unit)))
            yield from _fact(supplier.partner, f" {marks.dot} ".join(filter(None, known)), width, marks, label=name)
        yield from _more(len(details.suppliers), details.suppliers_total, width, marks)
    yield from _list(wording.codes(), details.codes, details.codes_total, width, marks)
    if details.variant_of:
        yield from _heading(wording.variant_of())
        yield from _text(details.variant_of.label, width, marks, pick=details.variant_of)
    if details.variants:
        yield from _heading(wording.variants())
        for variant in details.variants:
            yield from _text(variant.label, width, marks, pick=variant)
        yield from _more(len(details.variants), details.variants_total, width, marks)
    if about := list(_about(details, width, marks)):
        yield from _heading(wording.about())
        yield from about


def _about(details: PartDetails, width: int, marks: Marks) -> Iterator[Row]:
    if details.description:
        yield from _text(details.description, width, marks)


def _item(view: ItemView, width: int, marks: Marks) -> Iterator[Row]:
    yield from _text(view.name, width, marks, "strong", pick=view.part)
    yield from _fact(wording.status(), answers.status(view.status), width, marks, "strong")
    yield from _fact(wording.place(), view.place or wording.out(), width, marks, "strong", pick=view.location)
    if view.serial:
        yield from _fact(wording.serial(), view.serial, width, marks)
    else:
        yield from _fact(wording.quantity(), answers.amount(view.quantity, view.unit), width, marks)
    if view.batch:
        yield from _fact(wording.batch(), view.batch, width, marks)


def item(
    view: ItemView, details: ItemDetails, width: int, marks: Marks, zone: tzinfo | None, prefix: str = ""
) -> Sequence[Row]:
    """All that is known of a stock item, but its history."""
    own = _own(view, prefix, width, marks)
    return [*_item(view, width, marks), *own, *_noted(details, width, marks, zone)]


def _item_details(details: Details | None, width: int, marks: Marks, zone: tzinfo | None) -> Iterator[Row]:
    if isinstance(details, ItemDetails):
        yield from _noted(details, width, marks, zone)
        yield from _history(details, width, marks, zone)


def _noted(details: ItemDetails, width: int, marks: Marks, zone: tzinfo | None) -> Iterator[Row]:
    today = datetime.now(zone).date()
    if details.expiry:
        late = "bad" if details.expiry < today else ""
        yield from _fact(wording.expires(), details.expiry.isoformat(), width, marks, late)
    if details.warranty_until:
        yield from _fact(wording.warranty(), wording.until(details.warranty_until.isoformat()), width, marks)
    if details.supplier:
        yield from _fact(wording.supplier(), details.supplier, width, marks)
    if details.notes:
        yield from _fact(wording.notes(), details.notes, width, marks)
    yield from _list(wording.codes(), details.codes, details.codes_total, width, marks)


def _history(details: ItemDetails, width: int, marks: Marks, zone: tzinfo | None) -> Iterator[Row]:
    yield from _heading(wording.history())
    for seen in details.seen:
        who = f" {marks.dot} ".join(filter(None, (seen.text, seen.operator, seen.station)))
        yield from _fact(_when(seen.at, zone), who, width, marks, label=17)
    yield from _more(len(details.seen), details.seen_total, width, marks)
    if not details.seen:
        yield Row(line(Span(wording.no_history(), "dim")))


def _location(view: LocationView, width: int, marks: Marks) -> Iterator[Row]:
    if view.name and view.name != view.path:
        yield from _text(view.name, width, marks, "strong")
    if view.archived:
        yield from _text(wording.archived_location(), width, marks, "warn")
    if view.structural:
        yield from _text(wording.structural(), width, marks, "dim")
    told = wording.location_holds(view.parts, view.items) if view.items else wording.empty_location()
    yield from _text(told, width, marks)


def _location_details(details: Details | None, width: int, marks: Marks) -> Iterator[Row]:
    if not isinstance(details, LocationDetails):
        return
    if details.contents:
        yield from _heading(wording.contents())
        for amount in details.contents:
            yield Row(_amount(amount, width, marks), amount.thing)
        yield from _more(len(details.contents), details.contents_total, width, marks)
    if details.below:
        yield from _heading(wording.below())
        for amount in details.below:
            yield Row(line(fit(amount.label, width, marks)), amount.thing)
        yield from _more(len(details.below), details.below_total, width, marks)


def _document(view: DocumentView, width: int, marks: Marks, zone: tzinfo | None) -> Iterator[Row]:
    yield from _text(documents.open_it(view), width, marks, "strong", pick=view)
    facts = (
        (documents.label_state(), documents.state(view)),
        (documents.label_progress(view), documents.far(view)),
        (documents.label_held(), documents.held_since(view.lease, _when(view.since, zone))),
        (documents.label_partner(), view.partner),
        (documents.label_reference(), view.reference),
        (documents.label_by(view), f" {marks.dot} ".join(filter(None, (_when(view.at, zone), view.by, view.station)))),
    )
    for label, told in facts:
        if told:
            yield from _fact(label, told, width, marks)


def _document_details(details: Details | None, width: int, marks: Marks) -> Iterator[Row]:
    if not isinstance(details, DocumentDetails):
        return
    if details.source:
        yield from _fact(documents.label_source(), details.source.label, width, marks, pick=details.source)
    if details.notes:
        yield from _fact(wording.notes(), details.notes, width, marks)
    if details.lines:
        yield from _heading(documents.contents())
        for amount in details.lines:
            yield Row(_amount(amount, width, marks), amount.thing)
        yield from _more(len(details.lines), details.lines_total, width, marks)


def _when(at: int, zone: tzinfo | None) -> str:
    return f"{datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(zone):%Y-%m-%d %H:%M}"


def _amounts(
    heading: str, amounts: Sequence[Amount], total: int, view: PartView, width: int, marks: Marks
) -> Iterator[Row]:
    """Amounts with bars, the greatest one's being full."""
    if not amounts:
        return
    yield from _heading(heading)
    longest = max(cell_len(amount.label) for amount in amounts)
    name = min(longest, width * 2 // 5)
    shown = [answers.amount(amount.quantity, view.unit) for amount in amounts]
    figure = max(map(cell_len, shown))
    room = min(40, width - name - figure - 2)
    most = max(amount.quantity for amount in amounts) or Decimal(1)
    for amount, told in zip(amounts, shown, strict=True):
        full = max(1, round(float(amount.quantity / most) * room)) if amount.quantity > 0 and room > 0 else 0
        bar = [Span(marks.bar * full, "bar"), Span(marks.rest * (room - full), "dim")] if room > 4 else []
        spans: list[Span | str] = [pad(amount.label, name, marks), " ", *bar, " ", told.rjust(figure)]
        yield Row(line(*spans), amount.thing)
    yield from _more(len(amounts), total, width, marks)


def _amount(amount: Amount, width: int, marks: Marks) -> Line:
    """A label with its amount at the right edge, at most at 72 cells so that the eye finds it."""
    told = answers.amount(amount.quantity, amount.unit)
    room = min(width, 72) - cell_len(told) - 1
    return line(pad(amount.label, room, marks), " ", Span(told, "strong"))


def _more(shown: int, total: int, width: int, marks: Marks) -> Iterator[Row]:
    if total > shown:
        yield Row(line(Span(fit(wording.more_rows(shown, total), width, marks), "dim")))


def _heading(text: str) -> Iterator[Row]:
    yield Row()
    yield Row(line(Span(text, "label")))


def _list(heading: str, texts: Sequence[str], total: int, width: int, marks: Marks) -> Iterator[Row]:
    if texts:
        yield from _heading(heading)
        for text in texts:
            yield from _text(text, width, marks)
        yield from _more(len(texts), total, width, marks)


def _text(text: str, width: int, marks: Marks, style: str = "", pick: object = None) -> Iterator[Row]:
    """A text over as many rows as it needs; the first of them can be chosen."""
    for at, row in enumerate(wrap(text, width, _LONG, marks)):
        yield Row(line(Span(row, style)), pick if at == 0 else None)


def _fact(
    name: str,
    value: str,
    width: int,
    marks: Marks,
    style: str = "",
    *,
    pick: object = None,
    label: int = 0,
) -> Iterator[Row]:
    """A label and a value, which goes on below itself where it is long."""
    label = label or (_SHORT_LABEL if width < _NARROW else _LABEL)
    for at, row in enumerate(wrap(value, max(8, width - label), _LONG, marks)):
        head = Span(pad(name if at == 0 else "", label - 1, marks) + " ", "dim")
        yield Row(line(head, Span(row, style)), pick if at == 0 else None)


def _spans(name: str, spans: Sequence[Span], width: int, marks: Marks) -> Iterator[Row]:
    """A label and several spans; each goes to a row of its own where they don't fit on one."""
    label = _SHORT_LABEL if width < _NARROW else _LABEL
    head = Span(pad(name, label - 1, marks) + " ", "dim")
    if label + sum(cell_len(span.text) for span in spans) <= width:
        yield Row((head, *spans))
        return
    for at, span in enumerate(spans):
        yield Row(
            (head if at == 0 else Span(" " * label), Span(fit(span.text.strip(), width - label, marks), span.style))
        )
