"""`kiosk count`: begins a count, counts what codes name, shows how that stands against the books, posts it."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kiosk import times
from kiosk.cli import output
from kiosk.cli.command import Commands, command, group, json_option
from kiosk.cli.equipment import Equipment
from kiosk.cli.exits import Exit
from kiosk.cli.opening import at_work, configured, opened
from kiosk.cli.working import worked
from kiosk.scan import Scan, visible_bytes
from kiosk.wording import commands as common
from kiosk.wording import counting_commands as wording
from kiosk.wording import counting_posting as review_wording

if TYPE_CHECKING:
    from kiosk.outcome import Outcome
    from kiosk.post import Post
    from kiosk.stock.counts import Fault
    from kiosk.store.database import Store

STDIN = "-"  # in place of the codes
NOTHING = frozenset({"unknown", "stranger", "refused", "command", "torn"})  # results of codes that are counted as none
ASKED = frozenset({"ambiguous", "asked"})


def add(commands: Commands) -> None:
    """Describe the commands."""
    inner = group(command(commands, "count", wording.count_help(), wording.count_about()))
    parser = command(inner, "start", wording.start_help(), wording.start_about())
    scope = parser.add_mutually_exclusive_group(required=True)
    scope.add_argument("--at", metavar="LOCATION", default="", help=wording.at_option())
    scope.add_argument("--part", metavar="NUMBER", default="", help=wording.part_option())
    scope.add_argument("--all", action="store_true", help=wording.all_option())
    parser.add_argument("--blind", action="store_true", help=wording.blind_option())
    json_option(parser)
    parser.set_defaults(run=_coded(_start))

    parser = command(inner, "scan", wording.scan_help(), wording.scan_about())
    parser.add_argument("number", metavar="NUMBER", help=wording.number())
    parser.add_argument("codes", metavar="CODE", nargs="*", help=wording.codes())
    parser.add_argument("--at", metavar="LOCATION", help=wording.at_place_option())
    parser.add_argument("--quantity", metavar="N", help=wording.quantity_option())
    json_option(parser)
    parser.set_defaults(run=_coded(_scan), refuse=parser.error)

    parser = command(inner, "show", wording.show_help(), wording.show_about())
    parser.add_argument("number", metavar="NUMBER", help=wording.number())
    json_option(parser)
    parser.set_defaults(run=_coded(_show))

    parser = command(inner, "post", wording.post_help(), wording.post_about())
    parser.add_argument("number", metavar="NUMBER", help=wording.number())
    parser.add_argument("--dry-run", action="store_true", help=wording.dry_run_option())
    json_option(parser)
    parser.set_defaults(run=_coded(_post))

    parser = command(inner, "cancel", wording.cancel_help(), wording.cancel_about())
    parser.add_argument("number", metavar="NUMBER", help=wording.number())
    json_option(parser)
    parser.set_defaults(run=_coded(_cancel))

    parser = command(inner, "list", wording.list_help(), wording.list_about())
    json_option(parser)
    parser.set_defaults(run=_list)


def _coded(run: Callable[[Namespace, Equipment], int]) -> Callable[[Namespace, Equipment], int]:
    """With what is refused told in the one way, each with its code."""

    def told(arguments: Namespace, equipment: Equipment) -> int:
        from kiosk.flows.counting.headless import Refused

        try:
            return run(arguments, equipment)
        except Refused as refused:
            return _refused(arguments, refused.faults)

    return told


def _start(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.counting import headless

    config = configured(arguments)
    with opened(config) as store:
        post = at_work(store, config)
        count, others = store.call(headless.start, post, arguments.at, arguments.part, blind=arguments.blind)
    if arguments.json:
        from kiosk.cli.count_facts import head

        output.document({**head(count), "others": others})
    else:
        output.lines(wording.begun(count, others))
    return Exit.OK


def _scan(arguments: Namespace, equipment: Equipment) -> int:
    if not arguments.codes and arguments.at is None:
        arguments.refuse(wording.no_codes())
    if arguments.quantity is not None and (len(arguments.codes) != 1 or arguments.codes == [STDIN]):
        arguments.refuse(wording.one_code())
    config = configured(arguments)
    answers: list[dict[str, Any]] = []
    with opened(config) as store:
        post = at_work(store, config)
        for code, outcome, facts in _scanned(store, post, arguments):
            answers.append(facts)
            if not arguments.json:
                stream = sys.stderr if outcome.result in NOTHING | ASKED else sys.stdout
                _say(stream, wording.scanned(code, outcome.text, outcome.detail))
    if arguments.json:
        output.document(answers)
    results = {facts["result"] for facts in answers}
    if results & NOTHING:
        return Exit.NO
    return Exit.AMBIGUOUS if results & ASKED else Exit.OK


def _scanned(store: "Store", post: "Post", arguments: Namespace) -> Iterator[tuple[str, "Outcome", dict[str, Any]]]:
    """What comes of the place and of each code, in a transaction of its own."""
    from kiosk.cli.count_facts import scanned
    from kiosk.flows.counting import headless

    state = None
    if arguments.at is not None:
        state, outcome = store.call(headless.at_place, post, arguments.number, arguments.at)
        yield arguments.at, outcome, scanned(arguments.at, outcome, None)
    for seq, raw in enumerate(_codes(arguments.codes), 1):
        scan = Scan(raw, headless.SOURCE, seq, time.time_ns() // 1000, time.monotonic_ns())
        state, outcome = store.call(headless.scan, post, arguments.number, scan, arguments.quantity, state)
        code = visible_bytes(raw)
        yield code, outcome, scanned(code, outcome, state.current if outcome.result in ("counted", "again") else None)


def _codes(words: Sequence[str]) -> Iterator[bytes]:
    """The codes; in place of `-` those of standard input, one on each line, as they stand."""
    for word in words:
        if word != STDIN:
            yield os.fsencode(word)
            continue
        for line in sys.stdin.buffer:
            if code := line.removesuffix(b"\n").removesuffix(b"\r"):
                yield code


def _say(stream: Any, line: str) -> None:
    if stream is sys.stdout:
        output.lines(line)
        return
    sys.stdout.flush()
    sys.stderr.write(f"{common.told(line)}\n")


def _show(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.cli import count_facts as facts
    from kiosk.flows.counting import headless

    config = configured(arguments)
    with opened(config) as store:
        post = at_work(store, config)
        review = store.look(headless.look, post, arguments.number)
        if arguments.json:
            output.streamed(facts.review(review), "differences", facts.differences(store, post, review))
            return Exit.OK
        output.lines(*facts.told(review))
        output.table(facts.tallies(review))
        rows = list(facts.rows(store, post, review))
        if rows:
            output.lines("")
            output.table(rows)
    return Exit.OK


def _post(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.cli.count_facts import posted
    from kiosk.flows.counting import headless

    config = configured(arguments)
    with opened(config) as store:
        post = at_work(store, config)
        try:
            if arguments.dry_run:
                review = store.look(headless.look, post, arguments.number)
                if review.faults:
                    return _refused(arguments, headless.wrong(review))
            else:
                review = worked(store, wording.posting, headless.carry_out, post, arguments.number)
        except KeyboardInterrupt:
            sys.stderr.write(f"{common.told(wording.stopped())}\n")
            raise
    if arguments.json:
        output.document(posted(review))
        return Exit.OK
    assert review.count is not None
    assert review.summary is not None
    number = review.count.document.number
    output.lines(*review.warnings)
    if review.done:
        output.lines(f"{review_wording.posted(number)}. {review_wording.posted_help(review.summary)}")
    else:
        output.lines(wording.would(number, review.summary))
    return Exit.OK


def _cancel(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.flows.counting import headless

    config = configured(arguments)
    with opened(config) as store:
        post = at_work(store, config)
        outcome = store.call(headless.cancel, post, arguments.number)
    if arguments.json:
        output.document({"number": arguments.number, "cancelled": True})
    else:
        output.lines(f"{outcome.text}. {outcome.detail}")
    return Exit.OK


def _list(arguments: Namespace, equipment: Equipment) -> int:
    from kiosk.cli import count_facts as facts

    config = configured(arguments)
    zone = times.zone(config.station.timezone)
    with opened(config) as store:
        found = facts.listed(store)
        if arguments.json:
            output.array(map(facts.row, found))
            return Exit.OK
        output.each((wording.row(one, times.short(one.created_at, zone)) for one in found), wording.none_open())
    return Exit.OK


def _refused(arguments: Namespace, faults: "Sequence[Fault]") -> int:
    if arguments.json:
        output.document({"errors": [{"code": fault.code, "message": fault.text} for fault in faults]})
    else:
        sys.stderr.write("".join(f"{common.told(fault.text)}\n" for fault in faults))
    return Exit.NO
