"""How many serials each group of an entry comes to, worked out before any is made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.serials.groups import Code, Count, Group, Range, Wrong
from kiosk.serials.tokens import Token
from kiosk.wording import serials as wording


@dataclass(frozen=True, slots=True)
class Sized:
    """The groups of an entry, an open one with its number, and how many serials they come to in all."""

    groups: tuple[Group | Wrong, ...]
    total: int


def size(group: Group | Wrong) -> int:
    """How many serials a group comes to; 1 for one that is wrong, as if it were mended."""
    match group:
        case Range():
            return group.size
        case Count(_, int() as more):
            return more + 1
        case _:
            return 1


def sized(tokens: Sequence[Token], groups: Sequence[Group | Wrong], quantity: int) -> Sized:
    """The groups within the quantity: what is larger is wrong, and an open group takes what the others leave."""
    checked: list[Group | Wrong] = []
    opened: int | None = None
    for at, group in enumerate(groups):
        match group:
            case Count(_, None) if opened is not None:
                checked.append(Wrong(Code.INVALID_GROUP, wording.second_open(tokens[at].text, tokens[opened].text)))
            case Count(_, None):
                opened = at
                checked.append(group)
            case _ if size(group) > quantity:
                message = wording.range_exceeds(tokens[at].text, size(group), quantity)
                checked.append(Wrong(Code.RANGE_EXCEEDS_QUANTITY, message))
            case _:
                checked.append(group)
    if opened is not None:
        open_group = checked[opened]
        assert isinstance(open_group, Count)
        others = sum(size(group) for at, group in enumerate(checked) if at != opened)
        checked[opened] = replace(open_group, more=max(quantity - others, 1) - 1)
    return Sized(tuple(checked), sum(map(size, checked)))
