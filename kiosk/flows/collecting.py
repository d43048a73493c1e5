"""Collecting serials one by one: what may come in, and what is said of each.

Scanned and typed serials are taken literally. A scanned code that names something else, such as the label of a shelf
or the part's own EAN, is no serial, whatever the part's scheme would say; whoever has a unit that is called so types
it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kiosk.barcodes import account, lookalike
from kiosk.barcodes.content import Content
from kiosk.barcodes.reading import Found, Meaning, Unknown, Verdict
from kiosk.barcodes.resolve import resolve
from kiosk.flows import clashes, goods
from kiosk.outcome import Outcome, Tone
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.serials import grammar
from kiosk.serials.schemes import COUNTER, PartScheme, SchemeFault
from kiosk.stock import fields
from kiosk.stock.thing import Kind
from kiosk.store import numbering
from kiosk.store import serials as store_serials
from kiosk.store.sql import Db
from kiosk.store.things import thing
from kiosk.wording import clashes as clash_wording
from kiosk.wording import collecting as wording
from kiosk.wording import labelled as label_wording
from kiosk.wording.readings import KINDS

MOST = grammar.MOST  # serials of one entry


@dataclass(frozen=True, slots=True)
class Target:
    """What serials are collected for: the part, None for one that is not stored yet; what they must be unique in; and
    the scheme that they must fit."""

    part: int | None
    scope: int
    scheme: PartScheme = PartScheme()


@dataclass(frozen=True, slots=True)
class Serial:
    """A serial that may come in; of a label with several all of them, and what it `says` of the goods."""

    text: str
    meaning: Meaning | None = None
    more: tuple[str, ...] = ()
    says: Content | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.text, *self.more)


def target(db: Db, part: int) -> Target:
    """Serials for a part that is there."""
    return Target(part, store_serials.scope(db, part), numbering.scheme(db, part))


def scanned(
    db: Db, post: Post, scan: Scan, target: Target, have: Sequence[str], wanted: int | None
) -> Serial | Outcome:
    """The serial that a scan adds to those that are here, or why it doesn't."""
    found = literal(db, post, scan, target, have)
    if isinstance(found, Outcome):
        return found
    told = [typed(db, text, target, have, wanted) for text in found.texts]
    wrong = [one for one in told if isinstance(one, Outcome)]
    if not wrong:
        return (
            found
            if len(have) + len(told) <= MOST
            else Outcome(Tone.NO, found.text, wording.full(MOST), result="refused")
        )
    again = all(one.tone is Tone.AGAIN for one in wrong) and len(wrong) == len(told)
    amiss = wrong[0] if again else next(one for one in wrong if one.tone is not Tone.AGAIN or len(told) > 1)
    return replace(amiss, meaning=found.meaning)


def literal(db: Db, post: Post, scan: Scan, target: Target, have: Collection[str] = ()) -> Serial | Outcome:
    """The text of a scan, unless it is none or names something else; one of those that are here is theirs again."""
    meaning = resolve(db, scan, post.codes)
    content = meaning.tried.content
    by_chance = content is not None and content.by_chance and isinstance(meaning, Unknown)
    if content is not None and not (by_chance and fits(target, scan.text or "")):
        return _labelled(db, meaning, content, target)
    if meaning.tried.labels:
        return _several(meaning)
    if scan.text is None:
        return Outcome(Tone.NO, wording.no_serial(), wording.unreadable(), result="refused", meaning=meaning)
    if isinstance(meaning, Unknown) and scan.text not in have and (wrong := _doubtful(meaning, scan.text, target)):
        return wrong
    if isinstance(meaning, Found) and meaning.thing.kind is not Kind.STOCK_ITEM and scan.text not in have:
        thing = meaning.thing
        if thing.kind is Kind.PART and thing.id == target.part:
            detail = wording.names_own_part(thing.label)
        else:
            detail = wording.names_thing(KINDS[thing.kind], thing.label)
        return Outcome(Tone.NO, wording.no_serial(), detail, result="refused", meaning=meaning)
    return Serial(scan.text, meaning)


def _doubtful(meaning: Unknown, text: str, target: Target) -> Outcome | None:
    """Why a text that nothing has is no serial, unless somebody types it: it names something else, or may do so."""
    tried = meaning.tried
    why = account.invalid(tried)
    if not tried.names:
        strange = lookalike.article(tried.forms) or lookalike.address(text) or account.misread(tried)
        if (not strange and tried.told is None) or fits(target, text):
            return None
        why = f"{why or wording.of_others()} {label_wording.if_serial()}"
    failed = not tried.names and tried.told is not None and tried.told.verdict is Verdict.FAULT
    tone = Tone.FAULT if failed else Tone.NO
    return Outcome(tone, wording.no_serial(), why, result="refused", meaning=meaning)


def fits(target: Target, text: str) -> bool:
    """Whether the part's scheme says that this is a serial; where any text would do for it, it tells nothing."""
    return target.scheme.name != COUNTER and invalid(target, text) is None


def _several(meaning: Meaning) -> Serial | Outcome:
    """Labels of one trigger that name nothing together: serials all of them, or refused whole."""
    from kiosk.barcodes import mixed

    if texts := mixed.only_texts(meaning.tried.labels):
        return Serial(texts[0], meaning, texts[1:])
    why = account.invalid(meaning.tried)
    return Outcome(Tone.NO, wording.no_serial(), why, result="refused", meaning=meaning)


def _labelled(db: Db, meaning: Meaning, content: Content, target: Target) -> Serial | Outcome:
    """The serials that a label of just the part names; a label is never a serial itself."""
    why = goods.not_of(db, meaning, target.part)
    if why and content.by_chance and isinstance(meaning, Unknown):
        why = f"{why} {label_wording.if_serial()}"
    texts = tuple(dict.fromkeys(content.serials))
    if not why and not texts:
        own = None if target.part is None else thing(db, Kind.PART, target.part)
        why = label_wording.no_serial_on("" if own is None else own.label)
    if not why and content.quantity is not None and not content.unit and content.quantity != len(texts):
        why = label_wording.miscounted(content.quantity, len(texts))
    if why:
        return Outcome(Tone.NO, wording.no_serial(), why, result="refused", meaning=meaning)
    return Serial(texts[0], meaning, texts[1:], content)


def typed(db: Db, text: str, target: Target, have: Sequence[str], wanted: int | None) -> Serial | Outcome:
    """The same for a text that was typed."""
    if text in have:
        return Outcome(Tone.AGAIN, text, wording.again(len(have), wanted), result="again")
    if len(have) >= MOST:
        return Outcome(Tone.NO, text, wording.full(MOST), result="refused")
    if refused := invalid(target, text):
        return refused
    if found := clashes.new(db, None, target.scope, (text,)).elsewhere:
        return Outcome(Tone.NO, text, clash_wording.clash(found[text]), result="refused")
    return Serial(text)


def invalid(target: Target, text: str) -> Outcome | None:
    """Why a text can be no serial of the part: what no serial may hold, then what the part's scheme says.

    A scheme that fails is a fault in words; the serial stays out, and all else goes on.
    """
    try:
        fields.serial(text)
        reason = target.scheme.validate(text)
    except ValueError as error:
        return Outcome(Tone.NO, wording.no_serial(), wording.refused(str(error)), result="refused")
    except SchemeFault as fault:
        return Outcome(Tone.FAULT, wording.no_serial(), str(fault), result="refused")
    return Outcome(Tone.NO, text, reason, result="refused") if reason else None


def collected(serial: Serial, have: int, wanted: int | None) -> Outcome:
    """`serial` has come in; there are `have` of them now."""
    text = wording.several(len(serial.texts)) if serial.more else serial.text
    return Outcome(Tone.OK, text, wording.collected(have, wanted), result="collected", meaning=serial.meaning)
