"""Masks: what the serials of a part look like, in a small language of its own.

A mask is fixed text with pieces in braces: `SN-{digits 6}` is SN-000001 and so on, `{digits 14}{luhn}` an IMEI.

    {digits 6}        six of 0-9; `{digits}` is one, `{digits 4-8}` four to eight (one piece of a mask may have a range)
    {letters 2}       two of A-Z and a-z
    {mixed 5}         five of 0-9, A-Z and a-z
    {luhn}            a check digit by Luhn, of all digits before it
    {mod10}           a check digit by GS1's mod 10, of all digits before it
    {mod43}           a check character by Code 39's mod 43, of all characters before it
    {{ and }}         a brace as fixed text

Nothing but fixed text stands behind a check digit. The last digits of a mask, or the last mixed piece where it has
none, are what counts on; the check digit follows. A mask says nothing of serials that are there already.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_letters, digits

from kiosk.serials import braces
from kiosk.serials.braces import LoneBrace
from kiosk.serials.check_digits import CHECKS
from kiosk.serials.counting import parted
from kiosk.stock.fields import CODE, code
from kiosk.wording import masks as wording

MASK = 200  # characters of a mask

_KINDS = {"digits": digits, "letters": ascii_letters, "mixed": digits + ascii_letters}
_IN_BRACES = re.compile(r"([a-z0-9]+)(?: +([0-9]{1,3})(?:-([0-9]{1,3}))?)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a mask: fixed `text`, a `check` digit, or `least` to `most` characters of a kind."""

    text: str = ""
    check: str = ""
    kind: str = ""
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Mask:
    """A mask that can be used: its pieces, one of which at most varies in length."""

    pieces: tuple[Piece, ...]

    def wrong(self, serial: str) -> str:
        """What keeps a serial from being one of the mask, as the end of a sentence; empty where nothing does."""
        least = sum(piece.least for piece in self.pieces)
        most = sum(piece.most for piece in self.pieces)
        if not least <= len(serial) <= most:
            return wording.other_length(len(serial), least, most)
        at = 0
        for piece, text in zip(self.pieces, self._parts(serial), strict=True):
            if wrong := _wrong(piece, text, at, serial[:at]):
                return wrong
            at += len(text)
        return ""

    def following(self, latest: str | None) -> str | None:
        """The serial after `latest`, the first one after None; None where there is none or it can't be told."""
        if latest is None:
            texts = self._first()
        elif self.wrong(latest):
            return None
        else:
            texts = self._counted(self._parts(latest))
        if texts is None:
            return None
        serial = ""
        for piece, text in zip(self.pieces, texts, strict=True):
            made = CHECKS[piece.check](serial) if piece.check else text
            if not made:
                return None  # fixed text that a check digit can't be of
            serial += made
        return serial

    def _parts(self, serial: str) -> list[str]:
        """A serial of a length that fits, cut into what its pieces are."""
        spare = len(serial) - sum(piece.least for piece in self.pieces)
        parts = []
        at = 0
        for piece in self.pieces:
            size = piece.least + (spare if piece.most > piece.least else 0)
            parts.append(serial[at : at + size])
            at += size
        return parts

    def _first(self) -> list[str] | None:
        if any(piece.kind and piece.kind != "digits" for piece in self.pieces):
            return None
        if sum(bool(piece.kind) for piece in self.pieces) != 1:
            return None  # which of two numbers is a year, say, no mask tells
        return ["1".zfill(piece.least) if piece.kind else piece.text for piece in self.pieces]

    def _counted(self, parts: list[str]) -> list[str] | None:
        counting = [at for at, piece in enumerate(self.pieces) if piece.kind == "digits"] or [
            at for at, piece in enumerate(self.pieces) if piece.kind == "mixed"
        ]
        if not counting:
            return None
        at = counting[-1]
        before, number = parted(parts[at])
        if not number:
            return None
        more = f"{before}{int(number) + 1:0{len(number)}d}"
        return [*parts[:at], more, *parts[at + 1 :]] if len(more) <= self.pieces[at].most else None


def mask_text(text: str) -> str:
    """A text that is a mask, or empty, as a field has it. Raises ValueError as `mask` does."""
    if text:
        mask(text)
    return text


@lru_cache(maxsize=64)
def mask(text: str) -> Mask:
    """The mask that a text is. Raises ValueError with what is wrong with it, as the end of a sentence."""
    code(text, MASK)
    try:
        pieces = [_in_braces(piece) if braced else _fixed(piece) for piece, braced in braces.pieces(text)]
    except LoneBrace as error:
        raise ValueError(wording.lone_brace(str(error))) from error
    if wrong := _unusable(pieces):
        raise ValueError(wrong)
    return Mask(tuple(pieces))


def _fixed(text: str) -> Piece:
    return Piece(text=text, least=len(text), most=len(text))


def _in_braces(text: str) -> Piece:
    found = _IN_BRACES.fullmatch(text.strip())
    if found is None or found[1] not in (*_KINDS, *CHECKS):
        raise ValueError(wording.no_piece(text))
    name, least, most = found.groups()
    if name in CHECKS:
        if least is not None:
            raise ValueError(wording.check_is_one(name))
        return Piece(check=name)
    piece = Piece(kind=name, least=int(least or 1), most=int(most or least or 1))
    if not 1 <= piece.least <= piece.most:
        raise ValueError(wording.no_length(text))
    return piece


def _unusable(pieces: list[Piece]) -> str:
    checks = [at for at, piece in enumerate(pieces) if piece.check]
    wrong = ""
    if not any(piece.kind for piece in pieces):
        wrong = wording.all_fixed()
    elif sum(piece.most for piece in pieces) > CODE:
        wrong = wording.too_long(sum(piece.most for piece in pieces), CODE)
    elif sum(piece.most > piece.least for piece in pieces) > 1:
        wrong = wording.two_ranges()
    elif len(checks) > 1 or (checks and any(piece.kind for piece in pieces[checks[0] :])):
        wrong = wording.check_not_last()
    elif checks and not any(piece.kind for piece in pieces[: checks[0]]):
        wrong = wording.check_of_nothing(pieces[checks[0]].check)
    return wrong


def _wrong(piece: Piece, text: str, at: int, before: str) -> str:
    if piece.text:
        return "" if text == piece.text else wording.other_text(piece.text, at + 1)
    if piece.kind:
        allowed = _KINDS[piece.kind]
        odd = next((place for place, char in enumerate(text) if char not in allowed), None)
        return "" if odd is None else wording.other_kind(piece.kind, at + odd + 1, text[odd])
    due = CHECKS[piece.check](before)
    if text == due:
        return ""
    return wording.other_check(piece.check, text, due) if due else wording.no_check(piece.check)
