"""What the columns of stock and of movements are, for whoever fills in or reads such a file."""

STOCK = {
    "uid": "identifies the item in every store; export writes it, leave it empty for a new item",
    "part": "number of the part",
    "location": "path of the place; empty for what is out (sold, in_repair, repair_done, lost, scrapped)",
    "quantity": "in the part's unit, more than 0; 1 for a unit with a serial, where it may be left empty",
    "serial": "of one unit, which has a row of its own",
    "batch": "batch code",
    "expiry": "date such as 2027-03-31",
    "status": "in_stock (also when empty), quarantined, sold, in_repair, repair_done, returned, defective, lost or"
    " scrapped",
    "warranty_until": "date such as 2027-03-31",
    "notes": "free text",
    "partner": "name of the supplier it came from",
    "sku": "what that supplier calls the part",
}

MOVEMENT = {
    "station": "name of the station that wrote the entry",
    "seq": "number of the entry among that station's",
    "uid": "identifies the entry in every store",
    "run_started": "when that start of the station was",
    "os_user": "who started it, as the system says",
    "tty": "terminal of that start",
    "ssh_client": "where it was logged in from",
    "version": "of Kiosk",
    "pid": "process of that start",
    "operation": "identifies the act that the entry belongs to",
    "operation_seq": "number of the act among that station's",
    "kind": "of the act: opening, import, initial, adjust, move, status, edit, serialise, undo, posting, reversal",
    "operator": "who did it",
    "at": "when it was done, such as 2027-03-31T08:00:00Z",
    "recorded_at": "when the store wrote it",
    "reference": "of the act: a document or a file",
    "operation_note": "note of the act",
    "operation_reverses": "the act that this one takes back, as station:number",
    "item": "uid of the stock item",
    "part": "number of the item's part",
    "serial": "of the item",
    "batch": "of the item when it was new",
    "expiry": "of the item when it was new",
    "warranty_until": "of the item when it was new",
    "notes": "of the item when it was new",
    "partner": "name of the supplier the item came from",
    "sku": "what that supplier calls the part",
    "from": "path of the place before; empty when it was out, or not there yet",
    "to": "path of the place after; empty when it is out",
    "quantity_before": "in the part's unit",
    "quantity_after": "in the part's unit",
    "status_before": "empty when the item was new",
    "status_after": "see stock; void after the reversal of a receipt",
    "fields": "other columns of the item that changed, as JSON: name, before, after",
    "note": "note of the entry",
    "reverses": "the entry that this one takes back, as station:number",
}


def stock_about() -> str:
    return (
        "stock with its places, batches and states, one row for each unit with a serial. Rows are matched by uid, by"
        " serial, or by all that tells stock apart. To take its history along, import movements before it"
    )


def movements_about() -> str:
    return (
        "the ledger: every change of stock. Restores the history of a shop; a whole shop is restored in the order"
        " locations, parts, partners, supplier-parts, movements, stock, barcodes, external-ids, journal"
    )
