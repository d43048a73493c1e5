"""Identifiers that are unique across all stores, made by the station that writes a row."""

import os
import time


def new() -> str:
    """A UUIDv7 (RFC 9562) as 32 hex digits. Those made one after the other are neighbours in the index."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    value = (millis & 0xFFFF_FFFF_FFFF) << 80 | random
    value = value & ~(0xF << 76) | 0x7 << 76  # version
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant
    return f"{value:032x}"
