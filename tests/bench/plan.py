"""What one run measures: how many blocks of how many samples, and the stores that they are taken on."""

from dataclasses import dataclass, field
from pathlib import Path

import shop


@dataclass(frozen=True, slots=True)
class Plan:
    """`folder` is on a real disk and goes with the run. `quick` is a fifth of the samples, three blocks of five."""

    folder: Path
    quick: bool = False
    _stores: dict[int, Path] = field(default_factory=dict)

    @property
    def blocks(self) -> int:
        return 3 if self.quick else 5

    def samples(self, count: int) -> int:
        """`count` samples a block, or a fifth of them in a quick run."""
        return max(1, count // 5) if self.quick else count

    def store(self, items: int) -> Path:
        """A store with so many stock items; built when it is first asked for, shared by all targets."""
        if items not in self._stores:
            self._stores[items] = shop.build(self.folder / f"shop-{items}.db", items)
        return self._stores[items]
