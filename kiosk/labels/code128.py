"""Code 128 as modules, the narrowest bars and gaps of which a code is made."""

QUIET = 10  # modules that must be clear on both sides of a code

_FNC1 = "\xf1"  # as the library has it


def modules(text: str) -> str:
    """A code from its first bar to its last: 1 is a dark module, 0 a light one. `text` is ASCII, and not empty."""
    from barcode.codex import Code128  # takes longer to import than most commands take

    code = Code128(text)
    if text.startswith("99"):
        code._try_to_optimize = list  # it takes this pair for a change of sets, and would leave it out
    drawn: str = code.build()[0]
    return drawn


def gs1_modules(text: str) -> str:
    """The same as GS1-128: with FNC1 before it, and in place of each GS in it."""
    from barcode.codex import Gs1_128

    drawn: str = Gs1_128(text.replace("\x1d", _FNC1)).build()[0]
    return drawn
