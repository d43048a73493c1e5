"""Labels of things: what is on each, as it is kept in the queue, and as it is drawn by its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from kiosk.labels.drawing import Drawing, Page
from kiosk.labels.facts import LabelFacts
from kiosk.labels.layout import DOT, LayoutError, lay_out
from kiosk.labels.library import Library
from kiosk.labels.sheets import Sheet, place, single
from kiosk.labels.templates import Template
from kiosk.stock.print_jobs import Content, NewJob
from kiosk.stock.thing import Thing
from kiosk.store import label_facts
from kiosk.store.sql import Db
from kiosk.wording import label_templates as wording

SINGLE = "single"  # in place of a paper: a page for each label, no larger than it

_ALSO = {"unit": "stock_item", "supplier_part": "part"}  # templates of those serve for these, too


@dataclass(frozen=True, slots=True)
class Made:
    """A label: what it is of, what it is called in lists, what is on it."""

    thing: Thing
    label: str
    content: Content

    def job(self, printer: str, copies: int = 1) -> NewJob:
        """The same for a printer's queue."""
        return NewJob(printer, self.content, self.label, copies, self.thing)


def made(
    db: Db, library: Library, things: Sequence[Thing], template: str = "", zone: tzinfo | None = None
) -> tuple[Made, ...]:
    """Labels of these things in their order, without those that are no more.

    Without `template` each by the one that has the name of its kind. Raises TemplateError for a template that there is
    not, LayoutError for one of another kind.
    """
    chosen = library.template(template) if template else None
    facts = label_facts.facts(db, things, zone)
    return tuple(_made(library, one, chosen) for one in facts)


def _made(library: Library, facts: LabelFacts, chosen: Template | None) -> Made:
    template = chosen or library.template(facts.kind)
    if template.kind not in (facts.kind, _ALSO.get(facts.kind)):
        raise LayoutError(wording.wrong_kind(template.name, template.kind, facts.kind))
    return Made(facts.thing, called(facts), Content(template.name, facts.fields, facts.rows))


def called(facts: LabelFacts) -> str:
    """What a label is called in lists: number and serial or batch, or the path of a location."""
    fields = facts.fields
    named = (
        fields.get("number", "") or fields.get("location", ""),
        fields.get("serial", "") or fields.get("batch", ""),
    )
    return " · ".join(filter(None, named))


def drawings(library: Library, labels: Sequence[Made], dot: float = DOT) -> tuple[Drawing, ...]:
    """Each label as it is drawn, a slip as one drawing for each page. Raises TemplateError, LayoutError."""
    return tuple(
        drawing
        for one in labels
        for drawing in lay_out(library.template(one.content.template), one.content.fields, one.content.rows, dot=dot)
    )


def paper(library: Library, labels: Sequence[Made], sheet: str = "") -> Sheet | None:
    """The paper of this name; without one, that of the largest label's template. None: a page for each label."""
    if sheet == SINGLE:
        return None
    if sheet:
        return library.sheet(sheet)
    used = [library.template(name) for name in {one.content.template for one in labels}]
    largest = max(used, key=lambda one: (one.width * one.height, one.name), default=None)
    return library.sheet(largest.sheet) if largest is not None and largest.sheet else None


def pages(sheet: Sheet | None, drawn: Sequence[Drawing], start: int = 1) -> tuple[Page, ...]:
    """Drawings on paper. Raises LayoutError where one is larger than a label, or there is no label `start`."""
    if sheet is not None:
        return place(sheet, drawn, start)
    if start != 1:
        raise LayoutError(wording.no_such_start(start, 1))
    return single(drawn)
