"""Text in lines that are no wider than they may be. Pure."""

from kiosk.labels.text_width import width as measured

_SMALLER = 0.95  # a step, to the size before

PITCH = 1.2  # from one line to the next, to the height of letters


def wrapped(text: str, size: float, width: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text: at most `most`, the last with all the rest, which is cut where it is drawn.

    A word that is wider than a line is broken, unless it is in the last line.
    """
    lines: list[str] = []
    rest = " ".join(text.split(" "))
    while rest and len(lines) < most - 1 and measured(rest, size, bold) > width:
        fits = _fits(rest, size, width, bold)
        space = rest.rfind(" ", 0, fits + 1)
        at = space if space > 0 else fits
        lines.append(rest[:at].rstrip(" "))
        rest = rest[at:].lstrip(" ")
    return (*lines, rest) if rest else tuple(lines)


def fitting(text: str, size: float, smallest: float, width: float, most: int, *, bold: bool = False) -> float:
    """The largest size, from `size` down to `smallest`, at which the whole text has room; else the smallest."""
    while size > smallest:
        lines = wrapped(text, size, width, most, bold=bold)
        if not lines or measured(lines[-1], size, bold) <= width:
            return size
        size = max(size * _SMALLER, smallest)
    return size


def _fits(text: str, size: float, width: float, bold: bool) -> int:
    """How many characters of the text fit, at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measured(text[:middle], size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    return low
