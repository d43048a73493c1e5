"""The rules of partners and of how they name our parts, each broken once."""

from dataclasses import replace
from decimal import Decimal

from kiosk.store import partners, parts, supplier_parts
from kiosk.store.partners import NewPartner
from kiosk.store.supplier_parts import NewSupplierPart
from kiosk.store.verify import verify


def told(problems: tuple) -> dict[str, str]:
    return {problem.field: problem.text for problem in problems}


def test_a_partners_name_is_unique(shop: object) -> None:
    acme = shop.store.look(partners.find, "Acme")
    assert "another partner's" in told(shop.store.look(partners.problems, NewPartner("Acme")))["name"]
    assert shop.store.look(partners.problems, NewPartner("Acme"), acme) == ()
    shop.store.call(partners.archive, acme, True)
    assert "archived" in told(shop.store.look(partners.problems, NewPartner("Acme")))["name"]
    assert "no longer" in told(shop.store.look(partners.problems, NewPartner("Acme"), 999))["name"]


def test_a_partner_is_updated_once_and_by_whoever_read_it_last(shop: object) -> None:
    acme = shop.store.look(partners.find, "Acme")
    new = NewPartner("Acme Ltd")
    assert shop.store.call(partners.update, acme, new) is True
    assert shop.store.call(partners.update, acme, new) is False
    assert shop.store.look(partners.get, acme).version == 2
    assert "another station" in told(shop.store.look(partners.problems, NewPartner("Mine"), acme, 1))[""]
    assert shop.store.call(verify) == ()


def test_a_partner_with_supplier_parts_in_use_is_not_archived(shop: object) -> None:
    acme = shop.store.look(partners.find, "Acme")
    assert (
        "1 supplier part of this partner is in use" in told(shop.store.look(partners.archive_problems, acme, True))[""]
    )
    shop.store.call(supplier_parts.archive, shop.ids["acme"], True)
    assert shop.store.look(partners.archive_problems, acme, True) == ()


def supplied(shop: object, **values: object) -> NewSupplierPart:
    acme = shop.store.look(partners.find, "Acme")
    return NewSupplierPart(**{"partner": acme, "part": shop.ids["fan"], "sku": "F-1", **values})


def refused(shop: object, new: NewSupplierPart, id: int | None = None, version: int | None = None) -> dict[str, str]:
    return told(shop.store.look(supplier_parts.problems, new, id, version))


def test_a_supplier_part_is_read_back_as_it_was_entered(shop: object) -> None:
    new = supplied(shop, manufacturer_number="M\u00fc-1", pack=Decimal(25))
    id = shop.store.call(supplier_parts.add, new)
    stored = shop.store.look(supplier_parts.get, id)
    assert (stored.supplier_part, stored.archived, stored.version) == (new, False, 1)
    assert shop.store.look(supplier_parts.find, new.partner, "F-1") == id
    assert shop.store.call(supplier_parts.update, id, new) is False
    assert shop.store.call(supplier_parts.update, id, replace(new, pack=Decimal(5))) is True
    assert "another station" in refused(shop, new, id, 1)[""]


def test_a_suppliers_code_stands_for_one_part(shop: object) -> None:
    assert "RES-10K at Acme" in refused(shop, supplied(shop, sku="0805-103"))["sku"]
    other = shop.store.call(partners.add, NewPartner("Other"))
    assert refused(shop, supplied(shop, sku="0805-103", partner=other)) == {}
    assert refused(shop, supplied(shop, sku="0805-103"), shop.ids["acme"]) == {}


def test_a_pack_holds_more_than_nothing_and_what_its_part_can_be_counted_in(shop: object) -> None:
    assert "more than 0" in refused(shop, supplied(shop, pack=Decimal(0)))["pack"]
    assert "whole number" in refused(shop, supplied(shop, pack=Decimal("0.5")))["pack"]
    assert refused(shop, supplied(shop, pack=Decimal("0.5"), part=shop.ids["cable"])) == {}


def test_archived_parts_and_partners_get_no_supplier_parts(shop: object) -> None:
    assert refused(shop, supplied(shop, part=999, partner=999)).keys() == {"part", "partner"}
    shop.archive("part", "fan")
    shop.store.call(partners.archive, shop.store.look(partners.find, "Acme"), True)
    assert refused(shop, supplied(shop)).keys() == {"part", "partner"}


def test_a_supplier_part_comes_back_only_with_its_part_and_partner(shop: object) -> None:
    id = shop.ids["acme"]
    assert shop.store.look(supplier_parts.archive_problems, id, True) == ()
    shop.store.call(supplier_parts.archive, id, True)
    assert shop.store.look(supplier_parts.archive_problems, id, False) == ()
    shop.archive("part", "resistor")
    assert "RES-10K is archived" in told(shop.store.look(supplier_parts.archive_problems, id, False))[""]
    assert "no longer" in told(shop.store.look(supplier_parts.archive_problems, 999, False))[""]


def test_a_part_keeps_the_decimals_that_its_packs_need(shop: object) -> None:
    shop.store.call(supplier_parts.add, supplied(shop, part=shop.ids["cable"], pack=Decimal("0.5")))
    old = shop.store.look(parts.get, shop.ids["cable"]).part
    found = told(shop.store.look(parts.problems, replace(old, decimals=0), shop.ids["cable"]))
    assert "at least 1" in found["decimals"]
