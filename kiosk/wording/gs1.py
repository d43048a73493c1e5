"""What is said of GS1 codes: the names of their elements, why a code is one, what in it can't be used."""

from kiosk.wording.fields import quoted

_RULES = {
    "symbology": "The scanner says that it is a GS1 symbol.",
    "brackets": "It was typed with its identifiers in brackets, as GS1 codes are printed.",
    "separator": "It begins with a GS1 identifier and has the separator FNC1 (GS) in it.",
    "leading": "It begins with 00, 01 or 02 and an SSCC or GTIN with the right check digit, as GS1 codes do.",
}
_NAMES = {
    "00": "SSCC of the pallet or box",
    "01": "GTIN",
    "02": "GTIN of the contents",
    "03": "GTIN of what is made to order",
    "10": "batch",
    "11": "made on",
    "12": "payment due",
    "13": "packed on",
    "15": "best before",
    "16": "sell by",
    "17": "expiry",
    "20": "variant",
    "21": "serial",
    "22": "consumer variant",
    "30": "count",
    "37": "count of the contents",
    "240": "manufacturer's further number",
    "241": "customer's part number",
    "242": "made-to-order variation",
    "243": "packaging component",
    "250": "second serial",
    "251": "reference to source",
    "253": "document",
    "254": "part of the place",
    "400": "customer's order",
    "401": "consignment",
    "402": "shipment",
    "403": "route",
    "410": "ship to (GLN)",
    "411": "bill to (GLN)",
    "412": "bought from (GLN)",
    "413": "ship for (GLN)",
    "414": "place (GLN)",
    "415": "invoiced by (GLN)",
    "416": "place of production (GLN)",
    "417": "party (GLN)",
    "420": "postal code",
    "421": "postal code with country",
    "422": "country of origin",
    "423": "country of first processing",
    "424": "country of processing",
    "425": "country of disassembly",
    "426": "country of all processing",
    "427": "region of origin",
    "7001": "NATO stock number",
    "7003": "expiry, with time",
    "7006": "first frozen on",
    "7007": "harvested on",
    "7020": "refurbishment lot",
    "7240": "protocol",
    "8003": "returnable asset (GRAI)",
    "8004": "asset (GIAI)",
    "8005": "price per unit",
    "8006": "part of an item (ITIP)",
    "8008": "made on, with time",
    "8012": "software version",
    "8018": "service relation",
    "8020": "payment slip",
    "8110": "coupon",
    "8200": "product page",
}
_MEASURES = {
    "310": "net weight in kg",
    "311": "length in m",
    "312": "width in m",
    "313": "depth in m",
    "314": "area in m2",
    "315": "net volume in l",
    "316": "net volume in m3",
    "320": "net weight in lb",
    "330": "gross weight in kg",
    "331": "outer length in m",
    "332": "outer width in m",
    "333": "outer depth in m",
    "334": "outer area in m2",
    "335": "outer volume in l",
    "336": "outer volume in m3",
    "337": "kg per m2",
    "340": "gross weight in lb",
    "356": "net weight in troy ounces",
    "357": "net weight or volume in ounces",
    "360": "net volume in quarts",
    "361": "net volume in US gallons",
    "390": "amount to pay",
    "391": "amount to pay, with currency",
    "392": "price",
    "393": "price, with currency",
    "394": "discount in percent",
    "395": "price per unit",
}
_COMPANY = "company's own"


def rule(rule: str) -> str:
    """Why a code was taken for a GS1 code."""
    return _RULES[rule]


def name(ai: str, title: str) -> str:
    """What an element is called; empty where its identifier is unknown. `title` is what GS1 calls it."""
    if ai in _NAMES:
        return _NAMES[ai]
    if len(ai) == 4 and ai[:3] in _MEASURES:
        return _MEASURES[ai[:3]]
    return _COMPANY if len(ai) == 2 and ai.startswith("9") else title.lower()


def named(ai: str, title: str) -> str:
    """An element in a sentence: its identifier in brackets, and its name where it has one."""
    return f"({ai}) {name(ai, title)}".rstrip()


def wrong_check_digit(element: str, text: str, right: str) -> str:
    return f"{element} {quoted(text)} has a wrong check digit; the last one should be {right}. Scan it again."


def no_date(element: str, text: str) -> str:
    return f"{element} {quoted(text)} is no date, so it is not used."


def wrong_form(element: str, text: str) -> str:
    return f"{element} can't be {quoted(text)}, so it is not used."


def too_long(element: str, text: str) -> str:
    return f"{element} is too long: not used. Set the scanner to send the separator GS (FNC1): {quoted(text)}."


def no_identifier(text: str) -> str:
    return f"{quoted(text)} begins with no known GS1 identifier, so it is not used."


def twice(element: str, first: str, other: str) -> str:
    return f"{element} stands in it twice, as {quoted(first)} and {quoted(other)}; the first is used."


def too_many(most: int, unread: str) -> str:
    return f"Only its first {most} elements were read, not {quoted(unread)}."
