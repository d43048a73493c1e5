"""A location that is added lies below its parent, and its path says so."""

import pytest

from kiosk.store import locations
from kiosk.store.database import Store
from kiosk.store.sql import execute


def test_a_locations_path_is_its_parents_and_its_code(store: Store) -> None:
    main = store.call(locations.add, "MAIN")
    shelf = store.call(locations.add, "A 1", "Shelf", main)
    row = store.call(lambda db: execute(db, "SELECT path, parent_id FROM location WHERE id = ?", shelf).fetchone())
    assert row == ("MAIN/A 1", main)


@pytest.mark.parametrize("code", ["", "A/B", "/"])
def test_a_locations_code_is_one_step_of_its_path(store: Store, code: str) -> None:
    with pytest.raises(ValueError, match="not a location's code"):
        store.call(locations.add, code)
