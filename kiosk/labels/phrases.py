"""Texts with fields in braces, as templates write them. Pure.

`{number} {name}` names fields; what stands in brackets vanishes where all fields in it are empty, and so does the whole
text where all of its fields are: `{number}[ · batch {batch}]`. A brace or a bracket itself is written twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kiosk.wording import label_templates as wording

_OPENING, _CLOSING = "{[", "}]"


class PhraseError(ValueError):
    """A text that can't be taken apart; says why."""


@dataclass(frozen=True, slots=True)
class Field:
    name: str


Piece = str | Field


@dataclass(frozen=True, slots=True)
class Phrase:
    """Groups, each in brackets (`optional`) or not."""

    groups: tuple[tuple[bool, tuple[Piece, ...]], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields, in their order."""
        return tuple(piece.name for _, pieces in self.groups for piece in pieces if isinstance(piece, Field))

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with these values; empty where it has fields and all are empty."""
        names = self.fields
        if names and not any(values.get(name, "") for name in names):
            return ""
        return "".join(_told(optional, pieces, values) for optional, pieces in self.groups).strip(" ")


def _told(optional: bool, pieces: tuple[Piece, ...], values: Mapping[str, str]) -> str:
    names = [piece.name for piece in pieces if isinstance(piece, Field)]
    if optional and names and not any(values.get(name, "") for name in names):
        return ""
    return "".join(values.get(piece.name, "") if isinstance(piece, Field) else piece for piece in pieces)


@lru_cache(maxsize=512)
def parse(text: str) -> Phrase:
    """Take a text apart. Raises PhraseError."""
    groups: list[tuple[bool, tuple[Piece, ...]]] = []
    pieces: list[Piece] = []
    inside = False
    for mark, piece in _tokens(text):
        if mark == "[" and inside:
            raise PhraseError(wording.nested())
        if mark == "]" and not inside:
            raise PhraseError(wording.not_opened("]"))
        if mark:
            groups.append((inside, tuple(pieces)))
            pieces = []
            inside = mark == "["
        else:
            pieces.append(piece)
    if inside:
        raise PhraseError(wording.not_closed("["))
    groups.append((False, tuple(pieces)))
    return Phrase(tuple(group for group in groups if group[1]))


def _tokens(text: str) -> Iterator[tuple[str, Piece]]:
    """A bracket with nothing, or nothing with a piece."""
    at = 0
    while at < len(text):
        char = text[at]
        if char in _OPENING + _CLOSING and text.startswith(char * 2, at):
            yield "", char
            at += 2
        elif char == "{":
            end = text.find("}", at)
            if end < 0:
                raise PhraseError(wording.not_closed("{"))
            yield "", Field(text[at + 1 : end].strip())
            at = end + 1
        elif char == "}":
            raise PhraseError(wording.not_opened("}"))
        elif char in "[]":
            yield char, ""
            at += 1
        else:
            yield "", char
            at += 1
