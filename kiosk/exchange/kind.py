"""What the parts of Exchange agree on: a kind of data with its columns, the rows of a file, what an import comes to.

A kind reads and writes rows of the store under names: no id of a row is ever in a file, since another store has
others. Knows no file and no format.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from kiosk.post import Post
from kiosk.stock.fields import Problem
from kiosk.store.sql import Db

KEPT = 1_000  # errors that a report lists; the others are only counted


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `parse` makes a cell's value, and raises ValueError with the end of a sentence.

    An empty cell is `empty` and is not parsed; a `filled` column has none. A `needed` one must be in the file.
    """

    name: str
    about: str  # for people, one line
    parse: Callable[[str], Any]
    needed: bool = False
    filled: bool = False
    empty: Any = None


@dataclass(slots=True)
class Row:
    """One row of a file. `number` is the one that a spreadsheet shows. `values` has the columns of the file only:
    what has no column is left as it is in the store. A `broken` row has errors; `values` lacks what is wrong, and
    the row is there only so that rows which build on it are not said to be wrong as well.
    """

    number: int
    values: dict[str, Any]
    broken: bool = False


class Code(StrEnum):
    """What kind of error it is, for programs."""

    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    FORM = "form"  # the row can't be told into cells
    MISSING = "missing"
    VALUE = "value"
    TWICE = "twice"
    NOT_FOUND = "not_found"
    REFUSED = "refused"  # by a rule that needs the store


@dataclass(frozen=True, slots=True, order=True)
class Error:
    """What is wrong with a cell, with a row (`column` is empty), or with the header (row 1, or where it is)."""

    row: int
    column: str
    code: Code
    message: str


@dataclass(slots=True)
class Loading:
    """What an import has come to so far: loaders count and complain here. `reference` is the file's name."""

    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    errors_total: int = 0
    errors: list[Error] = field(default_factory=list)
    reference: str = ""

    def error(self, row: int, column: str, code: Code, message: str) -> None:
        """`message` is the end of a sentence that begins with the row and the column."""
        self.errors_total += 1
        if len(self.errors) < KEPT:
            self.errors.append(Error(row, column, code, message))

    def refused(self, row: int, problems: Iterable[Problem]) -> bool:
        """Take over what the rules of the store have against a row; answers whether there was anything."""
        before = self.errors_total
        for problem in problems:
            self.error(row, problem.field, Code.REFUSED, problem.text)
        return self.errors_total > before


class Loader(Protocol):
    """One import inside its transaction; what it remembers is forgotten with it."""

    def load(self, rows: Sequence[Row]) -> None:
        """Look up, check and write some rows, at most 1,000, in the order of the file."""
        ...

    def finish(self) -> None:
        """After the last row: what had to wait for rows further down."""
        ...


Cells = tuple[str, ...]  # in the order of the kind's columns, all as text


class Shape(Protocol):
    """What the rows of a file are like."""

    @property
    def columns(self) -> tuple[Column, ...]: ...

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        """What no two rows of a file may share; None where this row may stand twice, or can't be told."""
        ...


class Kind(Shape, Protocol):
    """One kind of data: `name` is what the command line calls it."""

    @property
    def name(self) -> str: ...

    @property
    def about(self) -> str: ...

    @property
    def examples(self) -> tuple[Mapping[str, str], ...]:
        """Rows of a template, in the order in which they can be imported; what is left out is empty."""
        ...

    def loader(self, db: Db, post: Post, loading: Loading) -> Loader: ...

    def rows(self, db: Db) -> Iterator[Cells]:
        """All rows, in the order in which they can be imported; read page by page, used up in the transaction."""
        ...
