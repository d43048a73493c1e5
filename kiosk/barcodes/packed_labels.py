"""Labels whose separators a scanner has dropped, for the few suppliers that always print the same fields in one order.

Pure. Such a label is read only if there is exactly one way to do so: where there are two, nobody may guess.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_LONGEST = 400  # characters, padding aside
_TRIES = 1500  # a label takes some hundred


class _Slot(NamedTuple):
    """A data identifier and the form of its value; `needed` if the supplier never leaves it out."""

    id: str
    value: re.Pattern[str]
    needed: bool = True


class _Budget:
    """How many ends of values may still be tried."""

    def __init__(self) -> None:
        self.left = _TRIES


def _slots(*slots: tuple[str, str] | tuple[str, str, bool]) -> tuple[_Slot, ...]:
    return tuple(_Slot(slot[0], re.compile(slot[1]), *slot[2:]) for slot in slots)


_DIGIKEY_TAIL = (
    ("K", r".{0,40}"), ("1K", r"\d{7,9}"), ("10K", r"\d{7,10}"), ("9D", r"[0-9./-]{4,10}", False),
    ("1T", r"[^ ]{1,25}", False), ("11K", r"\d{1,2}"), ("4L", r"(?:[A-Z]{2})?"), ("Q", r"\d{1,7}"),
    ("11Z", r"[A-Z]*", False), ("12Z", r"\d{1,9}", False), ("13Z", r"\d{1,7}", False), ("20Z", r"0*", False),
)  # fmt: skip
_DIGIKEY = _slots(("P", r".{0,40}"), ("1P", r".{1,40}"), ("30P", r".{1,40}-ND"), *_DIGIKEY_TAIL)
_DIGIKEY_OLD = _slots(("P", r".{0,40}"), ("1P", r".{1,40}"), *_DIGIKEY_TAIL)
_MOUSER_TAIL = (("Q", r"\d{1,7}"), ("11K", r"\d{9}"), ("4L", r"[A-Z]{2}", False), ("1V", r".{1,40}", False))
_MOUSER = tuple(_slots(("K", r".{0,30}"), ("14K", r"\d{3}"), (part, r".{1,40}"), *_MOUSER_TAIL) for part in ("1P", "P"))
_TME = _slots(("P", r".{1,40}"), ("1P", r".{1,40}"), ("Q", r"\d{1,7}"), ("4L", r"[A-Z]{2}", False),
              ("K", r"\d{7,9}(?:/\d{1,3})?"))  # fmt: skip


def elements(packed: str) -> tuple[str, ...]:
    """The elements of a DigiKey or Mouser label behind its header; none where they can't be told apart for certain."""
    forms = (_DIGIKEY,) if "30P" in packed else (_DIGIKEY_OLD,)
    return _only(packed, forms if packed.startswith("P") else _MOUSER)


def tme(text: str) -> tuple[str, ...]:
    """The same of a TME label."""
    return _only(text, (_TME,))


def _only(text: str, forms: tuple[tuple[_Slot, ...], ...]) -> tuple[str, ...]:
    if len(text.rstrip("0")) > _LONGEST:
        return ()
    budget = _Budget()
    found = [way for form in forms for way in islice(_ways(text, 0, form, budget), 2)]
    return found[0] if len(found) == 1 and budget.left > 0 else ()


def _ways(text: str, at: int, slots: tuple[_Slot, ...], budget: _Budget) -> Iterator[tuple[str, ...]]:
    """All ways to read the text from a place on as these fields."""
    if not slots:
        if at == len(text):
            yield ()
        return
    slot, others = slots[0], slots[1:]
    if not slot.needed:
        yield from _ways(text, at, others, budget)
    if not text.startswith(slot.id, at):
        return
    start = at + len(slot.id)
    longest = slot.value.match(text, start)
    for end in range(start, (longest.end() if longest else start - 1) + 1):
        budget.left -= 1
        if budget.left < 0:
            return
        if slot.value.fullmatch(text, start, end):
            for rest in _ways(text, end, others, budget):
                yield text[at:end], *rest
