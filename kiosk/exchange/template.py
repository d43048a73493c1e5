"""What a person needs to write a file of a kind: its columns explained, and rows to begin with."""

from collections.abc import Iterator

from kiosk.exchange.kind import Cells, Kind


def header(kind: Kind) -> Cells:
    return tuple(column.name for column in kind.columns)


def rows(kind: Kind) -> Iterator[Cells]:
    """The examples of a kind, which an import takes as they are."""
    for example in kind.examples:
        yield tuple(example.get(name, "") for name in header(kind))


def explained(kind: Kind) -> str:
    """The kind and its columns as a section of Markdown, as it stands in the README."""
    lines = [
        f"### `{kind.name}`",
        "",
        f"{kind.about[0].upper()}{kind.about[1:]}.",
        "",
        "| column | holds |",
        "|---|---|",
    ]
    for column in kind.columns:
        needed = " (required)" if column.needed else ""
        lines.append(f"| `{column.name}`{needed} | {column.about} |")
    return "\n".join(lines) + "\n"
