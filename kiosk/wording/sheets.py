"""Labels and facts on the sheets of parts, stock items and locations."""


def name_of_stock() -> str:
    return "In stock"


def available(amount: str) -> str:
    return f"{amount} available"


def below_minimum(amount: str) -> str:
    return f"below its minimum of {amount}"


def minimum(amount: str) -> str:
    return f"minimum {amount}"


def lives_in() -> str:
    return "Lives in"


def nowhere() -> str:
    return "no place yet"


def about() -> str:
    return "About"


def via() -> str:
    return "Scanned"


def by_location() -> str:
    return "Stock by location"


def by_batch() -> str:
    return "Batches"


def suppliers() -> str:
    return "Supplier codes"


def pack_of(amount: str) -> str:
    return f"pack of {amount}"


def own_code() -> str:
    return "Own code"


def codes() -> str:
    return "Assigned codes"


def variants() -> str:
    return "Variants"


def variant_of() -> str:
    return "Variant of"


def tracked(tracking: str) -> str:
    return {
        "serial": "each unit has a serial number",
        "batch": "kept by batch",
        "batch+serial": "each unit has a serial number and a batch",
    }.get(tracking, "")


def tracking() -> str:
    return "Tracking"


def stock_not_tracked() -> str:
    return "its stock is not counted"


def archived_part() -> str:
    return "Archived: in no list, and it takes no new stock"


def archived_location() -> str:
    return "Archived: in no list, and it takes no stock"


def status() -> str:
    return "Status"


def place() -> str:
    return "Place"


def out() -> str:
    return "not in stock"


def batch() -> str:
    return "Batch"


def serial() -> str:
    return "Serial"


def quantity() -> str:
    return "Quantity"


def expires() -> str:
    return "Expires"


def warranty() -> str:
    return "Warranty"


def until(day: str) -> str:
    return f"until {day}"


def supplier() -> str:
    return "Supplier"


def notes() -> str:
    return "Notes"


def history() -> str:
    return "History"


def no_history() -> str:
    return "Nothing recorded yet."


def contents() -> str:
    return "What lies here"


def empty_location() -> str:
    return "Nothing lies here."


def structural() -> str:
    return "groups other locations; nothing is stored in it itself"


def location_holds(parts: int, items: int) -> str:
    return f"{parts} part{'' if parts == 1 else 's'} in {items} stock item{'' if items == 1 else 's'}"


def below() -> str:
    return "Locations in it"


def more_rows(shown: int, total: int) -> str:
    return f"{shown} of {total} shown"
