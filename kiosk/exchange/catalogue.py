"""What the kinds of the catalogue have in common: a row is added or made equal, and archived in the end.

Archiving waits for the last row: what is archived can't be named by a row further down, and a place is archived
only after those below it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kiosk.exchange.kind import Code, Loading, Row
from kiosk.stock.fields import Problem
from kiosk.store.sql import Db
from kiosk.wording import exchange as wording


class Table(Protocol):
    """A query module of the store that has the rules of one table."""

    def add(self, db: Db, new: Any) -> int: ...

    def update(self, db: Db, id: int, new: Any) -> bool: ...

    def archive_problems(self, db: Db, id: int, archived: bool) -> Iterable[Problem]: ...

    def archive(self, db: Db, id: int, archived: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class _Turn:
    """A row that is to be archived, or brought back, in the end."""

    row: int
    id: int
    archived: bool


@dataclass(slots=True)
class Settling:
    """Adds rows and makes rows equal to what a file says, by the rules of one table."""

    db: Db
    loading: Loading
    table: Table
    problems: Callable[[Db, Any, int | None], Iterable[Problem]]  # of the same table
    columns: dict[str, str] = field(default_factory=dict)  # what the rules call a field that is another column here
    turns: list[_Turn] = field(default_factory=list)

    def settle(self, row: Row, id: int | None, was_archived: bool, new: Any, *, more: bool = False) -> int | None:
        """Add `new`, or make the row `id` equal to it; answers its id, None where that is refused.

        `more` says that the row will be changed further in the end.
        """
        if self.refused(row.number, self.problems(self.db, new, id)):
            return None
        archived = row.values.get("archived", was_archived)
        turning = archived != was_archived
        if id is None:
            id = self.table.add(self.db, new)
            self.loading.created += 1
        elif self.table.update(self.db, id, new) or turning or more:
            self.loading.changed += 1
        else:
            self.loading.unchanged += 1
        if turning:
            self.turns.append(_Turn(row.number, id, archived))
        return id

    def finish(self) -> None:
        """Archive and bring back, in the order of `turns`."""
        for turn in self.turns:
            if not self.refused(turn.row, self.table.archive_problems(self.db, turn.id, turn.archived), "archived"):
                self.table.archive(self.db, turn.id, turn.archived)

    def refused(self, row: int, problems: Iterable[Problem], column: str = "") -> bool:
        renamed = (
            Problem(self.columns.get(problem.field, problem.field) or column, problem.text) for problem in problems
        )
        return self.loading.refused(row, renamed)

    def missing(self, row: Row, names: Sequence[str]) -> bool:
        """Complain of columns that a new row can't do without; answers whether there are any."""
        lacking = [name for name in names if name not in row.values]
        for name in lacking:
            self.loading.error(row.number, name, Code.MISSING, wording.new_needs())
        return bool(lacking)
