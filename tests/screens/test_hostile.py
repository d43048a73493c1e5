"""Hostile text, scanned and stored, on every screen: shown visibly, never obeyed, never fatal."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from kiosk.scan import Scan
from kiosk.stock.modes import ModeKind
from screens.app import KioskApp
from screens.places import Place

HOSTILE = {
    "closing tag": b"[/]",
    "unknown closing tag": b"[/x]",
    "link that quits": b"[@click=app.quit]x",
    "bold": b"[b]x[/b]",
    "clear screen": b"\x1b[2J\x1b]0;owned\x07x",
    "nul": b"a\x00b",
    "group separators": b"[)>\x1e06\x1d1PABC\x1e\x04",
    "c1": "a\x9b31mb".encode(),
    "raw c1": b"a\x9bb",
    "right to left": "abc\u202edef\u2066x".encode(),
    "empty": b"",
    "spaces": b"   ",
    "not utf-8": b"\xff\xfe\x80",
    "surrogate": b"\xed\xa0\x80",
    "wide": "漢字かな".encode() * 20,
    "combining": ("e" + "\u0301" * 50).encode(),
    "line breaks": "a\r\nb\u2028c\x85d".encode(),
    "long": b"[@click=app.quit]" + b"0123456789abcdef" * 255,
}
TEXTS = [raw.decode("utf-8", "replace").replace("\x00", "") for raw in HOSTILE.values() if raw.strip()]
FORBIDDEN = {"Cc", "Cf", "Zl", "Zp", "Cs"}


def painted(app: KioskApp) -> str:
    """Everything that the compositor would send to the terminal, toasts included."""
    return "".join(strip.text for strip in app.screen._compositor.render_strips())


def check(kiosk: Any) -> None:
    bad = {hex(ord(char)) for char in painted(kiosk.app) if unicodedata.category(char) in FORBIDDEN}
    assert not bad, f"{bad} on {kiosk.name}"
    for strip in kiosk.app.screen._compositor.render_strips():
        for segment in strip:
            assert not (segment.style and segment.style.meta.get("@click")), "a scanned link is live"
    assert kiosk.app._exception is None


def poison(db: Any) -> None:
    """Give every stored text a hostile name, as far as the store takes it."""
    text = "[@click=app.quit]x[/x]\x1b[2J\x9b\u202e\x1d"
    sql = "UPDATE {0} SET {1} = ? || {2} WHERE id IN (SELECT id FROM {0} ORDER BY id DESC LIMIT 20)"
    for table, column, kept in (
        ("part", "name", "''"),
        ("part", "description", "''"),
        ("part", "unit", "''"),
        ("location", "name", "''"),
        ("partner", "name", "id"),
        ("supplier_part", "sku", "id"),
        ("stock_item", "notes", "''"),
        ("stock_item", "batch", "id"),
    ):
        db.execute_sql(sql.format(table, column, kept), (text,))
    for number, hostile in enumerate(TEXTS):
        db.execute_sql(
            "UPDATE part SET number = ?, name = ?, search = 'hostile' WHERE id = (SELECT max(id) - ? FROM part)",
            (f"{number}{hostile[:90]}", hostile[:200], number),
        )


@pytest.mark.parametrize(("size", "console"), [((40, 15), True), ((80, 24), False)], ids=["console", "unicode"])
async def test_hostile_codes_on_every_screen(station: Callable[..., Any], size: tuple[int, int], console: bool) -> None:
    async with station(size, console=console) as kiosk:
        for raw in HOSTILE.values():
            await kiosk.scan(raw)  # the first on the menu, the others over the explanation of the one before
            check(kiosk)
            await kiosk.key("f9")
            check(kiosk)
        for raw in HOSTILE.values():
            await kiosk.app.enter(Place.ASSIGN, Scan(raw, "bench", 1, 1, 1))
            await kiosk.scan(raw)
            check(kiosk)
            await kiosk.app.pop_screen()
        assert kiosk.app.return_code is None


@pytest.mark.parametrize("size", [(40, 15), (120, 40)], ids=["40x15", "120x40"])
async def test_hostile_names_in_the_store(station: Callable[..., Any], size: tuple[int, int]) -> None:
    async with station(size, prepare=poison, names=("[/x]\x1b[2J", "b\u202e\x9b")) as kiosk:
        check(kiosk)

        def things(db: Any) -> list[str]:
            rows = db.execute_sql("SELECT id FROM part ORDER BY id DESC LIMIT 20").fetchall()
            items = db.execute_sql("SELECT id FROM stock_item ORDER BY id DESC LIMIT 5").fetchall()
            places = db.execute_sql("SELECT id FROM location ORDER BY id DESC LIMIT 3").fetchall()
            return (
                [f"KSK-PA{id}" for (id,) in rows]
                + [f"KSK-SI{id}" for (id,) in items]
                + [f"KSK-LO{id}" for (id,) in places]
            )

        for code in kiosk.store.call(things):
            await kiosk.scan(code)
            check(kiosk)
            kiosk.frame.action_page(1)
            await kiosk.settled()
            check(kiosk)
        await kiosk.scan("nope")
        await kiosk.key("1")
        kiosk.frame.query_one(Input).value = "hostile"
        await kiosk.settled()
        check(kiosk)
        await kiosk.key("down", "enter")
        check(kiosk)
        await kiosk.key("1")
        check(kiosk)


@pytest.mark.parametrize(("size", "console"), [((40, 15), True), ((80, 24), False)], ids=["console", "unicode"])
async def test_hostile_codes_and_names_in_the_modes(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    def things(db: Any) -> list[str]:
        parts = db.execute_sql("SELECT DISTINCT part_id FROM stock_item ORDER BY part_id DESC LIMIT 6").fetchall()
        items = db.execute_sql("SELECT id FROM stock_item ORDER BY id DESC LIMIT 6").fetchall()
        places = db.execute_sql("SELECT id FROM location WHERE structural = 0 ORDER BY id DESC LIMIT 2").fetchall()
        named = (("SL", places), ("PA", parts), ("SI", items))
        return [f"KSK-{kind}{id}" for kind, rows in named for (id,) in rows]

    async with station(size, console=console, prepare=poison) as kiosk:
        await kiosk.store.run(
            lambda db: db.execute_sql("UPDATE location SET path = path || '[/x]' || char(27) || '[2J' WHERE id > 3")
        )
        for kind in ModeKind:
            await kiosk.app.enter(Place.MODE, kind)
            for code in (*kiosk.store.call(things), *(HOSTILE.values() if kind is ModeKind.MOVE else ())):
                await kiosk.scan(code)
                check(kiosk)
            await kiosk.key("escape", "f7")
            check(kiosk)
            await kiosk.key("escape", "f1")
            check(kiosk)
            await kiosk.scan("KSKCMDMENU")
        assert kiosk.app.return_code is None


def poison_lists(db: Any) -> None:
    """The same, with parts that are short, and some that are archived."""
    poison(db)
    db.execute_sql("UPDATE part SET minimum = 999000000000 WHERE search = 'hostile'")
    db.execute_sql("UPDATE part SET archived_at = 1 WHERE id IN (SELECT max(id) FROM part)")


@pytest.mark.parametrize(("size", "console"), [((40, 15), True), ((80, 24), False)], ids=["console", "unicode"])
async def test_hostile_names_in_lists_and_what_is_done_with_them(
    station: Callable[..., Any], size: tuple[int, int], console: bool
) -> None:
    async with station(size, console=console, prepare=poison_lists) as kiosk:
        await kiosk.key("f3")
        for _ in range(4):  # everything, parts, places, archived
            await kiosk.key("end", "pageup")
            check(kiosk)
            await kiosk.key("f4")
            check(kiosk)
            await kiosk.key("escape", "f3")
        for text in TEXTS:
            kiosk.frame.query_one(Input).value = text[:200]
            await kiosk.settled()
            check(kiosk)
        await kiosk.key("escape", "escape", "9", "3")
        for _ in range(len(TEXTS)):
            await kiosk.key("down")
            check(kiosk)
        await kiosk.key("home", "f4", "9")
        assert kiosk.name == "Archive"
        check(kiosk)
        await kiosk.key("1")
        check(kiosk)


async def test_hostile_text_in_toasts_titles_and_alarms(station: Callable[..., Any]) -> None:
    async with station((80, 24), toasts=True) as kiosk:
        for text in TEXTS:
            kiosk.app.tell(text)
            kiosk.frame.headline.say(text, text)
            kiosk.frame.alarm(text, text)
            await kiosk.settled()
            await kiosk.until(lambda: bool(kiosk.app.screen.query("Toast")))
            check(kiosk)
            kiosk.app.clear_notifications()


async def test_pasted_control_characters_are_refused_not_typed(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        await kiosk.key("f2")
        kiosk.app.post_message(events.Paste("abc\x1b[2Jdef"))
        await kiosk.settled()
        assert kiosk.frame.prompt.text == ""
        kiosk.app.post_message(events.Paste("RES-0805-10R"))
        await kiosk.settled()
        assert kiosk.frame.prompt.text == "RES-0805-10R"
        check(kiosk)
