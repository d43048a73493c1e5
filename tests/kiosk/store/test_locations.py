"""The rules of the tree of places: paths, moves, what may hold stock, what may be archived."""

from collections.abc import Callable

import pytest

from kiosk.store import locations
from kiosk.store.database import Store
from kiosk.store.locations import NewLocation
from kiosk.store.sql import execute
from kiosk.store.verify import verify

Fields = Callable[..., dict[str, str]]


@pytest.fixture
def problems(shop: object) -> Fields:
    """The problems of a place, by field."""

    def ask(new: NewLocation, id: int | None = None, version: int | None = None) -> dict[str, str]:
        found = shop.store.look(locations.problems, new, id, version)
        return {problem.field: problem.text for problem in found}

    return ask


def test_a_locations_path_is_its_parents_and_its_code(store: Store) -> None:
    main = store.call(locations.add, NewLocation("MAIN"))
    shelf = store.call(locations.add, NewLocation("A 1", "Shelf", main))
    stored = store.look(locations.get, shelf)
    assert stored is not None
    assert (stored.path, stored.location, stored.version) == ("MAIN/A 1", NewLocation("A 1", "Shelf", main), 1)
    assert store.look(locations.find, "MAIN/A 1") == shelf
    assert store.look(locations.find, "MAIN/B") is None


@pytest.mark.parametrize("code", ["", "A/B", "/"])
def test_a_locations_code_is_one_step_of_its_path(store: Store, code: str) -> None:
    with pytest.raises(ValueError, match="not a location's code"):
        store.call(locations.add, NewLocation(code))
    assert [found.field for found in store.look(locations.problems, NewLocation(code))] == ["code"]


def test_a_path_is_unique_and_an_archived_one_says_so(shop: object, problems: Fields) -> None:
    main = shop.ids["main"]
    assert "MAIN/A, which is there already" in problems(NewLocation("A", parent=main))["code"]
    assert problems(NewLocation("A", "Other name", main), shop.ids["a"]) == {}
    shop.archive("location", "b")
    assert "archived" in problems(NewLocation("B", parent=main))["code"]


@pytest.mark.parametrize("inside", ["itself", "child"])
def test_a_place_cant_be_moved_into_itself_or_what_lies_in_it(shop: object, problems: Fields, inside: str) -> None:
    parent = shop.ids["main" if inside == "itself" else "a"]
    assert "lies in this place" in problems(NewLocation("MAIN", parent=parent), shop.ids["main"])["parent"]


def test_a_place_whose_path_only_begins_alike_is_no_place_below(shop: object, problems: Fields) -> None:
    other = shop.store.call(locations.add, NewLocation("MAIN2"))
    assert problems(NewLocation("MAIN", parent=other), shop.ids["main"]) == {}


def test_nothing_is_put_into_an_archived_place_or_one_that_is_gone(shop: object, problems: Fields) -> None:
    shop.archive("location", "b")
    assert "archived" in problems(NewLocation("1", parent=shop.ids["b"]))["parent"]
    assert "no longer there" in problems(NewLocation("1", parent=999))["parent"]
    assert "no longer there" in problems(NewLocation("1"), 999)["code"]


def test_a_place_with_stock_cant_become_structural(shop: object, problems: Fields) -> None:
    told = problems(NewLocation("A", parent=shop.ids["main"], structural=True), shop.ids["a"])
    assert "3 items of stock lie here" in told["structural"]


def test_renaming_a_place_changes_the_paths_of_all_below(any_store: Store) -> None:
    main = any_store.call(locations.add, NewLocation("MAIN", structural=True))
    shelf = any_store.call(locations.add, NewLocation("A", "Müller", main))
    deep = any_store.call(locations.add, NewLocation("1", "", shelf))
    assert any_store.call(locations.update, main, NewLocation("HALL", structural=True))
    paths = [any_store.look(locations.get, id).path for id in (main, shelf, deep)]
    assert paths == ["HALL", "HALL/A", "HALL/A/1"]
    assert any_store.call(verify) == ()
    assert not any_store.call(locations.update, main, NewLocation("HALL", structural=True))


def test_moving_a_place_of_a_thousand_takes_few_statements_and_all_paths_along(store: Store) -> None:
    top = store.call(locations.add, NewLocation("TOP"))
    other = store.call(locations.add, NewLocation("OTHER"))
    store.call(lambda db: [locations.add(db, NewLocation(f"{n:04}", parent=top)) for n in range(1000)])

    def move(db: object) -> int:
        count = 0

        class Counting:
            param = db.param

            def execute_sql(self, *args: object) -> object:
                nonlocal count
                count += 1
                return db.execute_sql(*args)

        locations.problems(Counting(), NewLocation("TOP", parent=other), top)
        locations.update(Counting(), top, NewLocation("TOP", parent=other))
        return count

    assert store.call(move) <= 15
    assert store.look(locations.get, top).path == "OTHER/TOP"
    assert store.call(lambda db: execute(db, "SELECT COUNT(*) FROM location WHERE path LIKE 'TOP/%'").fetchone()) == (
        0,
    )
    assert store.call(verify) == ()


def test_no_path_gets_longer_than_the_store_holds_not_even_below(store: Store) -> None:
    top = store.call(locations.add, NewLocation("T"))
    store.call(locations.add, NewLocation("B" * 490, parent=top))
    long = store.look(locations.problems, NewLocation("T" * 20), top)
    assert [(found.field, "511" in found.text) for found in long] == [("code", True)]
    assert store.look(locations.problems, NewLocation("T" * 9), top) == ()
    assert store.look(locations.problems, NewLocation("T" * 501))[0].field == "code"


def test_a_form_that_read_an_older_version_is_refused_in_words(shop: object, problems: Fields) -> None:
    new = NewLocation("A", "Mine", shop.ids["main"])
    assert shop.store.call(locations.update, shop.ids["a"], NewLocation("A", "Theirs", shop.ids["main"]))
    assert "changed at another station" in problems(new, shop.ids["a"], 1)[""]
    assert problems(new, shop.ids["a"], 2) == {}


def test_a_place_with_stock_or_with_places_in_use_is_not_archived(shop: object) -> None:
    def refused(name: str, archived: bool = True) -> str:
        return " ".join(found.text for found in shop.store.look(locations.archive_problems, shop.ids[name], archived))

    assert "3 items of stock lie here: PSU-12, RES-10K" in refused("a")
    assert "MAIN/A, MAIN/B" in refused("main")
    empty = shop.ids["empty"] = shop.store.call(locations.add, NewLocation("E", parent=shop.ids["a"]))
    assert refused("empty") == ""
    shop.store.call(locations.archive, empty, True)
    assert shop.store.look(locations.get, empty).archived
    shop.store.call(lambda db: db.execute_sql("UPDATE location SET archived_at = 1 WHERE id = ?", (shop.ids["a"],)))
    assert "MAIN/A, in which it lies" in refused("empty", False)
    assert refused("a", False) == ""


def test_archived_and_structural_places_take_no_stock(shop: object) -> None:
    assert "only holds other places" in shop.store.look(locations.stock_refused, shop.ids["main"])[0].text
    assert shop.store.look(locations.stock_refused, shop.ids["a"]) == ()
    shop.archive("location", "a")
    assert "archived" in shop.store.look(locations.stock_refused, shop.ids["a"])[0].text
    assert "no longer" in shop.store.look(locations.stock_refused, 999)[0].text
