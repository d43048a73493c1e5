"""The batch that is offered: by the store's template, in the station's zone, with the store's counter."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.flows.batch import BatchCode, batch_code
from kiosk.plugins import Plugin
from kiosk.post import Post
from kiosk.serials import batches
from kiosk.store import settings
from kiosk.store.settings import Refused

NIGHT = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def offered(shop: Any, name: str = "resistor", post: Post | None = None) -> BatchCode:
    found: BatchCode = shop.store.call(batch_code, post or shop.post, shop.ids[name], NIGHT)
    return found


def templated(shop: Any, template: str) -> Any:
    return shop.store.call(settings.change, "batch_template", template, "eva")


def test_the_default_is_the_date_in_the_stations_zone(shop: Any) -> None:
    assert offered(shop, post=replace(shop.post, zone="Europe/Prague")) == BatchCode("20270101")
    assert offered(shop, post=replace(shop.post, zone="UTC")) == BatchCode("20261231")
    assert offered(shop, post=replace(shop.post, zone="America/New_York")) == BatchCode("20261231")


def test_part_and_station_are_told_and_each_part_has_its_counter(shop: Any) -> None:
    templated(shop, "{station}/{part}-{counter:02}")
    codes = [offered(shop, name).text for name in ("resistor", "resistor", "fan", "resistor")]
    assert codes == ["bench/RES-10K-01", "bench/RES-10K-02", "bench/FAN-80-01", "bench/RES-10K-03"]


def test_an_empty_template_offers_none(shop: Any) -> None:
    assert not isinstance(templated(shop, ""), Refused)
    assert offered(shop) == BatchCode("")


@pytest.mark.parametrize("template", ["{part.__class__}", "{yeer}", "{year", "{acme}"])
def test_a_template_that_can_not_be_used_is_refused_as_a_setting(shop: Any, template: str) -> None:
    refused = templated(shop, template)
    assert isinstance(refused, Refused)
    assert "batch_template: it " in refused.text


def test_a_scheme_that_fails_offers_none_and_says_so(shop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "installed", lambda: (Plugin("acme", lambda: lambda facts: 1 // 0),))
    templated(shop, "{acme}")
    found = offered(shop)
    assert found.text == ""
    assert "acme failed: ZeroDivisionError" in found.fault
    monkeypatch.undo()
    assert "acme is not installed here" in offered(shop).fault  # and the store's rules can still be read
