"""Labels of things: by which template, on which paper, and what is kept of them for a printer."""

import pytest

from kiosk.flows.printing import choosing, making
from kiosk.labels import templates
from kiosk.labels.layout import LayoutError
from kiosk.labels.library import Library
from kiosk.stock.print_jobs import Content
from kiosk.stock.thing import Kind, Thing

LIBRARY = Library()


@pytest.fixture
def made(shop):
    """`made(*names, template=…)`: labels of stock items and others of the shop."""
    kinds = {"resistor": Kind.PART, "acme": Kind.SUPPLIER_PART, "a": Kind.LOCATION}

    def make(*names, template=None):
        things = [Thing(kinds.get(name, Kind.STOCK_ITEM), shop.ids[name], "") for name in names]
        return shop.store.look(making.made, things, template)

    return make


def test_each_thing_has_the_template_of_its_kind(made):
    labels = made("resistor", "acme", "reel", "psu 1", "a")
    assert [one.content.template for one in labels] == ["part", "supplier_part", "stock_item", "unit", "location"]
    assert [one.label for one in labels] == [
        *("RES-10K", "RES-10K", "RES-10K · 20261101", "PSU-12 · SN-0001", "MAIN/A")
    ]


def test_what_is_queued_has_all_that_is_printed(made):
    (label,) = made("psu 1")
    job = label.job("zebra", 2)
    assert (job.printer, job.copies, job.label, job.thing) == ("zebra", 2, "PSU-12 · SN-0001", label.thing)
    assert Content.loaded(job.content.dumped()) == label.content


@pytest.mark.parametrize(
    ("name", "template"), [("psu 1", "gs1_stock_item"), ("acme", "part"), ("psu 1", "unit_linear")]
)
def test_templates_of_the_wider_kind_serve_too(made, name, template):
    (label,) = made(name, template=templates.builtin(template))
    assert label.content.template == template
    assert making.drawings(LIBRARY, [label])


@pytest.mark.parametrize(("name", "template"), [("reel", "unit"), ("a", "part"), ("resistor", "supplier_part")])
def test_others_are_refused_in_words(made, name, template):
    with pytest.raises(LayoutError, match=f"The template {template} is for a"):
        made(name, template=templates.builtin(template))


def test_the_paper_is_that_of_the_largest_label(made):
    labels = made("psu 1", "reel")
    assert making.paper(LIBRARY, labels).name == "a4-3x7"
    assert making.paper(LIBRARY, labels[:1]).name == "a4-4x12"
    assert making.paper(LIBRARY, labels, "a4-2x4").name == "a4-2x4"
    assert making.paper(LIBRARY, labels, making.SINGLE) is None
    assert making.paper(LIBRARY, []) is None


def test_copies_of_a_slip_come_whole_one_after_the_other():
    rows = [{"position": str(at), "number": f"P-{at}", "quantity": "1"} for at in range(90)]
    slip = making.Made(None, "GR-1-1", Content("document", {"number": "GR-1-1"}, rows))
    once, twice = making.drawings(LIBRARY, [slip]), making.drawings(LIBRARY, [slip], copies=2)
    assert len(once) > 1
    assert twice == (*once, *once)


def test_a_label_without_a_sheet_has_no_start(made):
    drawn = making.drawings(LIBRARY, made("a"))
    assert len(making.pages(None, drawn)) == 1
    with pytest.raises(LayoutError, match="1 to 1"):
        making.pages(None, drawn, 2)


def test_the_sheet_of_command_codes_is_kept_by_its_prefix():
    label = making.commands("SHOP")
    assert (label.thing, label.content) == (None, Content("commands", {"prefix": "SHOP"}))


# Which things


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("RES-10K", Kind.PART, ["resistor"]),
        ("0805-103", Kind.SUPPLIER_PART, ["acme"]),
        ("2000000000015", Kind.PART, ["resistor"]),
        ("007", Kind.STOCK_ITEM, ["fan 7", "psu 7"]),
        ("20261101", Kind.STOCK_ITEM, ["reel", "rest"]),
        ("MAIN/A", Kind.LOCATION, ["a"]),
        ("MAIN/A", Kind.PART, []),
        ("SN-VOID", Kind.STOCK_ITEM, []),
        ("", Kind.PART, []),
        ("no such", Kind.PART, []),
    ],
)
def test_a_code_names_what_a_scan_of_it_means(shop, text, kind, names):
    found = shop.store.look(choosing.named, text, {kind})
    assert sorted(one.id for one in found) == sorted(shop.ids[name] for name in names)


def test_a_unit_that_was_received_by_mistake_is_not_there_by_its_own_code_either(shop):
    assert shop.store.look(choosing.named, f"KSK-SI{shop.ids['void']}", {Kind.STOCK_ITEM}) == ()


def test_a_gs1_code_names_the_unit_of_the_part_and_the_serial(shop):
    from kiosk.store import barcodes

    shop.store.call(barcodes.assign, shop.post, b"4006381333931", shop.part("supply"), 1_000_000)
    (found,) = shop.store.look(choosing.named, "(01)04006381333931(21)SN-0001", {Kind.STOCK_ITEM})
    assert found.id == shop.ids["psu 1"]
