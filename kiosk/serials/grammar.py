"""Serials written in short: `10-15`, `SN-1+4`, `~+5`; what a typed text stands for, or all that is wrong with it.

For typed text only: what is scanned, pasted or read from a file is literal. Asks its caller what stock has, and the
part's scheme what is valid and what comes next. However the text is made, the work is bounded: sizes are worked out
before anything is counted, and no entry comes to more than `MOST` serials.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kiosk.serials.counting import following
from kiosk.serials.groups import Code, Count, Group, Literal, Range, UpTo, Wrong, read, span
from kiosk.serials.schemes import PartScheme, SchemeFault
from kiosk.serials.sizes import size, sized
from kiosk.serials.tokens import Token, control_character, tokens
from kiosk.serials.upcoming import Latest, Taken, Upcoming
from kiosk.wording import serials as wording

MOST = 10_000  # serials of one entry
_SHOWN = 100  # characters of a group that an error names


@dataclass(frozen=True, slots=True)
class GrammarError:
    """One thing that is wrong: a code for programs, the group, a sentence that says what to do.

    `group` is as it was typed, a long one by its beginning; empty where it is the entry as a whole. `fault`: the
    part's scheme failed, which is no mistake of the operator's.
    """

    code: Code
    group: str
    message: str
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Expanded:
    """The serials that an entry stands for, in its order, none twice."""

    serials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Errors:
    """All that is wrong with an entry, in the order of its groups."""

    errors: tuple[GrammarError, ...]


def no_latest() -> str | None:
    """For a part without serials."""
    return None


def none_taken(serials: Sequence[str]) -> Mapping[str, str]:
    """For an entry that is compared with no stock."""
    return {}


def expand(
    text: str,
    quantity: int,
    *,
    exact: bool = True,
    scheme: PartScheme | None = None,
    latest: Latest = no_latest,
    taken: Taken = none_taken,
) -> Expanded | Errors:
    """The serials that `text` stands for.

    `quantity` is how many are wanted; where not `exact`, as in a collector, there may be fewer. `latest` is asked,
    once and only for a `~`, for the serial to count on from. `taken` gets many serials at a time and answers those
    that can't be entered, each with where it is, in words; for `~` it may be asked some ten times. Raises nothing
    but what these two do.
    """
    if not 1 <= quantity <= MOST:
        return _whole(Code.INVALID_QUANTITY, wording.invalid_quantity(quantity, MOST))
    if char := control_character(text):
        return Errors((GrammarError(Code.REFUSED, _shown(text), wording.control_character(char)),))
    found = list(islice(tokens(text), MOST + 1))
    if not found:
        return _whole(Code.EMPTY, wording.empty())
    upcoming = Upcoming(scheme or PartScheme(), latest)
    try:
        return _expanded(found, quantity, upcoming, exact=exact, taken=taken)
    except SchemeFault as fault:
        return _whole(Code.CANNOT_COUNT_ON, str(fault), fault=True)


def _expanded(
    found: Sequence[Token], quantity: int, upcoming: Upcoming, *, exact: bool, taken: Taken
) -> Expanded | Errors:
    entry = sized(found, [_resolved(token, upcoming) for token in found], quantity)
    too_many = entry.total > MOST
    named = [
        group if isinstance(group, Wrong) else () if too_many else _named(group, upcoming.scheme)
        for group in entry.groups
    ]
    errors = _wrong(found, named)
    if too_many:
        errors.append(GrammarError(Code.TOO_MANY, "", wording.too_many(MOST)))
    if errors:
        return Errors(tuple(errors))
    if entry.total > quantity or (exact and entry.total < quantity):
        return _whole(Code.COUNT_MISMATCH, wording.count_mismatch(entry.total, quantity, exact=exact))
    serials = [serials for serials in named if not isinstance(serials, Wrong)]
    nexts = [at for at, group in enumerate(entry.groups) if isinstance(group, Count) and group.start is None]
    wanted = sum(size(entry.groups[at]) for at in nexts)
    free = upcoming.free(wanted, {serial for group in serials for serial in group}, taken)
    if len(free) < wanted:
        message = wording.no_more(free[-1] if free else upcoming.latest)
        return Errors((GrammarError(Code.CANNOT_COUNT_ON, _shown(found[nexts[0]].raw), message),))
    given = iter(free)
    for at in nexts:
        serials[at] = tuple(islice(given, size(entry.groups[at])))
    return _checked(found, serials, upcoming.scheme, taken)


def _resolved(token: Token, upcoming: Upcoming) -> Group | Wrong:
    """What a group stands for; a range from `~` with both of its ends."""
    group = read(token)
    match group:
        case UpTo() | Count(None) if upcoming.first() is None:
            return Wrong(Code.CANNOT_COUNT_ON, wording.no_next(upcoming.latest))
        case UpTo(last):
            first = upcoming.first() or ""
            return span(token.text, first, last) or Wrong(
                Code.INVALID_GROUP, wording.next_of_other_text(token.text, first)
            )
        case _:
            return group


def _named(group: Group, scheme: PartScheme) -> Sequence[str] | Wrong:
    """What a group names by itself: nothing where it takes the next ones."""
    match group:
        case Literal(serial):
            return (serial,)
        case Range():
            return tuple(group.serials())
        case Count(str() as first):
            return _chain(first, size(group), scheme)
        case _:
            return ()


def _chain(first: str, count: int, scheme: PartScheme) -> Sequence[str] | Wrong:
    """`count` serials from `first` on, by the scheme; by trailing digits where the scheme refuses the first."""
    count_on = following if scheme.validate(first) else scheme.next
    serials = [first]
    while len(serials) < max(count, 2):  # what can't be counted on is wrong even where one serial would do
        after = count_on(serials[-1])
        if after is None:
            return Wrong(Code.CANNOT_COUNT_ON, wording.cannot_count_on(serials[-1]))
        serials.append(after)
    return tuple(serials[:count])


def _wrong(found: Sequence[Token], named: Sequence[Sequence[str] | Wrong]) -> list[GrammarError]:
    """What is wrong with each group by itself, and each serial that is named more than once, where it comes again."""
    errors: list[GrammarError] = []
    once: set[str] = set()
    again: set[str] = set()
    for token, serials in zip(found, named, strict=True):
        if isinstance(serials, Wrong):
            errors.append(GrammarError(serials.code, _shown(token.raw), serials.message))
            continue
        for serial in serials:
            if serial in once and serial not in again:
                again.add(serial)
                errors.append(GrammarError(Code.DUPLICATE, _shown(token.raw), wording.duplicate(serial)))
            once.add(serial)
    return errors


def _checked(
    found: Sequence[Token], groups: Sequence[Sequence[str]], scheme: PartScheme, taken: Taken
) -> Expanded | Errors:
    """All of them, unless some are taken or the scheme refuses some."""
    serials = tuple(serial for group in groups for serial in group)
    not_free = taken(serials)
    errors: list[GrammarError] = []
    for token, group in zip(found, groups, strict=True):
        for serial in group:
            if serial in not_free:
                message = wording.taken(serial, not_free[serial])
                errors.append(GrammarError(Code.TAKEN, _shown(token.raw), message))
            try:
                reason = scheme.validate(serial)
            except SchemeFault as fault:  # told once: it would be the same for each
                return Errors((*errors, GrammarError(Code.REFUSED, _shown(token.raw), str(fault), fault=True)))
            if reason:
                message = wording.refused_by_scheme(serial, reason)
                errors.append(GrammarError(Code.REFUSED, _shown(token.raw), message))
    return Errors(tuple(errors)) if errors else Expanded(serials)


def _whole(code: Code, message: str, *, fault: bool = False) -> Errors:
    return Errors((GrammarError(code, "", message, fault),))


def _shown(group: str) -> str:
    return group if len(group) <= _SHOWN else f"{group[:_SHOWN]}…"
