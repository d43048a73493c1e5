"""What is being worked on while a code is scanned: what a reader of another package may want to know. Pure."""

from typing import NamedTuple


class About(NamedTuple):
    """The number of the open document and its kind ("goods_receipt", "goods_issue" …), the number of the part of its
    current line; empty where there is none."""

    document: str = ""
    kind: str = ""
    part: str = ""


NOTHING = About()
