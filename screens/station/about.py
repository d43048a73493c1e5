"""Station, about: versions, this run, its plugins, and where its files are. What to tell who helps."""

import os
import platform
from collections.abc import Iterator, Sequence

from kiosk import __version__, paths
from kiosk.errors import StoreError
from kiosk.facts import RunFacts
from kiosk.flows import plugins, upkeep
from kiosk.flows.plugins import PluginFacts
from kiosk.times import short
from kiosk.wording import screens as common
from kiosk.wording import station as wording
from screens.host import Host
from screens.station.facts import fact, text
from screens.station.live import Live
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class About(Live):
    """Read once, but for the size of the terminal."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.about())
        self._run: RunFacts | None = None
        self._plugins: Sequence[PluginFacts] = ()
        self._trouble = ""

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._read)

    async def _read(self) -> None:
        try:
            self._run = await self.kiosk.aside(upkeep.run)
            self._plugins = await self.kiosk.aside(plugins.plugins)
        except StoreError as error:
            self._trouble = str(error)
        self.renew()

    def keys(self) -> Keys:
        return (("Esc", common.key_back()), *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_about()

    def state(self) -> object:
        return self._run, self._plugins, self._trouble, self.app.size

    def rows(self, width: int) -> Sequence[Row]:
        size, file = self.app.size, self.kiosk.parts.config_file
        facts = [(wording.version(), f"Kiosk {__version__}")]
        if (run := self._run) is not None:
            facts += [
                (wording.station(), run.station),
                (wording.operator(), wording.operator_as(self.kiosk.who, run.os_user)),
                (wording.running(), wording.run_since(run.run, short(run.started_at, self.kiosk.zone))),
                (wording.terminal(), wording.terminal_at(run.tty, os.environ.get("TERM", ""), size.width, size.height)),
                *([(wording.ssh(), run.ssh_client)] if run.ssh_client else []),
                (wording.engine(), run.engine),
            ]
        facts += [
            (wording.python(), platform.python_version()),
            (wording.config_file(), str(file) if file else wording.no_config()),
            (wording.data(), str(paths.data_folder())),
            (wording.log_file(), str(paths.log())),
        ]
        rows = [row for name, told in facts for row in fact(name, told, width, self.marks)]
        rows += [row for plugin in self._plugins for row in self._plugin(plugin, width)]
        return [*rows, *(text(self._trouble, width, self.marks, "bad") if self._trouble else ())]

    def _plugin(self, plugin: PluginFacts, width: int) -> Iterator[Row]:
        what = wording.plugin_is(plugin.name, plugin.group, plugin.names)
        yield from fact(wording.plugin(), what, width, self.marks)
        if plugin.place:
            yield from fact("", wording.plugin_place(plugin.place), width, self.marks)
        if plugin.missing:
            yield from fact("", wording.plugin_missing(), width, self.marks, "bad")
        if plugin.slowest:
            yield from fact("", wording.plugin_slow(plugin.slowest), width, self.marks, "warn")
        if plugin.fault:
            yield from fact("", wording.plugin_fault(plugin.fault), width, self.marks, "bad")
