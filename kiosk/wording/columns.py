"""What the kinds of imports and exports are, and what each of their columns holds: for the README and `--columns`."""

from collections.abc import Mapping

ARCHIVED = "yes or no (empty): taken out of lists, kept for its history"
RAW_HEX = "the bytes of the code in hexadecimal, exact; counts where it is not empty"
CODE = "the code as text; counts where raw_hex is empty"


def parts() -> str:
    return "the catalogue, one row for each part; known by number"


def locations() -> str:
    return "places, one row each; known by path"


def partners() -> str:
    return "suppliers, manufacturers and customers; known by name"


def supplier_parts() -> str:
    return "how partners name parts; known by partner and sku"


def barcodes() -> str:
    return "codes that are assigned to things, and those that were; known by the code"


def external_ids() -> str:
    return "what other systems call things; known by source, foreign_kind and foreign_id"


def journal() -> str:
    return "every scan; known by station and seq, and only ever added to"


def of_parts() -> Mapping[str, str]:
    return {
        "number": "the part's own number (SKU), up to 100 characters",
        "name": "what it is called",
        "description": "text of any length up to 10,000 characters",
        "unit": "what it is counted in; empty is pcs",
        "decimals": "0 (empty) to 6 decimals in its quantities",
        "variant_of": "the number of the part that it is a variant of; may stand further down",
        "track_stock": "yes (empty) or no: whether stock of it is kept",
        "tracking": "none (empty), batch, serial or batch+serial: what its stock must carry",
        "default_location": "the path of the place where it is put",
        "minimum": "how much there should be at least",
        "warranty_months": "0 to 1,200",
        "serial_scheme": "counter (empty), mask, or the name of a plugin: what decides on its serials",
        "serial_mask": "what serials look like with the scheme mask, such as SN-{digits 6}",
        "archived": ARCHIVED,
    }


def of_locations() -> Mapping[str, str]:
    return {
        "path": "codes from the first level down, joined by /, such as MAIN/A/03; rows in any order",
        "name": "what it is called; may be empty",
        "structural": "yes or no (empty): holds other places only, no stock",
        "archived": ARCHIVED,
    }


def of_partners() -> Mapping[str, str]:
    return {"name": "up to 200 characters", "archived": ARCHIVED}


def of_supplier_parts() -> Mapping[str, str]:
    return {
        "partner": "the partner's name",
        "sku": "how the partner names it, up to 100 characters",
        "part": "the number of the part",
        "manufacturer_number": "the manufacturer's part number",
        "pack": "what one pack holds, in the part's unit; empty is 1",
        "archived": ARCHIVED,
    }


def of_things() -> Mapping[str, str]:
    """The columns that say which thing a row is about."""
    return {
        "kind": "what it names: part, stock_item, location or supplier_part",
        "part": "the number of the part, or of the unit's part",
        "serial": "the serial of the unit",
        "location": "the path of the location",
        "partner": "the partner of the supplier part",
        "sku": "the sku of the supplier part",
        "uid": "the stock item's identifier, for stock without a serial",
    }


def of_barcodes() -> Mapping[str, str]:
    return {
        "code": CODE,
        "raw_hex": RAW_HEX,
        "pack": "how much one scan of it stands for; empty is 1",
        "assigned_by": "who assigned it; empty is who imports it",
        "assigned_at": "when, such as 2027-03-31T08:00:00Z; empty is now",
        "unassigned_by": "who took it back",
        "unassigned_at": "when it was taken back; a row with it is history",
    }


def of_external_ids() -> Mapping[str, str]:
    return {
        "source": "the other system",
        "foreign_kind": "what it calls this kind of thing; may be empty",
        "foreign_id": "its identifier there",
    }


def of_journal() -> Mapping[str, str]:
    return {
        "scan_uid": "the row's identifier, 32 hexadecimal digits",
        "station": "the name of the station",
        "seq": "the number of the row at its station, from 1",
        "run_started": "when the station was started, such as 2027-03-31T08:00:00Z",
        "os_user": "the system user of that start",
        "tty": "its terminal",
        "ssh_client": "where it came in from",
        "version": "of Kiosk",
        "pid": "its process",
        "device": "the scanner",
        "device_seq": "the number of the scan at its scanner",
        "operator": "who scanned",
        "screen": "the screen on top",
        "scanned_at": "when, by the station's clock, such as 2027-03-31T08:00:00Z",
        "recorded_at": "when it was stored, by the store's clock",
        "code": CODE,
        "raw_hex": RAW_HEX,
        "symbology": "the AIM symbology identifier",
        "typed": "yes or no: typed in place of scanned",
        "result": "what it led to",
        "tone": "how that was shown: ok, again, ask, no or fault",
        **of_things(),
        "kind": "what it named: part, stock_item, location, supplier_part; empty for nothing",
    }
