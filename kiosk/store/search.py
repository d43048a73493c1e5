"""Searching by a part of a name, a number, a serial or a path, as a person types it."""

import unicodedata
from collections.abc import Collection

from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import LABELS
from kiosk.store.sql import Db, execute

LAST = "\U0010ffff"  # sorts behind all that can follow a prefix
_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def folded(*texts: str) -> str:
    """The text of a `search` column: without case, accents and marks, so that `muller` finds `Müller`."""
    decomposed = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def lowered(text: str) -> str:
    """The text as SQL's `lower` makes that of a code: neither engine folds letters beyond ASCII there."""
    return text.translate(_LOWER)


SEARCHED = (Kind.PART, Kind.STOCK_ITEM, Kind.LOCATION)


def search(db: Db, text: str, limit: int = 50, kinds: Collection[Kind] = SEARCHED) -> tuple[Thing, ...]:
    """Parts, units and locations that `text` fits, those that begin with it first; archived ones are left out.

    Parts and locations fit when number or path and name contain each of the words, whatever their case and
    accents; units when the serial begins with the text. Answers nothing for an empty text.
    """
    words = folded(text).split()
    if not words or "\0" in text:
        return ()
    found = [
        *(_by_words(db, Kind.PART, "number", words, limit) if Kind.PART in kinds else ()),
        *(_by_serial(db, text.strip(" "), limit) if Kind.STOCK_ITEM in kinds else ()),
        *(_by_words(db, Kind.LOCATION, "path", words, limit) if Kind.LOCATION in kinds else ()),
    ]
    found.sort(key=lambda ranked: ranked[0])  # stable: kind and number keep their order within a rank
    return tuple(thing for _, thing in found[:limit])


def _by_words(db: Db, kind: Kind, code: str, words: list[str], limit: int) -> list[tuple[int, Thing]]:
    fits = " AND ".join("t.search LIKE ? ESCAPE '!'" for _ in words)
    rows = execute(
        db,
        f"SELECT CASE WHEN t.search LIKE ? ESCAPE '!' THEN 0 ELSE 1 END AS later, t.id, {LABELS[kind].format('t.id')}"
        f" FROM {kind.value} t WHERE t.archived_at IS NULL AND {fits} ORDER BY later, t.{code} LIMIT ?",
        f"{escaped(' '.join(words))}%",
        *(f"%{escaped(word)}%" for word in words),
        limit,
    )
    return [(later, Thing(kind, id, label)) for later, id, label in rows.fetchall()]


def _by_serial(db: Db, text: str, limit: int) -> list[tuple[int, Thing]]:
    # Serials are exact; whoever types one in small letters means the large ones, too.
    begins = {text, text.upper()}
    ranges = " OR ".join("(t.serial >= ? AND t.serial < ?)" for _ in begins)
    rows = execute(
        db,
        f"SELECT t.id, {LABELS[Kind.STOCK_ITEM].format('t.id')} FROM stock_item t"
        f" WHERE t.serial IS NOT NULL AND t.status <> 'void' AND ({ranges}) ORDER BY t.serial LIMIT ?",
        *(bound for begin in sorted(begins) for bound in (begin, begin + LAST)),
        limit,
    )
    return [(0, Thing(Kind.STOCK_ITEM, id, label)) for id, label in rows.fetchall()]


def escaped(text: str) -> str:
    """A text as LIKE ... ESCAPE '!' takes it: its wildcards stand for themselves."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
