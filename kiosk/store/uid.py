"""Identifiers that are unique across all stores, made by the station that writes a row."""

import os
import time

_BYTES = 10
_MARKS = 0x7 << 76 | 0x2 << 62  # version and variant
_RANDOM = (1 << 80) - 1 & ~(0xF << 76 | 0x3 << 62)


def new() -> str:
    """A UUIDv7 (RFC 9562) as 32 hex digits. Those made one after the other are neighbours in the index."""
    return several(1)[0]


def several(count: int) -> list[str]:
    """So many of them. Those made at once share their milliseconds, and cost one read of the system's randomness."""
    millis = time.time_ns() // 1_000_000 & 0xFFFF_FFFF_FFFF
    random = os.urandom(_BYTES * count)
    return [_uuid(millis, int.from_bytes(random[at : at + _BYTES])) for at in range(0, len(random), _BYTES)]


def _uuid(millis: int, random: int) -> str:
    return f"{millis << 80 | random & _RANDOM | _MARKS:032x}"
