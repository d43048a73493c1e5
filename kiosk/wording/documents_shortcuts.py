"""What is said when a document is begun from a part or a unit."""

from kiosk.stock.document_kinds import DocKind
from kiosk.wording.documents import kind as kind_of


def not_begun(kind: DocKind) -> str:
    told = kind_of(kind)
    return f"No {told[:1].lower()}{told[1:]}"


def bad_part(why: str) -> str:
    return f"This part {why}."


def gone() -> str:
    return "It is not in the store any more. Go back and look it up again."


def restock_help(kind: DocKind, label: str, serials: bool) -> str:
    how = "Scan its serials, or type how many." if serials else "Scan it piece by piece, or type how many."
    return f"{kind_of(kind)} of {label}. {how}"


def received_new_help(kind: DocKind, label: str, serial: str) -> str:
    return f"{kind_of(kind)} of {label} with the serial {serial}. Scan more, or post it."


def no_serial_help(kind: DocKind, label: str, code: str) -> str:
    return f"{kind_of(kind)} of {label}, which has no serials: {code} is not kept. Type how many."


def serial_refused_help(kind: DocKind, label: str, why: str) -> str:
    return f"{kind_of(kind)} of {label} begun, without the code: {why}"


def label_refused_help(kind: DocKind, label: str, why: str) -> str:
    return f"{kind_of(kind)} of {label} begun, without the label: {why}"


def unit_help(kind: DocKind, label: str) -> str:
    return f"{kind_of(kind)} with {label}. Scan more, or post it."


def loose_help(kind: DocKind, label: str) -> str:
    return f"{kind_of(kind)} of {label}. Type how many."


def loose_out(label: str, place: str) -> str:
    return f"{label} is not on hand{f' in {place}' if place else ''}, so nothing of it can go out."
