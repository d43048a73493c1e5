"""Takes the figures and prints them: `python tests/bench/run.py [--quick] [--only 2,5] [--json FILE]`.

Not a test: it ends with 0 whatever the figures are, and with 1 only when one could not be taken. Ratios are
between blocks that alternate within one run, so that they hold on a machine which absolute times don't.
"""

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import acting
import burst
import durable
import exchange
import lists
import lookup
import machine
import painted
import readers
import receiving
import residence
import scan_lists
import scanning
import start
from figures import Figure
from plan import Plan

# The numbers are those of the performance targets.
TARGETS: Mapping[int, Callable[[Plan], Sequence[Figure]]] = {
    1: painted.figures,
    2: lambda plan: (*lookup.figures(plan), *readers.figures(plan)),
    3: receiving.figures,
    4: acting.figures,
    5: durable.figures,
    6: start.figures,
    7: lambda plan: (*scanning.figures(plan), *scan_lists.figures(plan)),
    8: burst.figures,
    9: residence.figures,
    10: lists.figures,
    11: exchange.figures,
}
DISK = Path("/var/tmp")  # on a disk where /tmp is often in memory, and a commit has to be a real one


def main() -> int:
    args = _arguments()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-", dir=args.folder) as folder:
        plan = Plan(Path(folder), quick=args.quick)
        facts = machine.facts(plan.folder)
        print("\n".join(f"{name:10} {fact}" for name, fact in facts.items()), end="\n\n")
        print(_HEAD, flush=True)
        taken: list[Figure] = []
        failed = []
        for number in args.only:
            try:
                figures = TARGETS[number](plan)
            except Exception:  # one target that can't be measured must not hide the others
                traceback.print_exc()
                failed.append(number)
                continue
            taken += figures
            print("\n".join(map(line, figures)), flush=True)
        print(f"\nload at the end: {machine.load()}")
    if args.json:
        document = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "quick": args.quick, **facts}
        args.json.write_text(json.dumps(document | {"figures": [figure.as_dict() for figure in taken]}, indent=1))
    if failed:
        print(f"\ncould not measure: {', '.join(map(str, failed))}", file=sys.stderr)
    return 1 if failed else 0


_HEAD = (
    f"{'#':>2} {'what':52} {'':>3} {'ours p50':>10} {'p99':>10} {'floor p50':>10} {'p99':>10}"
    f" {'value':>8} {'of the blocks':>15} {'target':>8}"
)


def line(figure: Figure) -> str:
    """One figure as a line of the table."""
    ours = [f"{value:10.3f}" for value in figure.ours]
    floor = [f"{value:10.3f}" for value in figure.floor]
    cells = [*ours, *[" " * 10] * (2 - len(ours)), *floor, *[" " * 10] * (2 - len(floor))]
    value = "" if figure.value is None else f"{figure.value:.2f}"
    spread = "" if figure.spread is None else "{:.2f} … {:.2f}".format(*figure.spread)
    sign = "≥" if figure.at_least else "≤"
    target = "" if figure.target is None else f"{sign} {figure.target:g}"
    return (
        f"{figure.number:>2} {figure.what:52} {figure.unit:>3} {' '.join(cells)}"
        f" {value:>8} {spread:>15} {target:>8} {figure.verdict}"
    ).rstrip()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Figures and ratios of the station, from one interleaved run.")
    parser.add_argument("--quick", action="store_true", help="fewer samples: a look, not a result")
    parser.add_argument("--only", type=_numbers, default=list(TARGETS), metavar="2,5", help="these targets only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--folder", type=Path, default=DISK, help=f"where stores are made (default {DISK})")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    try:
        numbers = [int(number) for number in text.split(",")]
    except ValueError:
        numbers = []
    if not numbers or not TARGETS.keys() >= set(numbers):
        raise argparse.ArgumentTypeError(f"{text!r}: the targets are {', '.join(map(str, TARGETS))}")
    return numbers


if __name__ == "__main__":
    sys.exit(main())
