"""Several labels that were read at one trigger, sorted by what each can be: the part, its serials, a batch, the rest.

Pure. Each label has been resolved by itself before; what is known of the part comes from the store through the
resolver. All labels have to fit together: a read of which one can't be sorted is refused whole, never half used.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from kiosk.barcodes import commands
from kiosk.barcodes.content import Content, Field, Language
from kiosk.barcodes.reading import Found, Match, Meaning, Reader, first_step
from kiosk.stock.quantity import UNIT
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.wording import mixed as wording

T = TypeVar("T")
Named = tuple[Kind, int]  # a thing without its label

_BY_TEXT = frozenset({Reader.SERIAL, Reader.BATCH})  # another part's serial says nothing: it may be this one's, too


class Role(StrEnum):
    """What a label is among those that it was read with."""

    PART = "part"
    UNIT = "unit"  # a stock item of the part, by a code of its own
    SERIAL = "serial"
    BATCH = "batch"
    SAYS = "says"  # something of the goods, without naming them
    UNKNOWN = "unknown"  # a text that nothing has, where it is not known which part it could be of
    STRANGE = "strange"


class Read(NamedTuple):
    """One label and what it means by itself. `matches` are those of the step that won."""

    raw: bytes
    symbology: str
    meaning: Meaning

    @property
    def matches(self) -> tuple[Match, ...]:
        return first_step(self.meaning.tried.matches)

    @property
    def content(self) -> Content | None:
        return self.meaning.tried.content

    @property
    def text(self) -> str | None:
        return self.meaning.tried.forms.text

    @property
    def is_text(self) -> bool:
        """Whether it is of interest only as a text: nothing has it, or it is a serial or a batch of whatever part."""
        return self.content is None and all(match.reader in _BY_TEXT for match in self.matches)


class Sorted(NamedTuple):
    """What a label was taken for; `why` is a sentence where it doesn't fit the others."""

    read: Read
    role: Role
    why: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """The part that the labels are of. `wrong` says why a text can't be a serial of it, empty where it can;
    `masked`: not just any text can. `units` are units that there are, by serial."""

    part: Thing
    tracking: Tracking
    wrong: Callable[[str], str]
    masked: bool
    units: Mapping[str, Thing]


@dataclass(frozen=True, slots=True)
class Sorting:
    """What all labels of a read come to: a thing, how much of it in millionths, and what they say of it.

    `thing` is None where they don't fit together; `fault` says why.
    """

    labels: tuple[Sorted, ...]
    fault: str = ""
    thing: Thing | None = None
    pack: int = UNIT
    content: Content | None = None


class _Fault(Exception):
    """The labels contradict each other; `str()` is the sentence."""


def agreed(reads: Sequence[Read], parts: Mapping[Named, Thing]) -> Thing | str:
    """The one part that the labels name; where there is none, or more than one, the sentence that says so.

    `parts` has the part of each thing that a label matches. Where none names a part, a known serial gives it away.
    """
    for strong in (True, False):
        named = {
            part.id: part
            for read in reads
            if read.is_text is not strong and isinstance(read.meaning, Found)
            for part in _parts(read, parts)
        }
        if len(named) == 1:
            return named.popitem()[1]
        if named:
            return wording.several_parts([part.label for part in named.values()])
    return wording.no_part()


def texts(reads: Sequence[Read]) -> tuple[str, ...]:
    """What may be serials among the labels."""
    return tuple(read.text for read in reads if read.is_text and read.text)


def only_texts(labels: Sequence[Sorted]) -> tuple[str, ...]:
    """The texts of labels that name nothing together, where each may be a serial; none where one is anything else.

    What work is going on knows of which part they are.
    """
    found = [
        each.read.text
        for each in labels
        if each.role is not Role.STRANGE and each.read.is_text and each.read.meaning.tried.forms.gtin14 is None
    ]
    return tuple(filter(None, found)) if len(found) == len(labels) else ()


def sort(reads: Sequence[Read], goods: Goods | str, parts: Mapping[Named, Thing], prefix: str) -> Sorting:
    """What the labels come to; `goods` is a sentence where they name no part together."""
    if isinstance(goods, str):
        alone = tuple(Sorted(read, *_alone(read, parts, prefix)) for read in reads)
        return Sorting(alone, next((each.why for each in alone if each.why), goods))
    labels = tuple(Sorted(read, *_role(read, goods, parts, prefix)) for read in reads)
    if strange := [each.why for each in labels if each.role is Role.STRANGE]:
        return Sorting(labels, strange[0])
    try:
        return _together(labels, goods)
    except _Fault as fault:
        return Sorting(labels, str(fault))


def _alone(read: Read, parts: Mapping[Named, Thing], prefix: str) -> tuple[Role, str]:
    """What a label is where it is not known which part it should be of."""
    if why := _never(read, parts, prefix):
        return Role.STRANGE, why
    if any(match.thing.kind in (Kind.PART, Kind.SUPPLIER_PART) for match in read.matches):
        return Role.PART, ""
    if read.matches:
        return Role.UNIT, ""
    return (Role.UNKNOWN if read.content is None else Role.SAYS), ""


def _never(read: Read, parts: Mapping[Named, Thing], prefix: str) -> str:
    """Why a label can't be read with others whatever they are; empty where it can."""
    forms = read.meaning.tried.forms
    if commands.read(read.raw, prefix) is not None:
        return wording.command()
    if read.matches:
        return "" if _parts(read, parts) else wording.no_goods(read.matches[0].thing.label)
    if read.text is None:
        return wording.not_text()
    return wording.no_such_code(read.text) if forms.own or forms.foreign else ""


def _role(read: Read, goods: Goods, parts: Mapping[Named, Thing], prefix: str) -> tuple[Role, str]:
    if why := _never(read, parts, prefix):
        return Role.STRANGE, why
    if read.is_text:
        return _text_role(read, read.text or "", goods, parts)
    if read.matches:
        return _named_role(read, goods, parts)
    content = read.content
    if content is not None and content.names:
        return Role.STRANGE, wording.unknown_goods()
    return Role.SAYS, ""


def _named_role(read: Read, goods: Goods, parts: Mapping[Named, Thing]) -> tuple[Role, str]:
    here = _of_part(read, goods.part, parts)
    if not here:
        return Role.STRANGE, wording.other_part(read.matches[0].thing.label)
    if len(here) > 1:
        return Role.STRANGE, wording.ambiguous(len(here))
    return (Role.UNIT if here[0].kind is Kind.STOCK_ITEM else Role.PART), ""


def _text_role(read: Read, text: str, goods: Goods, parts: Mapping[Named, Thing]) -> tuple[Role, str]:
    """What a text is by what the part has already; else by what its stock must carry and its serials look like."""
    if text in goods.units:
        return Role.SERIAL, ""
    if any(match.reader is Reader.BATCH and _part(match.thing, parts) == goods.part.id for match in read.matches):
        return Role.BATCH, ""
    if read.meaning.tried.forms.gtin14 and not goods.masked:  # any text would do as a serial, but this is an article's
        return Role.STRANGE, wording.unknown_gtin(text)
    match goods.tracking:
        case Tracking.NONE:
            role, why = Role.STRANGE, wording.neither(text, goods.part.label)
        case Tracking.BATCH:
            role, why = Role.BATCH, ""
        case Tracking.SERIAL:
            wrong = goods.wrong(text)
            role, why = (Role.STRANGE, wording.no_serial(text, wrong)) if wrong else (Role.SERIAL, "")
        case Tracking.BOTH if goods.masked:
            role, why = (Role.BATCH if goods.wrong(text) else Role.SERIAL), ""
        case Tracking.BOTH:
            role, why = Role.STRANGE, wording.serial_or_batch(text)
    return role, why


def _together(labels: Sequence[Sorted], goods: Goods) -> Sorting:
    """What labels of one part come to. Raises _Fault where they contradict each other."""
    contents = [each.read.content for each in labels if each.read.content is not None]
    told = dict.fromkeys(_texts(labels, Role.SERIAL))
    serials = (*told, *(one for content in contents for one in content.serials if one not in told))
    batch = _one(
        wording.batches, [*_texts(labels, Role.BATCH), *(content.batch for content in contents if content.batch)]
    )
    expiry = _one(wording.expiries, [content.expiry for content in contents if content.expiry])
    quantity = _one(
        wording.quantities, [(content.quantity, content.unit) for content in contents if content.quantity is not None]
    )
    content = Content(
        language=Language.MIXED,
        rule="one_trigger",
        fields=tuple(Field(str(number), wording.role(each.role), _said(each)) for number, each in enumerate(labels, 1)),
        batch=batch or "",
        serials=tuple(dict.fromkeys(serials)),
        expiry=expiry,
        quantity=quantity[0] if quantity else None,
        unit=quantity[1] if quantity else "",
        date_code=_first(content.date_code for content in contents),
        order=_first(content.order for content in contents),
        supplier_order=_first(content.supplier_order for content in contents),
        delivery=_first(content.delivery for content in contents),
        supplier=_first(content.supplier for content in contents),
        faults=tuple(fault for content in contents for fault in content.faults),
    )
    thing = _thing(labels, goods, content)
    pack = _pack(labels)
    if len(content.serials) > 1 and pack == UNIT:
        pack = len(content.serials) * UNIT
    return Sorting(tuple(labels), thing=thing, pack=pack, content=content)


def _thing(labels: Sequence[Sorted], goods: Goods, content: Content) -> Thing:
    """The unit, where they name one; else the part, or what its supplier calls it."""
    named = [thing for each in labels for thing in _found(each)]
    units = {thing.id: thing for thing in named if thing.kind is Kind.STOCK_ITEM}
    known = [goods.units[serial] for serial in content.serials if serial in goods.units]
    if len(content.serials) == 1 or not content.serials:
        units |= {thing.id: thing for thing in known}
        if len(units) > 1:
            raise _Fault(wording.several_units())
        if units:
            return units.popitem()[1]
    elif units:
        raise _Fault(wording.several_units())
    supplied = [thing for thing in named if thing.kind is Kind.SUPPLIER_PART]
    return supplied[0] if supplied else goods.part


def _found(each: Sorted) -> tuple[Thing, ...]:
    meaning = each.read.meaning
    return (meaning.thing,) if isinstance(meaning, Found) and each.role in (Role.PART, Role.UNIT) else ()


def _pack(labels: Sequence[Sorted]) -> int:
    """How much it is in all: what one label says beyond a single piece. Raises _Fault where two say different."""
    packs = {each.read.meaning.pack for each in labels if isinstance(each.read.meaning, Found)} - {UNIT}
    if len(packs) > 1:
        raise _Fault(wording.quantities())
    return packs.pop() if packs else UNIT


def _one(fault: Callable[[], str], told: Collection[T]) -> T | None:
    """What all that say it agree on, None where none does."""
    different = dict.fromkeys(told)
    if len(different) > 1:
        raise _Fault(fault())
    return next(iter(different), None)


def _first(told: Iterator[str]) -> str:
    return next((text for text in told if text), "")


def _texts(labels: Sequence[Sorted], role: Role) -> tuple[str, ...]:
    return tuple(each.read.text or "" for each in labels if each.role is role)


def _said(each: Sorted) -> str:
    return each.read.text or each.read.raw.decode("utf-8", "backslashreplace")


def _part(thing: Thing, parts: Mapping[Named, Thing]) -> int | None:
    part = parts.get((thing.kind, thing.id))
    return None if part is None else part.id


def _parts(read: Read, parts: Mapping[Named, Thing]) -> list[Thing]:
    found = [parts[match.thing.kind, match.thing.id] for match in read.matches if _part(match.thing, parts) is not None]
    if isinstance(read.meaning, Found):  # the unit of a part that a code names with its serial
        thing = read.meaning.thing
        found += [parts[thing.kind, thing.id]] if (thing.kind, thing.id) in parts else []
    return found


def _of_part(read: Read, part: Thing, parts: Mapping[Named, Thing]) -> list[Thing]:
    """The different things of this part among those that the label means."""
    things = [read.meaning.thing] if isinstance(read.meaning, Found) else [match.thing for match in read.matches]
    return [thing for thing in dict.fromkeys(things) if _part(thing, parts) == part.id]
