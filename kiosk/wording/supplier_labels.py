"""What is said of suppliers' labels: the names of their fields, by what rule one was read, what is wrong with it."""

_IDENTIFIERS = {
    "K": "order", "1K": "supplier's order", "2K": "bill of lading", "3K": "supplier's own number", "4K": "order line",
    "10K": "invoice", "11K": "packing list", "14K": "order line", "16K": "delivery note",
    "P": "customer's part number", "1P": "manufacturer's number", "2P": "revision", "3P": "order code",
    "8P": "GTIN", "20P": "additional information", "30P": "order code", "31P": "manufacturer's order number",
    "33P": "bin code", "11P": "CLEI code", "9N": "pharmacy product number",
    "Q": "quantity", "7Q": "quantity with unit", "3Q": "unit", "13Q": "package count", "20T": "number of batches",
    "T": "batch", "1T": "batch", "2T": "second batch", "30T": "batch of the manufacturer",
    "S": "serial", "1S": "supplier's code", "3S": "package", "4S": "package", "5S": "package of mixed goods",
    "12S": "label version", "18S": "unique id", "23S": "MAC address", "25S": "unique id",
    "D": "date", "6D": "date", "9D": "date code", "10D": "date code (year, week)", "11D": "date code (year, week)",
    "14D": "expiry", "16D": "made on", "V": "supplier number", "1V": "manufacturer", "10V": "supplier's place",
    "12V": "DUNS number of the maker", "18V": "manufacturer's code", "21V": "manufacturer",
    "4L": "country of origin", "20L": "place of the first step", "21L": "place of assembly",
    "22L": "country of the wafer", "23L": "country of assembly", "E": "RoHS", "1J": "licence plate",
    "2J": "licence plate", "3J": "licence plate", "4J": "licence plate", "5J": "licence plate", "6J": "licence plate",
    "Z": "moisture level", "1Z": "supplier's own data", "11Z": "DigiKey label type", "12Z": "DigiKey part id",
    "13Z": "DigiKey load id", "14Z": "DigiKey's own data", "15Z": "DigiKey label version", "20Z": "filling",
}  # fmt: skip
_TEXT_IDENTIFIERS = {
    "MFR": "manufacturer's CAGE code", "SPL": "supplier's CAGE code", "SER": "serial", "SEQ": "serial",
    "USN": "universal serial", "PNR": "part number", "PNO": "original part number", "LOT": "batch", "LTN": "batch",
    "UCN": "universal component number", "UID": "unique id", "CAG": "CAGE code",
}  # fmt: skip
_LCSC = {
    "pbn": "picking number", "on": "supplier's order", "pc": "order code", "pm": "manufacturer's number",
    "qty": "quantity", "mc": "customer's part number", "cc": "country of the shop", "pdi": "picking line",
    "hp": "", "wc": "warehouse",
}  # fmt: skip
_TME = {
    "P": "order code", "1P": "manufacturer's number", "Q": "quantity", "4L": "country of origin",
    "K": "supplier's order and line", "PN": "order code", "MPN": "manufacturer's number", "QTY": "quantity",
    "CoO": "country of origin", "PO": "supplier's order and line", "CPO": "order", "MFR": "manufacturer",
    "RoHS": "RoHS", "URL": "page in the shop",
}  # fmt: skip
_RULES = {
    "header": "It begins as ISO/IEC 15434 asks, and its separators are in place.",
    "header_mouser": "It begins as ISO/IEC 15434 asks, but for the misprint of Mouser's labels.",
    "header_mangled": "It begins nearly as ISO/IEC 15434 asks: the scanner dropped or changed a separator.",
    "separators_replaced": "It begins as ISO/IEC 15434 asks; the scanner wrote other characters for its separators.",
    "separators_dropped": "It begins as ISO/IEC 15434 asks, but its separators are gone.",
    "no_header": "The header of ISO/IEC 15434 is gone, but all its elements have identifiers of suppliers' labels.",
    "order_of_fields": "Its separators are gone, but its fields stand in the order that this supplier always prints,"
    " and there is one way only to read them.",
    "keys": "It has the keys that this supplier prints.",
    "identifiers": "Its fields stand in the order that this supplier prints, each with its identifier.",
    "identifiers_packed": "Its fields stand in the order that this supplier prints, and there is one way only to"
    " read them.",
}


def identifier(id: str) -> str:
    """The name of an ANSI MH10.8.2 data identifier; empty for one that isn't used here."""
    return _IDENTIFIERS.get(id, "")


def text_identifier(id: str) -> str:
    return _TEXT_IDENTIFIERS.get(id, "")


def lcsc_key(key: str) -> str:
    return _LCSC.get(key, "")


def tme_key(key: str) -> str:
    return _TME.get(key, "")


def rule(code: str) -> str:
    """Why a code was taken for a supplier's label."""
    return _RULES.get(code, "")


def too_many(elements: int, most: int) -> str:
    return f"It has {elements:,} fields, more than any label: at most {most} are read, so nothing of it is used."


def separators_dropped() -> str:
    return (
        "The separators between its fields were dropped: set the scanner to send control characters (GS, RS, EOT),"
        " or use its serial (COM) mode."
    )


def unknown_format(format: str) -> str:
    return f"A message of format {format}, which isn't read here: 05, 06 and 12 are."


def bad_quantity(text: str) -> str:
    why = "has a comma where a point is due" if "," in text else "is not a number above 0"
    return f"The quantity on it, “{text}”, {why}: enter it by hand."


def unknown_unit(text: str, unit: str) -> str:
    return f"The quantity on it, “{text}”, is in a unit that isn't known here ({unit}): enter it by hand."


def bad_expiry(text: str) -> str:
    return f"The expiry on it, “{text}”, is not a date: enter it by hand."
