"""Code 128 as modules, the narrowest bars and gaps of which a code is made."""

QUIET = 10  # modules that must be clear on both sides of a code


def modules(text: str) -> str:
    """A code from its first bar to its last: 1 is a dark module, 0 a light one. `text` is ASCII, and not empty."""
    from barcode.codex import Code128  # takes longer to import than most commands take

    drawn: str = Code128(text).build()[0]
    return drawn


def bars(modules: str) -> tuple[tuple[int, int], ...]:
    """The bars of a code: where each begins, and how wide it is, in modules."""
    found = []
    at = 0
    while (at := modules.find("1", at)) >= 0:
        end = modules.find("0", at)
        end = len(modules) if end < 0 else end
        found.append((at, end - at))
        at = end
    return tuple(found)
