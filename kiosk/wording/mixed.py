"""Several labels read at one trigger: what each was taken for, and why some can't be taken together."""

from collections.abc import Sequence

_ROLES = {
    "part": "part",
    "unit": "stock item",
    "serial": "serial number",
    "batch": "batch",
    "says": "says more of it",
    "unknown": "nothing has it",
    "strange": "doesn't fit",
}
_ALONE = "Scan the labels one by one."


def role(role: str) -> str:
    return _ROLES[role]


def no_part() -> str:
    return f"None of the labels read together names a part or a unit that is known here. {_ALONE}"


def several_parts(labels: Sequence[str]) -> str:
    return f"The labels read together are of different parts: {'; '.join(labels)}. {_ALONE}"


def other_part(label: str) -> str:
    return f"One of the labels read together is of something else: {label}. {_ALONE}"


def no_goods(label: str) -> str:
    return f"{label} was read together with other labels. Scan it by itself."


def command() -> str:
    return "A command code was read together with other labels. Scan it by itself."


def not_text() -> str:
    return f"One of the labels read together is not readable as text. {_ALONE}"


def no_such_code(code: str) -> str:
    return f"Nothing here has the code {code}, which was read together with other labels. {_ALONE}"


def unknown_goods() -> str:
    return f"One of the labels read together names goods that are not known here. {_ALONE}"


def unknown_gtin(code: str) -> str:
    return f"{code}, read together with other labels, is a GTIN that isn't assigned to anything. {_ALONE}"


def ambiguous(count: int) -> str:
    return f"One of the labels read together means {count} things. {_ALONE}"


def neither(code: str, part: str) -> str:
    return f"{code} was read together with {part}, which has neither serial numbers nor batches. {_ALONE}"


def serial_or_batch(code: str) -> str:
    return f"{code} may be a serial number or a batch. A serial mask for the part tells them apart. {_ALONE}"


def no_serial(code: str, why: str) -> str:
    return f"{code} can't be a serial number of the part: {why} {_ALONE}"


def several_units() -> str:
    return f"The labels read together are of different units. {_ALONE}"


def batches() -> str:
    return f"The labels read together have different batches. {_ALONE}"


def expiries() -> str:
    return f"The labels read together have different expiry dates. {_ALONE}"


def quantities() -> str:
    return f"The labels read together say different quantities. {_ALONE}"
