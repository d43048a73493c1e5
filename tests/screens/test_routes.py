"""Every place has a screen, and every screen that is gone to is found where the routes say."""

from importlib import import_module

import pytest
from textual.screen import Screen

from screens.places import Place
from screens.routes import SCREENS


@pytest.mark.parametrize("place", Place)
def test_a_place_has_its_screen(place: Place) -> None:
    module, name = SCREENS[place]
    assert issubclass(getattr(import_module(module), name), Screen)
