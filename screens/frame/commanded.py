"""Command codes on a screen: each does what its key does, as long as that key does something there."""

import time
from collections.abc import Callable
from functools import partial

from textual.screen import Screen

from kiosk.barcodes.commands import Command, Word, write
from kiosk.outcome import Outcome
from screens.widgets.bars import Keys

_EXAMPLES = tuple(Command(word, {Word.TIMES: 20, Word.ROW: 1}.get(word, 0)) for word in Word)


class Commanded(Screen[None]):
    """What a framed screen is to a command. The keys and what they do are the screen's own."""

    finishes = False  # whether F5 ends what is done here: the command for done does the same
    tells = False  # whether it only tells of the screen below: a command that is not its own closes it
    draws: Command | None = None  # the one that it draws to be scanned, which it leaves to the screen below
    asks = False  # whether there is something to be answered first
    homeward = False  # once it is left, it goes on to the menu
    seen = 0  # CLOCK_MONOTONIC nanoseconds since when it can be read; 0 until it is painted

    @property
    def unfinished(self) -> bool:
        """Whether there is work here that Esc asks about, or sees to, before it leaves."""
        return False

    @property
    def leaving(self) -> bool:
        """Whether it is asked if one leaves for the menu: the command for that agrees when it is scanned again."""
        return False

    def go_home(self) -> None:
        """Go to the menu, once what Esc asks about or sees to is done."""
        self.homeward = True
        self.action_back()

    def see(self) -> None:
        """What is painted now can be read: a command that comes later may agree to it."""
        self.seen = time.monotonic_ns()

    def command(self, command: Command) -> Callable[[], object] | None:
        """What a command does here, as its key would; None where this screen does not offer it now."""
        does: Callable[[], object] | None = None
        match command.word:
            case Word.HELP:
                does = self.action_help
            case Word.CANCEL:
                does = self.action_back
            case Word.MENU:
                does = self.go_home if self.unfinished else self.kiosk.home
            case Word.UNDO if self.offers("F7"):
                does = self.by_key("f7")
            case Word.DONE if self.finishes and self.offers("F5"):
                does = self.by_key("f5")
            case Word.CONFIRM if digit := self.assent():
                does = partial(self.action_number, digit)
        return does

    def offers(self, key: str) -> bool:
        """Whether this key does something now."""
        return any(key == one for one, _ in self.keys())

    def by_key(self, key: str) -> Callable[[], object]:
        """What a function key does."""
        action: Callable[[], object] = getattr(self, f"action_{self.active_bindings[key].binding.action}")
        return action

    def assent(self) -> str:
        """The number of the row that says yes to what is asked; empty where nothing is."""
        return ""

    def codes(self) -> Keys:
        """The command codes that this screen offers now, and what they do."""
        from kiosk.wording import command_codes

        prefix = self.kiosk.prefix
        return tuple(
            (write(command.word, prefix, command.number), command_codes.does(command.word))
            for command in _EXAMPLES
            if prefix and command.word is not None and self.command(command) is not None
        )

    def obeyed(self, outcome: Outcome) -> None:
        """A command led to what shows by itself: it need only be heard."""
        self.kiosk.sound.play(outcome.tone)
