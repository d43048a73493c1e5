"""What `~` stands for: the serials that come next in a part's tree, past those that are named or taken."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from kiosk.serials.schemes import PartScheme

_TOGETHER = 10_000  # serials that stock is asked for at once
_PASSED = 50_000  # serials that are passed over before it gives up

Taken = Callable[[Sequence[str]], Mapping[str, str]]
Latest = Callable[[], str | None]


class Upcoming:
    """The serials after the latest one, which is looked for once, when it is first needed."""

    def __init__(self, scheme: PartScheme, latest: Latest) -> None:
        self.scheme = scheme
        self._find = latest
        self._found = False
        self.latest: str | None = None
        self._first: str | None = None

    def first(self) -> str | None:
        """The serial after the latest one, taken or not; None where that can't be told. Raises SchemeFault."""
        if not self._found:
            self.latest = self._find()
            self._first = self.scheme.next(self.latest)
            self._found = True
        return self._first

    def free(self, wanted: int, named: AbstractSet[str], taken: Taken) -> list[str]:
        """The next ones that are neither named nor taken; fewer where the scheme has no more, or too many are taken.

        `taken` is asked for as many as are missing, and for twice as many after each time. Raises SchemeFault.
        """
        found: list[str] = []
        seen: set[str] = set()
        current = self.first() if wanted else None
        together = wanted
        while current is not None and len(found) < wanted and len(seen) < _PASSED:
            block: list[str] = []
            while current is not None and current not in seen and len(block) < together:
                seen.add(current)
                if current not in named:
                    block.append(current)
                current = self.scheme.next(current)
            if not block:  # a scheme that gives one serial again has no more
                break
            not_free = taken(block)
            found += [serial for serial in block if serial not in not_free]
            together = min(together * 2, _TOGETHER)
        return found[:wanted]
