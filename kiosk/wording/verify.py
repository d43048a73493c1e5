"""What a check of the store found, one sentence for each fault. Rows are named by table and id."""


def file(line: str) -> str:
    return f"The file is damaged: {line}."


def dangling(table: str, id: object, other: str) -> str:
    return f"{table} {id} names a {other} that does not exist."


def path(id: int, path: str) -> str:
    return f"location {id}: its path {path} does not fit the location above it."


def root(id: int) -> str:
    return f"part {id}: it is not in the tree of variants that it says it is in."


def scope(id: int, serial: str) -> str:
    return f"stock_item {id}: its serial {serial} is kept unique in the wrong scope."


def structural(id: int, path: str) -> str:
    return f"stock_item {id}: it lies in {path}, which holds no stock."


def decimals(id: int, number: str) -> str:
    return f"stock_item {id}: its quantity has more decimals than its part {number}."


def serial_missing(id: int, number: str) -> str:
    return f"stock_item {id}: it has no serial, which its part {number} asks for."


def date(id: int) -> str:
    return f"stock_item {id}: its expiry or warranty is no date."


def forms(id: int) -> str:
    return f"barcode {id}: its other forms do not fit its bytes."


def twice(station: int, seq: int) -> str:
    return f"scan_record: number {seq} of station {station} is there more than once."


def run(id: int) -> str:
    return f"scan_record {id}: its run is another station's."


def search(table: str, id: int) -> str:
    return f"{table} {id}: it can't be found by its name, as its search text is out of date."


# The ledger


def unmoved(item: int) -> str:
    return f"stock_item {item}: it has no movements; nothing says where it came from."


def broken(movement: int, item: int) -> str:
    return f"movement {movement}: it does not begin where the one before it has left stock_item {item}."


def not_as_left(item: int) -> str:
    return f"stock_item {item}: it is not as its movements have left it."


def sums(item: int, moved: object, stored: object) -> str:
    """Quantities in millionths of the unit, as the store has them."""
    return f"stock_item {item}: its movements add up to {moved} millionths, its quantity is {stored}."


def no_movements(operation: int) -> str:
    return f"operation {operation}: it has no movements."


def illegal(movement: int, item: int, before: str | None, after: str) -> str:
    return f"movement {movement}: stock_item {item} can't become {after} from {before or 'nothing'}."


def unfit(movement: int, other: int) -> str:
    return f"movement {movement}: it is to take back movement {other}, and is not its inverse."


def reversed_twice(movement: int) -> str:
    return f"movement {movement}: it has been taken back more than once."


def partly(operation: int, other: int) -> str:
    return f"operation {operation}: it is to take back operation {other}, and their movements do not match."


# Documents


def line_not_moved(line: int, number: str, quantity: object, moved: object) -> str:
    """Quantities in millionths of the unit, as the store has them."""
    return f"document_line {line} of {number}: its movements come to {moved} millionths, its quantity is {quantity}."


def movement_of_no_posting(movement: int, line: int) -> str:
    return f"movement {movement}: it is not of the operation that posted document_line {line}."


def no_posting(number: str, operation: int) -> str:
    return f"document {number}: operation {operation} has not posted it."


def draft_left(number: str) -> str:
    return f"document {number}: it is no draft any more, and serials or steps of one are left."


def still_held(number: str) -> str:
    return f"document {number}: it is no draft any more, and a station still holds it."


def miscounted(line: int, number: str, counted: int, named: int) -> str:
    return f"document_line {line} of {number}: it counts {counted} serials, and {named} are named."


def serial_elsewhere(id: int, serial: str) -> str:
    return f"draft_serial {id}: serial {serial} is on a line of another document."


def claim_scope(id: int, serial: str) -> str:
    return f"draft_serial {id}: serial {serial} is not compared with those that it must differ from."


def other_unit(id: int, serial: str) -> str:
    return f"draft_serial {id}: the unit that it names has not the serial {serial}."


def number_twice(number: str) -> str:
    return f"document {number}: another one has the same number."


# Scan lists


def list_miscounted(id: int, total: int, marked: int, rows: int, of_rows: int) -> str:
    return f"scan_list {id}: it counts {total} rows, {marked} of them marked; there are {rows}, {of_rows} marked."


def row_of_nothing(id: int, kind: str, thing: int) -> str:
    return f"scan_list_row {id}: there is no {kind} {thing}."


def step_of_other_rows(id: int, list: int) -> str:
    return f"list_step {id}: what it would put back are not rows of scan_list {list}."


# Counts of stock


def count_of_nothing(number: str) -> str:
    return f"document {number}: it is a stock count, and nothing says of what."


def no_count(number: str) -> str:
    return f"document {number}: it is no stock count, and something was counted in it."


def entry_of_other_unit(id: int, item: int) -> str:
    return f"count_entry {id}: stock_item {item} is no unit of its part, or not counted as one."


def entry_of_other_part(id: int, number: str) -> str:
    return f"count_entry {id}: {number} counts another part."


def entry_of_no_place(id: int, number: str) -> str:
    return f"count_entry {id}: its place was not begun in {number}."


def entry_replaced(id: int, by: int) -> str:
    return f"count_entry {id}: count_entry {by}, which is to replace it, does not."


def counted_otherwise(number: str, path: str) -> str:
    return f"{number}: what was found at {path} is not as many as its entries say."


def posted_by_other(number: str, reference: str) -> str:
    return f"document {number}: it was posted as {reference}."


def counted_beside(movement: int, number: str) -> str:
    return f"movement {movement}: nobody has counted its place in {number}, which made it."


def moved_unfound(movement: int, number: str) -> str:
    return f"movement {movement}: {number} has moved a unit to where it did not find it."


def stopped() -> str:
    return "The check was stopped before its end."


def label_unclaimed(id: int, number: str) -> str:
    return f"print_job {id}: it waits, but {number} does not name its serial any more."


def label_unreadable(id: int) -> str:
    return f"print_job {id}: what is on it can't be read."
