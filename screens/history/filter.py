"""The filter of the history as a form: its fields are typed, chosen, or scanned."""

from collections.abc import Callable, Sequence

from kiosk.flows import history_filter as flow
from kiosk.outcome import Option, Outcome
from kiosk.stock.history import Filter, Log
from kiosk.stock.ledger import Act
from kiosk.stock.thing import Kind
from kiosk.wording import history_filter as wording
from kiosk.wording.history import act as act_of
from screens.frame.form import Field, FieldKind, Form
from screens.host import Host

_COMMON = ("period", "since", "until", "part", "item", "place", "operator")
_NAMES = {"operator", "station", "device", "result"}
_THINGS = {"part": Kind.PART, "item": Kind.STOCK_ITEM, "place": Kind.LOCATION}


class HistoryFilter(Form):
    """What is filled in counts when F5 says so; `applied` is handed it then."""

    journal_name = "history_filter"
    group = 1  # a scan may fill a field that the next one is not for

    def __init__(self, host: Host, log: Log, wanted: Filter, applied: Callable[[Log, Filter], None]) -> None:
        names = (*_COMMON, *(("device", "result") if log is Log.JOURNAL else ("act",)), "station", "text")
        fields = [_field(name, log) for name in names]
        super().__init__(host, wording.filter_title(log), flow.begin(log, wanted, host.zone), fields, flow)
        self._applied = applied

    def hint(self) -> str:
        return wording.filter_hint()

    def key_save(self) -> str:
        return wording.key_show()

    def help(self) -> tuple[str, ...]:
        return wording.help_of_filter()

    async def told(self, outcomes: Sequence[Outcome]) -> None:
        self._applied(self.state.log, self.state.wanted)


def _field(name: str, log: Log) -> Field:
    label = wording.field(name, log)
    if name in _THINGS:
        return Field(name, label, FieldKind.THING, find=flow.find(_THINGS[name]))
    if name in _NAMES:
        return Field(name, label, FieldKind.THING, find=flow.find_name(log, name))
    if name == "period":
        return Field(name, label, FieldKind.CHOICE, [Option(key, text) for key, text in wording.periods()])
    if name == "act":
        acts = [Option(act.value, act_of(act)) for act in Act]
        return Field(name, label, FieldKind.CHOICE, [Option("", wording.any_of_them()), *acts])
    return Field(name, label)
