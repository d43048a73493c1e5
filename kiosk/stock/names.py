"""How a thing is called in one line: the label of a `Thing`. Pure; the parts of a label are untrusted text."""


def part_label(number: str, name: str) -> str:
    """`RES-10K · Resistor 10 kΩ`"""
    return f"{number} · {name}" if name else number


def item_label(number: str, serial: str, batch: str, place: str) -> str:
    """`PSU-12 · SN-0042` for a unit; `RES-10K · batch 20261105 · MAIN/A/03` for a quantity in a place."""
    if serial:
        return f"{number} · {serial}"
    what = f"{number} · batch {batch}" if batch else number
    return f"{what} · {place or 'out'}"


def location_label(path: str, name: str) -> str:
    """`MAIN/A/03 · Shelf 3`"""
    return f"{path} · {name}" if name else path


def supplier_part_label(sku: str, partner: str, number: str) -> str:
    """`0805-103 · Acme · RES-10K`"""
    return f"{sku} · {partner} · {number}"
