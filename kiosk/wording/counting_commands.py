"""What `kiosk count` says: its help, what came of each code, how a count stands, why it can't be gone on with."""

from collections.abc import Sequence
from decimal import Decimal

from kiosk.stock.counts import Count, Difference, Differs, OpenCount, Summary
from kiosk.stock.document_kinds import DocState
from kiosk.stock.documents import Document
from kiosk.stock.leases import Lease
from kiosk.wording import counting, counting_posting
from kiosk.wording.answers import amount

# Help


def count_help() -> str:
    return "count stock: begin, scan, review, post"


def count_about() -> str:
    return (
        "Counts a place with all below it, a part, or the whole store. Only posting changes stock; a count goes on"
        " whenever and wherever somebody goes on with it."
    )


def start_help() -> str:
    return "begin a count"


def start_about() -> str:
    return "Begins a count and prints its number. What is counted is named by one of the three options."


def at_option() -> str:
    return "count this place with all below it"


def part_option() -> str:
    return "count this part wherever it lies"


def all_option() -> str:
    return "count the whole store"


def blind_option() -> str:
    return "nobody who counts is told what is expected"


def scan_help() -> str:
    return "count what codes name"


def scan_about() -> str:
    return (
        "Counts what each code names, one after the other, as a scan at a station does: a place is where all that"
        " follows lies, and after one that is refused nothing counts until the next; a unit counts once, any other"
        " part or batch once more; the code of a quantity sets how much of that there is. What a code can't be taken"
        " for is said; the others are counted."
    )


def number() -> str:
    return "the number of the count"


def codes() -> str:
    return "codes as a scanner reads them; - reads them from standard input, one on each line"


def at_place_option() -> str:
    return "the place where they lie; without it the one where the count goes on"


def quantity_option() -> str:
    return "how much there is in all of what the one code names"


def show_help() -> str:
    return "how a count stands against the books"


def show_about() -> str:
    return "Prints how many differences of each kind there are, and each of them."


def post_help() -> str:
    return "post a count: let the books say what was counted"


def post_about() -> str:
    return "Posts all differences in one step, or says what keeps the count from it and changes nothing."


def dry_run_option() -> str:
    return "say what it would do, and change nothing"


def cancel_help() -> str:
    return "give a count up"


def cancel_about() -> str:
    return "Gives a count up. Stock is not touched; what was scanned stays in the journal."


def list_help() -> str:
    return "the counts that can be gone on with"


def list_about() -> str:
    return "Lists the open counts, the newest first."


def one_code() -> str:
    return "--quantity is of one code: name one, and not -"


def no_codes() -> str:
    return "name a code, or a place with --at"


# Why not


def unknown(number: str) -> str:
    return f"No count is called {number}. kiosk count list names those that are open."


def ended(head: Document) -> str:
    how = "posted" if head.state is DocState.POSTED else "cancelled"
    return f"{head.number} is {how}, and can't be changed any more."


def held(number: str, lease: Lease) -> str:
    who = f"{lease.operator} at {lease.station}" if lease.operator else lease.station
    return f"{who} works on {number} now. It can be gone on with when it is parked there."


def not_one(text: str, *, several: bool) -> str:
    return f"{text} names several things. Name it by its own code." if several else f"Nothing is called {text}."


def no_scope(why: str) -> str:
    return f"What is to be counted {why}."


def no_command() -> str:
    return "No such command here"


def no_command_help() -> str:
    return "Of the command codes only those of a quantity work here: they are of the code before."


# What came of it


def begun(count: Count, others: Sequence[str]) -> str:
    told = f"{count.document.number}: {'blind count' if count.blind else 'count'} of {counting.scope(count.scope)}."
    return f"{told} {counting.overlap(others)}".rstrip()


def scanned(code: str, text: str, detail: str) -> str:
    return f"{code}: {text}. {detail}".rstrip() if text != code else f"{code}: {detail}"


def row(one: OpenCount, at: str) -> str:
    blind = ", blind" if one.blind else ""
    holder = one.holder or "parked"
    return (
        f"{one.number}  {counting.scope(one.scope)}{blind}: {counting.far(one.places, one.entries)},"
        f" begun {at}, {holder}"
    )


def none_open() -> str:
    return "No count is open."


def head(count: Count) -> str:
    blind = "Blind count" if count.blind else "Count"
    return f"{count.document.number} {count.document.state.value} · {blind} of {counting.scope(count.scope)}"


def tally(kind: Differs, summary: Summary) -> tuple[str, str]:
    found = summary.of(kind)
    left = f", {found.left:,} left out" if found.left else ""
    return counting_posting.kind(kind), f"{found.total:,}{left}"


def difference(one: Difference) -> tuple[str, str, str, str, str]:
    return (
        counting_posting.kind(one.kind),
        one.label,
        one.place.label,
        f"{_plain(one.counted)} of {amount(one.expected, one.unit)}",
        one.what,
    )


def line(number: str, batch: str, place: str, expected: Decimal, counted: Decimal, unit: str) -> tuple[str, str, str]:
    named = f"{number} batch {batch}" if batch else number
    return named, place, f"{_plain(counted)} of {amount(expected, unit)}"


def posting(done: float) -> str:
    return f"{done:.0%} posted (Ctrl-C stops, and nothing is stored)"


def stopped() -> str:
    return "Stopped. Nothing was stored."


def would(number: str, summary: Summary) -> str:
    return f"Posting {number}: {counting_posting.does_all(summary)}"


def _plain(quantity: Decimal) -> str:
    return amount(quantity, "")
