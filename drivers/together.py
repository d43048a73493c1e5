"""Codes of one device that were read at one trigger, put together into one message.

Owns what is still waiting for more. Knows no device and no clock: its slot tells it what came, and when a silence
is long enough. A label that was torn makes the whole read torn, since the rest of it would be half used.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kiosk.config import ScannerConfig
from kiosk.scan import Label, Message, Scan, ScannerState, Torn, joined

MOST = 20  # labels of one read: more come of a scanner that reads without end, and must not outgrow a datagram


class Together:
    """Holds back each code until it is known that no other one follows it. Its messages are numbered by `seq`."""

    def __init__(self, config: ScannerConfig, seq: Iterator[int]) -> None:
        self._seq = seq
        # Where only a silence ends a code, the code is older by that silence when it comes.
        silence = config.silence_ms if config.terminator == "none" else 0
        self._gap = (config.together_ms + silence) * 1_000_000
        self._held: list[Scan | Torn] = []

    def feed(self, messages: Iterable[Message], *, inside: bool) -> list[Message]:
        """What is complete now. `inside`: the first of `messages` had begun before, within the time that counts."""
        done: list[Message] = []
        for message in messages:
            if isinstance(message, ScannerState):
                done += [*self.end(), message]
                continue
            deadline = self.deadline()
            if deadline is not None and message.mono > deadline and not inside:
                done += self.end()
            self._held.append(message)
            inside = False
            if sum(len(_labels(one)) for one in self._held) >= MOST:
                done += self.end()
        return done

    def deadline(self) -> int | None:
        """CLOCK_MONOTONIC ns until which another code belongs to those held; None where none is."""
        return self._held[-1].mono + self._gap if self._held else None

    def end(self) -> list[Message]:
        """What is held: nothing more belongs to it."""
        held, self._held = self._held, []
        return [replace(_one(held), seq=next(self._seq))] if held else []


def combined(scan: Scan, labels: Sequence[Label]) -> Scan:
    """The scan of these labels, at least one. The same one again and again is a code like any other."""
    first = labels[0]
    if all(label == first for label in labels):
        return replace(scan, raw=first.raw, symbology=first.symbology, labels=())
    raw, symbology = joined(labels)
    return replace(scan, raw=raw, symbology=symbology, labels=tuple(labels))


def _one(held: Sequence[Scan | Torn]) -> Scan | Torn:
    labels = [label for message in held for label in _labels(message)]
    last = held[-1]
    for message in held:
        if isinstance(message, Torn):
            return replace(message, raw=joined(labels)[0], at=last.at, mono=last.mono)
    return combined(last, labels) if isinstance(last, Scan) else last


def _labels(message: Scan | Torn) -> tuple[Label, ...]:
    if isinstance(message, Torn):
        return (Label(message.raw),)
    return message.labels or (Label(message.raw, message.symbology),)
