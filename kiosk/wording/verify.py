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
