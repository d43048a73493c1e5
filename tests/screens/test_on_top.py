"""Commands are for the screen on top alone: none reaches what lies below, and none agrees to what nobody has read.

Both are tables: a screen that comes to lie over another one, or that asks something, gets a row here.
"""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kiosk.barcodes.commands import Command, Word, write
from kiosk.flows.begin import RunInfo, begin
from kiosk.flows.counting import starting
from kiosk.flows.flow import ANSWER_AFTER
from kiosk.scan import Scan
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act, Change, State
from kiosk.stock.modes import ModeKind
from kiosk.stock.rules import Rules
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents, ledger, stock_items
from kiosk.store.sql import execute
from screens.frame.framed import TakerScreen
from screens.places import Place

NUMBER, EAN, SERIAL = "CAB-USBC-1", "2012345678903", "A14D2431-2388"
UNUSED = "SRV-DIAG"  # a part without stock
ROUTER = "RTR-AX18"  # its units have serials
KEPT = (
    "movement",
    "operation",
    "stock_item",
    "document",
    "document_line",
    "draft_serial",
    "part",
    "barcode",
    "count_entry",
)

Way = Callable[[Any], Awaitable[None]]


def defective(db: Any) -> None:
    """The station's last change, for undo: a unit is found to be defective."""
    post = begin(db, "bench-1", "Anna", "UTC", Rules(), RunInfo("anna", "", "", "0", 1))
    item = execute(db, "SELECT id FROM stock_item WHERE serial = ?", SERIAL).fetchone()[0]
    before = stock_items.state(db, item)
    assert before is not None
    after = State(before.location, before.quantity, Status.DEFECTIVE)
    ledger.record(db, post, ledger.begin(db, post, Act.STATUS), [Change(item, before, after)])


def unit(kiosk: Any) -> Thing:
    ((id,),) = kiosk.rows("SELECT id FROM stock_item WHERE serial = ?", SERIAL)
    return Thing(Kind.STOCK_ITEM, id, SERIAL)


# What lies below


async def menu(kiosk: Any) -> None:
    assert kiosk.name == "Menu"


async def part_found(kiosk: Any) -> None:
    await kiosk.scan(EAN)


async def form_with_work(kiosk: Any) -> None:
    await kiosk.enter(Place.PART_FORM, kiosk.part(NUMBER), None)
    await kiosk.key("2")
    await kiosk.type_in("Cable, 1 m")


async def draft(kiosk: Any) -> None:
    id = kiosk.store.call(lambda db: documents.create(db, kiosk.post, DocKind.RECEIPT))
    await kiosk.enter(Place.DOCUMENT, id)
    await kiosk.scan(ROUTER)


async def draft_to_undo(kiosk: Any) -> None:
    await draft(kiosk)
    await kiosk.key("f7")
    assert kiosk.frame.asks


async def counting(kiosk: Any) -> None:
    ((id,),) = kiosk.rows("SELECT id FROM location WHERE path = 'MAIN/C/04'")
    scope = Thing(Kind.LOCATION, id, "")
    count = kiosk.store.call(lambda db: starting.make(db, kiosk.post, scope, blind=False))
    await kiosk.enter(Place.COUNT, count.document.id)
    await kiosk.scan("PLG-RJ45")


async def count_reviewed(kiosk: Any) -> None:
    await counting(kiosk)
    await kiosk.key("f5")
    assert kiosk.frame.state.question is not None


async def unit_shown(kiosk: Any) -> None:
    await kiosk.enter(Place.SERIALS, None)
    await kiosk.scan(SERIAL)


async def status_chosen(kiosk: Any) -> None:
    await kiosk.enter(Place.STATUS, unit(kiosk))
    await kiosk.key("1", *"why", "enter")
    assert kiosk.frame.state.question is not None


async def archive_asked(kiosk: Any) -> None:
    await kiosk.enter(Place.ARCHIVE, kiosk.part(UNUSED), True)


async def undo_listed(kiosk: Any) -> None:
    await kiosk.enter(Place.UNDO)


async def undo_asked(kiosk: Any) -> None:
    await undo_listed(kiosk)
    await kiosk.key("enter")
    await kiosk.until(lambda: kiosk.name == "UndoOne" and kiosk.frame.state.question is not None)


async def mode(kiosk: Any) -> None:
    """Taking out, with a part that went."""
    await kiosk.enter(Place.MODE, ModeKind.OUT)
    await kiosk.scan("MAIN/C/01", EAN)


async def mode_to_undo(kiosk: Any) -> None:
    await mode(kiosk)
    await kiosk.key("f7")
    assert kiosk.frame.asks


async def from_where(kiosk: Any) -> None:
    await kiosk.enter(Place.MODE, ModeKind.OUT)
    await kiosk.scan(EAN)
    assert kiosk.frame.state.question is not None


async def leaving(kiosk: Any) -> None:
    await kiosk.key("escape")


async def history_listed(kiosk: Any) -> None:
    await kiosk.enter(Place.HISTORY, None)


def keys(*names: str) -> Way:
    """Comes to lie over it by these keys."""

    async def press(kiosk: Any) -> None:
        await kiosk.key(*names)

    return press


async def help_by_command(kiosk: Any) -> None:
    await kiosk.scan(write(Word.HELP, "KSK"))


# The tables


@dataclass(frozen=True)
class Cover:
    """`word` is obeyed `below`, and means nothing to what `over` puts on top, which is of the class `name`."""

    below: Way
    over: Way
    name: str
    word: Word


COVERS = {
    "help over a form": Cover(form_with_work, keys("f1"), "HelpScreen", Word.DONE),
    "help over a draft": Cover(draft, keys("f1"), "HelpScreen", Word.REJECT),
    "help over a question of a draft": Cover(draft_to_undo, keys("f1"), "HelpScreen", Word.CONFIRM),
    "help by command over what was found": Cover(part_found, help_by_command, "HelpScreen", Word.UNDO),
    "help over a status": Cover(status_chosen, keys("f1"), "HelpScreen", Word.CONFIRM),
    "help over what would be undone": Cover(undo_asked, keys("f1"), "HelpScreen", Word.CONFIRM),
    "help over leaving": Cover(leaving, keys("f1"), "HelpScreen", Word.CONFIRM),
    "help over the menu": Cover(menu, keys("f1"), "HelpScreen", Word.RECEIPT),
    "a drawn code over the help of what was found": Cover(part_found, keys("f1", "f8"), "DrawnCodes", Word.SEARCH),
    "explain over what was found": Cover(part_found, keys("f9"), "Explain", Word.SEARCH),
    "explain over a draft": Cover(draft, keys("f9"), "Explain", Word.TIMES),
    "actions over what was found": Cover(part_found, keys("f4"), "Actions", Word.STATION),
    "help over a mode": Cover(mode, keys("f1"), "HelpScreen", Word.TIMES),
    "a question of a mode": Cover(mode, keys("f7"), "ModeScreen", Word.TIMES),
    "leave over the menu": Cover(menu, keys("escape"), "Leave", Word.RECEIPT),
    "undo over the menu": Cover(menu, keys("f7"), "UndoOne", Word.ISSUE),
    "one undo over the list of them": Cover(undo_listed, keys("enter"), "UndoOne", Word.TIMES),
    "a question of a draft": Cover(draft, keys("f7"), "DocumentScreen", Word.REJECT),
    "a question of a count": Cover(counting, keys("f7"), "CountScreen", Word.REJECT),
    "a review over a count": Cover(counting, keys("f5"), "CountReview", Word.TIMES),
    "help over the review of a count": Cover(count_reviewed, keys("f1"), "HelpScreen", Word.DONE),
    "posting over a draft": Cover(draft, keys("f5"), "Post", Word.REJECT),
    "a form over a unit": Cover(unit_shown, keys("f4"), "UnitForm", Word.UNDO),
    "a status over a unit": Cover(unit_shown, keys("f5"), "UnitStatus", Word.UNDO),
}
OFFERED_TO_NOBODY = {"one undo over the list of them"}  # rows whose word is no more than not its own


def stored(kiosk: Any) -> list[Any]:
    """All that a command could change, but the lease of a draft that is open."""
    apart = {"document": "id, state, notes, partner_id"}
    return [kiosk.rows(f"SELECT {apart.get(table, '*')} FROM {table} ORDER BY id") for table in KEPT]


@pytest.mark.parametrize("case", COVERS)
async def test_a_command_of_the_screen_below_does_nothing_and_is_answered_no(station: Any, case: str) -> None:
    cover = COVERS[case]
    async with station((40, 15), prepare=defective) as kiosk:
        await cover.below(kiosk)
        below = kiosk.app.screen
        command = Command(cover.word, 7 if cover.word is Word.TIMES else 0)
        assert (below.command(command) is not None) == (case not in OFFERED_TO_NOBODY)
        await cover.over(kiosk)
        assert kiosk.name == cover.name
        top, before = kiosk.app.screen, stored(kiosk)
        kiosk._mono = time.monotonic_ns() + 1_000_000_000  # after a good look at it
        code = write(cover.word, "KSK", command.number)
        await kiosk.scan(code)
        assert stored(kiosk) == before
        answers = below if top.tells else top
        assert kiosk.app.screen is answers
        assert kiosk.scanners.sounds[-1] == "no"
        if isinstance(answers, TakerScreen):  # elsewhere it is a toast
            assert "nothing was done" in kiosk.words or "NO" in kiosk.words
        assert kiosk.journal()[-1][1:] == (code.encode(), "command")
        assert kiosk.rows("SELECT tone FROM scan_record ORDER BY seq DESC LIMIT 1") == [("no",)]


@dataclass(frozen=True)
class Asked:
    """A screen that asks; `code` agrees to it, and then `done` holds."""

    ask: Way
    code: str
    done: Callable[[Any], bool]


def status_of(kiosk: Any) -> str:
    return str(kiosk.rows("SELECT status FROM stock_item WHERE serial = ?", SERIAL)[0][0])


def archived(kiosk: Any) -> bool:
    return kiosk.rows("SELECT archived_at FROM part WHERE number = ?", UNUSED) != [(None,)]


def pieces(kiosk: Any) -> int:
    """How many there are of the part, of which there were ten."""
    sql = "SELECT SUM(i.quantity) / 1000000 FROM stock_item i JOIN part p ON p.id = i.part_id WHERE p.number = ?"
    ((count,),) = kiosk.rows(sql, NUMBER)
    return int(count)


def counted(kiosk: Any) -> bool:
    return kiosk.rows("SELECT state FROM document WHERE kind = 'stock_count'") == [("posted",)]


CONFIRM = write(Word.CONFIRM, "KSK")
QUESTIONS = {
    "archive": Asked(archive_asked, CONFIRM, archived),
    "archive by its first row": Asked(archive_asked, write(Word.ROW, "KSK", 1), archived),
    "status by command": Asked(status_chosen, CONFIRM, lambda kiosk: status_of(kiosk) != "defective"),
    "status by the unit itself": Asked(status_chosen, SERIAL, lambda kiosk: status_of(kiosk) != "defective"),
    "status by done": Asked(status_chosen, write(Word.DONE, "KSK"), lambda kiosk: status_of(kiosk) != "defective"),
    "undo": Asked(undo_asked, CONFIRM, lambda kiosk: status_of(kiosk) == "in_stock"),
    "a step of a draft": Asked(
        draft_to_undo,
        CONFIRM,
        lambda kiosk: kiosk.rows("SELECT COUNT(*) FROM document_line WHERE removed = 0") == [(0,)],
    ),
    "a step of a mode by the code that asked": Asked(
        mode_to_undo, write(Word.UNDO, "KSK"), lambda kiosk: pieces(kiosk) == 10
    ),
    "from where by its row": Asked(from_where, write(Word.ROW, "KSK", 1), lambda kiosk: pieces(kiosk) == 9),
    "posting a count": Asked(count_reviewed, CONFIRM, counted),
    "posting a count by done": Asked(count_reviewed, write(Word.DONE, "KSK"), counted),
    "leave": Asked(leaving, CONFIRM, lambda kiosk: kiosk.scanners.stopped == 1),
}


def painted(kiosk: Any) -> int:
    """Since when the question can be read, CLOCK_MONOTONIC ns."""
    question = getattr(getattr(kiosk.frame, "state", None), "question", None)
    return max(kiosk.frame.seen, question.painted if question is not None else 0)


@pytest.mark.parametrize("case", QUESTIONS)
async def test_what_agrees_is_taken_from_half_a_second_after_the_question_was_painted(station: Any, case: str) -> None:
    asked = QUESTIONS[case]
    async with station(prepare=defective) as kiosk:
        await asked.ask(kiosk)
        await kiosk.settled()
        top, shown = kiosk.app.screen, painted(kiosk)
        assert shown > 0
        for seq, (device, mono) in enumerate(
            [("a", shown - 1), ("b", shown + 1), ("c", shown + ANSWER_AFTER - 1)], 900
        ):
            kiosk.scanners.deliver(Scan(asked.code.encode(), device, seq, 1, mono))
        await kiosk.settled()
        assert not asked.done(kiosk)
        assert kiosk.app.screen is top
        assert set(kiosk.scanners.sounds[-3:]) <= {"again", "no"}
        kiosk.scanners.deliver(Scan(asked.code.encode(), "d", 990, 1, shown + ANSWER_AFTER))
        await kiosk.until(lambda: asked.done(kiosk))
        await kiosk.until(kiosk.app.intake._idle.is_set)


async def test_a_burst_of_codes_at_a_question_is_no_answer_to_it_and_none_is_lost(station: Any) -> None:
    async with station(prepare=defective) as kiosk:
        await undo_asked(kiosk)
        await kiosk.settled()
        shown = painted(kiosk)
        sent = [(CONFIRM, SERIAL, EAN, "NOPE", write(Word.UNDO, "KSK"))[at % 5] for at in range(50)]
        for at, code in enumerate(sent):
            kiosk.scanners.deliver(Scan(code.encode(), f"hand {at}", at + 900, 1, shown + at * ANSWER_AFTER // 51))
        await kiosk.settled()
        await kiosk.until(lambda: kiosk.app.vitals.waiting == 0)
        assert status_of(kiosk) == "defective"
        assert [raw.decode() for _, raw, _ in kiosk.journal()] == sent
