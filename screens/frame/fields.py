"""The fields of entry forms, and what the flow behind a form must have.

The values are a flow's state, so that they are checked where the rules are and a scan fills them in its turn:

- the state is frozen and has `values` and `errors` by field name, `changed` (something differs from what is stored)
  and `done` (saved: the form closes, and its outcome is shown by the screen below, with its view where it has one);
- `put(db, post, state, field, text)` takes over what was typed or chosen; it only reads the store. A text that can't
  be taken stays in `values`, with a sentence in `errors`;
- `save(db, post, state)` writes all of it, or sets `errors` and writes nothing;
- `scan(db, post, state, scan)` fills the field that the scanned thing is for, or refuses it in words.

These three answer `(state, Outcome)`. `at(db, post, state, field)` answers the state that knows which field is open,
"" for none, since a scan is rather for that one. A flow's module with these is what a concrete form hands over.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome


class FieldKind(StrEnum):
    """How a field is filled."""

    TEXT = "text"
    YES_NO = "yes_no"  # "yes" or "no", flipped by Enter
    CHOICE = "choice"  # one of a few, from a numbered list
    THING = "thing"  # something of the store: found by typing, or scanned


Find = Callable[..., Sequence[Option]]  # (db, post, text) -> what fits; the key is what `put` is handed


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `choices` are those of a CHOICE, `find` is what looks for a THING, a flow's function that reads."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: Sequence[Option] = ()
    find: Find | None = None


class FormState(Protocol):
    """What a form's flow keeps."""

    @property
    def values(self) -> Mapping[str, str]: ...

    @property
    def errors(self) -> Mapping[str, str]: ...

    @property
    def changed(self) -> bool: ...

    @property
    def done(self) -> bool: ...


class FormFlow(Protocol):
    """A flow's functions, such as the module `kiosk.flows.part_form`."""

    put: Callable[..., tuple[Any, Outcome]]
    save: Callable[..., tuple[Any, Outcome]]
    scan: ScanStep[Any]
    at: Callable[..., Any]
