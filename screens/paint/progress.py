"""A bar that says how much of something is done."""

from screens.paint.marks import Marks
from screens.paint.text import Line, Span


def bar(done: float, cells: int, marks: Marks) -> Line:
    """`done` is a share of 1. What is begun shows at least one cell, and what is not done leaves one."""
    full = int(max(0.0, min(done, 1.0)) * cells)
    if 0 < done < 1 and cells > 1:
        full = max(1, min(full, cells - 1))
    return (Span(marks.bar * full, "bar"), Span(marks.rest * (cells - full), "dim"))
