"""A receipt or an issue of one line at once, as scripts want it: drafted and posted in one transaction, or refused.

What a refusal lists has a code for programs:

- of the serials, as `kiosk.serials.grammar` has them: `invalid_quantity`, `empty`, `invalid_group`,
  `range_exceeds_quantity`, `too_many`, `duplicate`, `count_mismatch`, `cannot_count_on`, `taken`, `refused`;
- of what is named: `unknown_part`, `unknown_location`, `unknown_partner`, `invalid_batch`, `invalid_reference`;
- of the stock, as `kiosk.stock.posting` has them: `invalid_quantity`, `serials_required`, `batch_required`,
  `location_required`, `structural_location`, `archived_location`, `archived`, `not_tracked`, `insufficient`,
  `unavailable`, `elsewhere`, `taken`; and `serials_not_tracked` where a part has no serials.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from kiosk.flows import clashes, collecting
from kiosk.flows.documents import posting, serials, units
from kiosk.flows.documents.editing import Editing, at_line
from kiosk.outcome import Outcome
from kiosk.post import Post
from kiosk.serials import grammar
from kiosk.serials.grammar import Errors
from kiosk.serials.tokens import quoted
from kiosk.stock import fields
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import DocKind, Way
from kiosk.stock.documents import Document
from kiosk.stock.posting import Code, Trouble
from kiosk.store import document_lines, documents, locations, numbering, partners, parts
from kiosk.store.parts import StoredPart
from kiosk.store.progress import Told, go_on
from kiosk.store.sql import Db
from kiosk.wording import documents_headless as wording

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to come in or go out. `part` is a number, `location` a path, `partner` a name; empty: not told.

    Serials are typed in short as `pattern`, or they are `serials` that stand as they are, such as lines of a file.
    """

    part: str
    quantity: Decimal
    pattern: str = ""
    serials: Sequence[str] = ()
    batch: str = ""
    expiry: date | None = None
    location: str = ""
    reference: str = ""
    partner: str = ""

    @property
    def named(self) -> bool:
        """Whether serials were given at all."""
        return bool(self.pattern or self.serials)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `group` is what was typed of the serials, where it is about them."""

    code: str
    message: str
    group: str = ""


class Refused(Exception):
    """Nothing of the transaction may be kept. `faults` are all that are wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(fault.message for fault in faults))
        self.faults = tuple(faults)


def receive(db: Db, post: Post, wanted: Wanted, told: Told = go_on) -> Document:
    """Take goods in by a receipt that is posted at once; answers it. Raises Refused, and what `posting.post` does."""
    return _done(db, post, DocKind.RECEIPT, wanted, told)


def issue(db: Db, post: Post, wanted: Wanted, told: Told = go_on) -> Document:
    """Hand goods out by an issue that is posted at once; answers it. Raises as `receive` does."""
    return _done(db, post, DocKind.ISSUE, wanted, told)


def _done(db: Db, post: Post, kind: DocKind, wanted: Wanted, told: Told) -> Document:
    faults: list[Fault] = []
    partner = _found(db, wanted.partner, partners.find, "unknown_partner", wording.unknown_partner, faults)
    place = _found(db, wanted.location, locations.find, "unknown_location", wording.unknown_location, faults)
    faults += _texts(wanted)
    id = parts.find(db, wanted.part)
    part = None if id is None else parts.get(db, id)
    if part is None:
        raise Refused([Fault("unknown_part", wording.unknown_part(wanted.part)), *faults])
    if not quantities.fits(wanted.quantity, quantities.PLACES) or wanted.quantity < 0:
        raise Refused([Fault(Code.QUANTITY, wording.no_quantity()), *faults])
    state = _drafted(db, post, kind, wanted, part, place, partner)
    faults += _serials(db, post, state, wanted, part)
    known = {fault.code for fault in faults}
    faults += [
        _fault(state, trouble)
        for trouble in posting.check(db, post, state)
        if not trouble.warning and not _follows(trouble.code, known, wanted)
    ]
    if faults:
        raise Refused(faults)
    state, outcome = posting.post(db, post, state, told)
    if not state.done or state.document is None:
        raise Refused([Fault(outcome.result, outcome.detail)])
    return state.document


def _found(
    db: Db,
    text: str,
    find: Callable[[Db, str], int | None],
    code: str,
    sentence: Callable[[str], str],
    faults: list[Fault],
) -> int | None:
    """The thing of this name; None where none is told, and where there is none, which is a fault."""
    found = find(db, text) if text else None
    if text and found is None:
        faults.append(Fault(code, sentence(text)))
    return found


def _texts(wanted: Wanted) -> Iterator[Fault]:
    try:
        fields.optional(fields.batch, wanted.batch)
    except ValueError as error:
        yield Fault("invalid_batch", wording.invalid_batch(str(error)))
    try:
        fields.optional_name(wanted.reference)
    except ValueError as error:
        yield Fault("invalid_reference", wording.invalid_reference(str(error)))


def _drafted(
    db: Db, post: Post, kind: DocKind, wanted: Wanted, part: StoredPart, place: int | None, partner: int | None
) -> Editing:
    """A draft with one line. Texts that can't be kept are left out: they are told, and all is given up."""
    reference = wanted.reference if len(wanted.reference) <= fields.NAME else ""
    document = documents.create(db, post, kind, partner=partner, reference=reference)
    values = {
        "quantity": document_lines.amount(wanted.quantity),
        "said": 1,
        "batch": wanted.batch if 0 < len(wanted.batch) <= fields.CODE else None,
        "expiry": None if wanted.expiry is None else wanted.expiry.isoformat(),
        "location_id": place,
    }
    line = document_lines.add(db, document, part.id, values)
    return at_line(db, Editing(documents.get(db, document)), line)


def _serials(db: Db, post: Post, state: Editing, wanted: Wanted, part: StoredPart) -> Iterator[Fault]:
    """Names the serials on the draft's line; answers what is wrong with them, and names none then."""
    document, line = state.document, state.line
    assert document is not None
    assert line is not None
    if not line.tracking.serial:
        if wanted.named:
            yield Fault("serials_not_tracked", wording.no_serials(part.part.number))
        return
    if not wanted.named or wanted.quantity <= 0:
        return
    if wanted.quantity != int(wanted.quantity):
        return  # which is told of the line
    comes_in = document.way is Way.IN
    found = _expanded(db, document, wanted, part, comes_in=comes_in)
    if isinstance(found, Errors):
        yield from (Fault(error.code.value, error.message, error.group) for error in found.errors)
        return
    if not comes_in:
        wrong = units.refusals(db, post, state, line, found.serials)
        if wrong:
            yield from (
                Fault(Code.UNAVAILABLE.value, wording.unavailable(serial, wrong[serial]), serial)
                for serial in found.serials
                if serial in wrong
            )
            return
    take: Callable[..., tuple[Editing, Outcome]] = serials.take if comes_in else units.several
    _, outcome = take(db, post, state, found.serials)
    if outcome.result != "collected":
        yield Fault("refused", outcome.detail)


def _expanded(
    db: Db, document: Document, wanted: Wanted, part: StoredPart, *, comes_in: bool
) -> "grammar.Expanded | Errors":
    """The serials, as many as the quantity says."""
    target = collecting.target(db, part.id)

    def taken(texts: Sequence[str]) -> Mapping[str, str]:
        return clashes.new(db, document, target.scope, texts).elsewhere if comes_in else {}

    return grammar.expand(
        wanted.pattern or "\n".join(map(quoted, wanted.serials)),
        int(wanted.quantity),
        scheme=target.scheme if comes_in else None,
        latest=lambda: numbering.latest(db, part.id, target.scheme),
        taken=taken,
    )


def _fault(state: Editing, trouble: Trouble) -> Fault:
    """What keeps it from being posted, with the option that mends it: here is no line to scan anything for."""
    assert state.line is not None
    return Fault(trouble.code.value, wording.lacking(trouble.code, state.line) or trouble.text)


def _follows(code: Code, told: set[str], wanted: Wanted) -> bool:
    """Whether something is wrong only because something that is told already is."""
    match code:
        case Code.NO_PLACE:
            return "unknown_location" in told
        case Code.BATCH:
            return "invalid_batch" in told
        case Code.NO_SERIALS | Code.COUNT:
            return wanted.named
        case _:
            return False
