"""Labels that are printed by themselves, of what comes in: with each serial as it is taken in, or when all is posted.

Called within the transactions of what they are for, so that a label waits if and only if that was saved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk import times
from kiosk.flows.printing.making import called, made
from kiosk.labels.facts import LabelFacts, gs1, gtin
from kiosk.post import Post
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Document, Line
from kiosk.stock.print_jobs import Content, NewJob
from kiosk.store import draft_serials, label_facts, posting, print_jobs
from kiosk.store.sql import Db

UNIT, GS1_UNIT = "unit", "gs1_unit"  # templates


def of_serials(db: Db, post: Post, document: Document, line: Line, serials: Sequence[str]) -> None:
    """Labels of serials that a draft has just taken in on this line, in this order, where the station prints each.

    What has no id yet has no code of our own: its code is its serial, or GTIN and serial where one piece of its part
    has a GTIN.
    """
    if post.labels.receiving != "each" or not post.labels.printer or document.way is not Way.IN:
        return
    ids = draft_serials.ids_of(db, document.id, line.id, serials)
    place = line.at(document.way)
    things = [line.part] if place is None else [line.part, place]
    part, *places = label_facts.facts(db, things, times.zone(post.zone))
    gtin14 = label_facts.gtin_of_one(db, line.part.id)
    jobs = []
    for serial in serials:
        facts = _of_serial(part, gtin14, places[0].fields if places else {}, document, line, serial)
        template = GS1_UNIT if facts.fields["gs1"] else UNIT
        jobs.append(
            NewJob(
                post.labels.printer,
                Content(template, facts.fields),
                called(facts),
                thing=line.part,
                document=document.id,
                draft_serial=ids.get(serial),
            )
        )
    print_jobs.add(db, post, jobs)


def _of_serial(
    part: LabelFacts, gtin14: str, place: Mapping[str, str], document: Document, line: Line, serial: str
) -> LabelFacts:
    expiry = "" if line.expiry is None else line.expiry.isoformat()
    fields = {
        **part.fields,
        "code": serial,
        "serial": serial,
        "batch": line.batch,
        "expiry": expiry,
        "location": place.get("location", ""),
        "place": place.get("name", ""),
        "supplier": "" if document.partner is None else document.partner.name,
        "notes": line.notes,
        "gtin": gtin(gtin14),
        "gs1": gs1(gtin14, line.batch, expiry, serial),
    }
    return LabelFacts(part.thing, UNIT, fields)


def of_posting(db: Db, post: Post, document: Document, operation: int) -> None:
    """Labels of all that a document has brought in, where the station prints them when that is posted.

    Units in the order in which they were scanned, then quantities line by line. Called before what only a draft has is
    dropped, which knows that order.
    """
    if post.labels.receiving != "posting" or not post.labels.printer or document.way is not Way.IN:
        return
    labels = made(db, posting.brought_in(db, operation), zone=times.zone(post.zone))
    jobs = [replace(label.job(post.labels.printer), document=document.id) for label in labels]
    print_jobs.add(db, post, jobs)


def unclaimed(db: Db, document: int) -> None:
    """A draft may name fewer serials than before: labels that wait for those it has no more are dropped."""
    print_jobs.drop_unclaimed(db, document)


def cancelled(db: Db, document: int) -> None:
    """A document came to nothing: what of it waits is dropped."""
    print_jobs.drop_of(db, document)
