"""How figures are taken and compared: alternating blocks, their medians, a ratio and what it should be."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median

Blocks = Sequence[Sequence[float]]  # the samples of each block, in order


def alternate(blocks: int, *takers: Callable[[], Sequence[float]]) -> list[Blocks]:
    """Take `blocks` blocks of each, one after the other in turn, so that all of them meet the same weather."""
    taken: list[list[Sequence[float]]] = [[] for _ in takers]
    for _ in range(blocks):
        for samples, take in zip(taken, takers, strict=True):
            samples.append(take())
    return list(taken)


def percentile(samples: Sequence[float], percent: float) -> float:
    ordered = sorted(samples)
    return ordered[round(percent / 100 * (len(ordered) - 1))]


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result. `ours` and `floor` are (median, 99th percentile) in `unit`, medians over the blocks.

    `value` is compared with `target`, which is an upper limit or, with `at_least`, a lower one; where there is
    none, the line is for information. `spread` is the least and the greatest value of any pair of blocks.
    """

    number: int
    what: str
    unit: str
    ours: tuple[float, ...]
    floor: tuple[float, ...] = ()
    value: float | None = None
    spread: tuple[float, float] | None = None
    target: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.target is None or self.value is None:
            return ""
        met = self.value >= self.target if self.at_least else self.value <= self.target
        return "met" if met else "missed"

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"verdict": self.verdict}


def compared(
    number: int,
    what: str,
    unit: str,
    floors: Blocks,
    ours: Blocks,
    *,
    percent: float = 50,
    target: float | None = None,
    at_least: bool = False,
) -> Figure:
    """Ours divided by the floor, each pair of neighbouring blocks by itself; the median of these ratios counts."""
    ratios = [percentile(mine, percent) / percentile(floor, percent) for floor, mine in zip(floors, ours, strict=True)]
    return Figure(
        number,
        what,
        unit,
        _middle(ours),
        _middle(floors),
        median(ratios),
        (min(ratios), max(ratios)),
        target,
        at_least,
    )


def _middle(blocks: Blocks) -> tuple[float, float]:
    return median(percentile(block, 50) for block in blocks), median(percentile(block, 99) for block in blocks)
