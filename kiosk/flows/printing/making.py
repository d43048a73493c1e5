"""Labels of things: what is on each, as it is kept in the queue, and as it is drawn by its template.

Every document imports this, since it may queue labels; what draws them is imported when they are drawn.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import TYPE_CHECKING

from kiosk.labels.facts import LabelFacts
from kiosk.stock.print_jobs import Content, NewJob
from kiosk.stock.thing import Thing
from kiosk.store import label_facts
from kiosk.store.sql import Db
from kiosk.wording import label_templates as wording
from kiosk.wording.labels import sheet_title

if TYPE_CHECKING:
    from kiosk.labels.drawing import Drawing, Page
    from kiosk.labels.library import Library
    from kiosk.labels.sheets import Sheet
    from kiosk.labels.templates import Template

COMMANDS = "commands"  # the template of the sheet of command codes
DOCUMENT, ROLL = "document", "document_roll"  # templates of slips: on pages, and on what a label printer has
SINGLE = "single"  # in place of a paper: a page for each label, no larger than it

ALSO = {"unit": "stock_item", "supplier_part": "part"}  # templates of those serve for these, too


@dataclass(frozen=True, slots=True)
class Made:
    """A label: what it is of, if anything; what it is called in lists; what is on it."""

    thing: Thing | None
    label: str
    content: Content

    def job(self, printer: str, copies: int = 1) -> NewJob:
        """The same for a printer's queue."""
        return NewJob(printer, self.content, self.label, copies, self.thing)


def made(
    db: Db, things: Sequence[Thing], template: "Template | None" = None, zone: tzinfo | None = None
) -> tuple[Made, ...]:
    """Labels of these things in their order, without those that are no more; `zone` is that of the dates on them.

    Without `template` each by the one that has the name of its kind. Raises LayoutError for one of another kind.
    """
    return tuple(_made(facts, template) for facts in label_facts.facts(db, things, zone))


def _made(facts: LabelFacts, template: "Template | None") -> Made:
    if template is not None and template.kind not in (facts.kind, ALSO.get(facts.kind)):
        from kiosk.labels.layout import LayoutError

        raise LayoutError(wording.wrong_kind(template.name, template.kind, facts.kind))
    name = facts.kind if template is None else template.name
    return Made(facts.thing, called(facts), Content(name, facts.fields, facts.rows))


def commands(prefix: str, template: str = COMMANDS) -> Made:
    """The sheet of command codes that begin with this prefix."""
    return Made(None, sheet_title(), Content(template, {"prefix": prefix}))


def slip(library: "Library", *, roll: bool) -> str:
    """The template of slips that nobody has chosen one for: `roll` where a label printer is to have them.

    A user's own goes before either. Raises TemplateError.
    """
    return ROLL if roll and not library.is_own(DOCUMENT) else DOCUMENT


def called(facts: LabelFacts) -> str:
    """What a label is called in lists: number and serial or batch, or the path of a location."""
    fields = facts.fields
    named = (
        fields.get("number", "") or fields.get("location", ""),
        fields.get("serial", "") or fields.get("batch", ""),
    )
    return " · ".join(filter(None, named))


def drawings(
    library: "Library", labels: Sequence[Made], dot: float | None = None, copies: int = 1
) -> "tuple[Drawing, ...]":
    """Each label as it is drawn, so many times; of a slip each page. Raises TemplateError, LayoutError.

    `dot` is that of the printer in mm; None: of an office printer.
    """
    from kiosk.labels.layout import DOT, lay_out

    dot = DOT if dot is None else dot
    read = used(library, labels)
    return tuple(
        drawing
        for content in (one.content for one in labels)
        for several in [lay_out(read[content.template], content.fields, content.rows, dot=dot)] * copies
        for drawing in several
    )


def codes_left_out(templates: "Mapping[str, Template]", labels: Sequence[Made]) -> Mapping[str, int]:
    """How many labels lack a code since it is empty of them, by its text, such as `{gtin}`.

    Those by templates that are not given are not looked at.
    """
    from kiosk.labels.layout import empty

    drawn = [(templates[one.content.template], one.content) for one in labels if one.content.template in templates]
    return Counter(entry.text for template, content in drawn for entry in empty(template, content.fields))


def paper(library: "Library", labels: Sequence[Made], sheet: str = "") -> "Sheet | None":
    """The paper of this name; without one, that of the largest label's template. None: a page for each label."""
    if sheet == SINGLE:
        return None
    if sheet:
        return library.sheet(sheet)
    read = used(library, labels).values()
    largest = max(read, key=lambda one: (one.width * one.height, one.name), default=None)
    return library.sheet(largest.sheet) if largest is not None and largest.sheet else None


def used(library: "Library", labels: Sequence[Made]) -> "dict[str, Template]":
    """The templates of these labels, each read once. Raises TemplateError."""
    return {name: library.template(name) for name in {one.content.template for one in labels}}


def pages(sheet: "Sheet | None", drawn: "Sequence[Drawing]", start: int = 1) -> "tuple[Page, ...]":
    """Drawings on paper. Raises LayoutError where one is larger than a label, or there is no label `start`."""
    from kiosk.labels.layout import LayoutError
    from kiosk.labels.sheets import place, single

    if sheet is not None:
        return place(sheet, drawn, start)
    if start != 1:
        raise LayoutError(wording.no_such_start(start, 1))
    return single(drawn)
