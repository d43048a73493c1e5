"""What the forms say: the names of their fields, what became of an entry, what a scan is good for there."""

from collections.abc import Sequence

from kiosk.stock.tracking import Tracking

LABELS = {
    "number": "Number",
    "name": "Name",
    "description": "Description",
    "unit": "Unit",
    "decimals": "Decimals",
    "variant_of": "Variant of",
    "track_stock": "Track stock",
    "tracking": "Tracking",
    "default_location": "Belongs in",
    "minimum": "Minimum",
    "warranty_months": "Warranty (mo)",
    "serial_scheme": "Serial scheme",
    "serial_mask": "Serial mask",
    "quantity": "In stock",
    "location": "Where",
    "batch": "Batch",
    "expiry": "Expires",
    "warranty_until": "Warranty to",
    "notes": "Notes",
    "text": "Search",
    "part": "Part",
    "status": "Status",
    "serials": "Serials",
    "code": "Code",
    "parent": "Lies in",
    "structural": "Structural",
    "partner": "Supplier",
    "document_text": "Number",
    "document_kind": "Kind",
    "document_state": "State",
    "document_partner": "Partner",
    "customer": "Customer",
    "reference": "Reference",
    "order": "Order",
    "list": "List (file)",
    "sku": "Their code",
    "manufacturer_number": "Maker's no.",
    "pack": "Pack holds",
    "archived": "Archived",
    "amount": "Quantity",
    "accepted": "Accepted",
    "counted": "Counted",
    "note": "Note",
    "document": "Document",
    "place": "Place",
    "blind": "Blind",
    "fault": "Fault",
    "copies": "Copies",
    "printer": "Print on",
    "start": "First label",
    "label_part": "Part label",
    "label_supplier_part": "Supply label",
    "label_stock_item": "Stock label",
    "label_unit": "Unit label",
    "label_location": "Place label",
    "label_document": "Slip",
}


def label(name: str) -> str:
    return LABELS[name]


# What became of an entry


def taken_over() -> str:
    return "taken over"


def not_saved() -> str:
    return "Not saved"


def problems(names: Sequence[str], first: str) -> str:
    if len(names) == 1:
        return f"{label(names[0])} {first}."
    return f"{len(names)} fields have something wrong: {', '.join(label(name) for name in names)}."


def bad_part(why: str) -> str:
    return f"The part {why}."


def not_found() -> str:
    return "is nothing that is known; choose from the list, or leave it empty"


def unchanged() -> str:
    return "Nothing changed"


def unchanged_help() -> str:
    return "All is stored as it stands here."


# Scans


def opening() -> str:
    return "One moment"


def opening_help() -> str:
    return "The form was still opening. Scan it again."


def filled(name: str) -> str:
    return f"{name} is filled in; F5 saves."


def form_open() -> str:
    return "A form is open"


def finish_first() -> str:
    return "Save it with F5 or leave it with Esc first. This scan changed nothing."


def wanted(name: str) -> str:
    return f"This is nothing for the field {name}. Scan or type what is, or leave the field with Esc."


def not_a_text() -> str:
    return "This code has characters in it that can't be seen. Type what it is to be."


# Titles


def new_part() -> str:
    return "New part"


def new_variant(label: str) -> str:
    return f"New variant of {label}"


def edit_part(label: str) -> str:
    return f"Edit {label}"


def add_stock(label: str) -> str:
    return f"Add stock: {label}"


def new_location() -> str:
    return "New place"


def location_inside(label: str) -> str:
    return f"New place in {label}"


def new_supplier_part() -> str:
    return "New supplier part"


def suppliers(label: str) -> str:
    return f"Suppliers of {label}"


def no_supplier() -> str:
    return "Nobody supplies it yet. F6 enters who does."


def archived() -> str:
    return "archived"


def pack(amount: str) -> str:
    return f"pack of {amount}"


def stock_items(label: str) -> str:
    return f"Stock of {label}"


def no_stock() -> str:
    return "None is in stock. F6 enters some."


def out() -> str:
    return "out"


def adjust(label: str) -> str:
    return f"Adjust {label}"


# Keys


def key_new() -> str:
    return "new"


def key_codes() -> str:
    return "codes"


def key_partner() -> str:
    return "supplier"


def key_archive(archived: bool) -> str:
    return "bring back" if archived else "archive"


# Choices


def tracking(tracking: Tracking) -> str:
    return {
        Tracking.NONE: "none: just how many",
        Tracking.BATCH: "by batch",
        Tracking.SERIAL: "by serial, each unit",
        Tracking.BOTH: "by batch and serial",
    }[tracking]


def scheme(name: str) -> str:
    match name:
        case "counter":
            return "counter: by the last digits"
        case "mask":
            return "mask: as the mask says"
        case _:
            return f"{name} (plugin)"


def tracking_rule(tracking: Tracking) -> str:
    """What a choice means, said when it is made."""
    if tracking.serial:
        return "can't be switched off once there are serials"
    return "all that comes in needs a batch" if tracking.batch else "only quantities are counted"


# Saved


def part_saved() -> str:
    return "Part saved"


def part_saved_help(number: str, stock: str) -> str:
    return f"{number} with {stock} in stock." if stock else f"{number} is saved."


def stock_added() -> str:
    return "Stock added"


def stock_added_help(stock: str, place: str) -> str:
    return f"{stock} came in, in {place}."


def place_saved() -> str:
    return "Place saved"


def place_saved_help(path: str) -> str:
    return f"Its path is {path}."


def supplier_saved() -> str:
    return "Supplier part saved"


def supplier_saved_help(part: str, sku: str, partner: str) -> str:
    return f"{part}: {partner} calls it {sku}."


def partner_saved() -> str:
    return "Supplier saved"


def partner_saved_help(name: str, archived: bool) -> str:
    return f"{name} is archived." if archived else f"{name} is in use."


def new_partner(name: str) -> str:
    return f"New supplier: {name}"


def adjusted() -> str:
    return "Adjusted"


def adjusted_help(before: str, after: str) -> str:
    return f"{before} became {after}."


# Adjust


def note_missing() -> str:
    return "must be given: why is the quantity another one?"


def not_adjustable() -> str:
    return "This is one unit with a serial. Change its status instead."


def not_on_hand() -> str:
    return "Only stock that lies in a place can be adjusted."


def gone() -> str:
    return "No longer there"


def gone_again() -> str:
    return "It can't be found any more. Search for it again."


def gone_help(label: str) -> str:
    return f"{label} can't be found any more. Search for it again."


def changed_meanwhile() -> str:
    return "Changed meanwhile"


def changed_meanwhile_help(quantity: str) -> str:
    return f"Another station changed this stock: it is {quantity} now. Look again, then save."
