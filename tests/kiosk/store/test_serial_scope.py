"""Serials that open drafts name count for what is unique, as those of stock do."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, parts, serials, settings
from kiosk.store.draft_serials import New
from kiosk.store.settings import Entry, Refused
from kiosk.store.sql import execute


def claimed(shop: Any, part: str, *names: str, state: SerialState = SerialState.GOT) -> str:
    """A draft that takes in new units of a part; answers its number."""

    def work(db: Any) -> str:
        id = documents.create(db, shop.post, DocKind.RECEIPT)
        line = document_lines.add(db, id, shop.ids[part], {"quantity": 3_000_000, "said": 1})
        scope = serials.scope(db, shop.ids[part])
        draft_serials.add(db, id, [New(line, name, scope) for name in names], None, state)
        found = documents.get(db, id)
        assert found is not None
        return found.number

    number: str = shop.store.call(work)
    return number


def scopes(shop: Any) -> set[int]:
    rows = shop.store.look(lambda db: execute(db, "SELECT DISTINCT scope FROM draft_serial").fetchall())
    return {scope for (scope,) in rows}


def everywhere(shop: Any) -> Entry | Refused:
    shop.store.call(
        lambda db: execute(db, "UPDATE stock_item SET serial = 'other' WHERE id = ?", shop.ids["fan 7"]) and 0
    )
    found: Entry | Refused = shop.store.call(settings.change, "serial_scope", "global", "eva")
    return found


def test_serials_of_drafts_become_unique_everywhere_and_back(any_shop: Any) -> None:
    claimed(any_shop, "fan", "N1")
    claimed(any_shop, "supply", "N2")
    claimed(any_shop, "supply", "N1", state=SerialState.MISSING)
    before = scopes(any_shop)
    assert isinstance(everywhere(any_shop), Entry)
    assert scopes(any_shop) == {0}
    any_shop.store.call(settings.change, "serial_scope", "part", "eva")
    assert scopes(any_shop) == before == {any_shop.ids["fan"], any_shop.ids["supply"]}


@pytest.mark.parametrize("other", ["N1", "SN-0001"])
def test_a_serial_that_two_drafts_or_a_draft_and_stock_name_is_in_the_way(any_shop: Any, other: str) -> None:
    if other == "N1":
        claimed(any_shop, "supply", "N1")
    number = claimed(any_shop, "fan", other)
    refused = everywhere(any_shop)
    assert isinstance(refused, Refused)
    assert f"({other})" in refused.text
    assert number in refused.text
    assert scopes(any_shop) != {0}


@pytest.mark.parametrize(("mine", "theirs"), [("N1", "N1"), ("SN-0001", ""), ("", "007")])
def test_a_part_does_not_move_to_a_tree_whose_drafts_or_stock_have_its_serials(
    any_shop: Any, mine: str, theirs: str
) -> None:
    any_shop.store.call(
        lambda db: execute(db, "UPDATE stock_item SET serial = 'o' WHERE id = ?", any_shop.ids["psu 7"]) and 0
    )
    numbers = [claimed(any_shop, part, name) for part, name in (("fan", mine), ("supply", theirs)) if name]
    moved = moving(any_shop)
    problems = any_shop.store.look(parts.problems, moved, any_shop.ids["fan"])
    assert [problem.field for problem in problems] == ["variant_of"]
    assert all(number in problems[0].text for number in numbers)


def test_the_serials_of_drafts_move_with_their_part(any_shop: Any) -> None:
    any_shop.store.call(
        lambda db: execute(db, "UPDATE stock_item SET serial = 'o' WHERE id = ?", any_shop.ids["psu 7"]) and 0
    )
    claimed(any_shop, "fan", "N1")
    assert any_shop.store.look(parts.problems, moving(any_shop), any_shop.ids["fan"]) == ()
    any_shop.store.call(parts.update, any_shop.ids["fan"], moving(any_shop))
    assert scopes(any_shop) == {any_shop.ids["supply"]}


def moving(shop: Any) -> Any:
    """The fan as a variant of the supply."""
    return replace(shop.store.look(parts.get, shop.ids["fan"]).part, variant_of=shop.ids["supply"])
