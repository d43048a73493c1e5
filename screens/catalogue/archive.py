"""The question before a part or a place is taken out of use or brought back."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from kiosk.flows import archive
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Tone
from kiosk.stock.thing import Thing
from kiosk.wording import actions as wording
from kiosk.wording import screens as common
from screens.frame.errand import Errand
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import line, wrap
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class Archive(Errand):
    """1 does it, 2 or Esc leaves all as it is; what came of it is seen on the screen below."""

    journal_name = "archive"

    def __init__(self, host: Host, thing: Thing, archived: bool) -> None:
        title = wording.archive_title() if archived else wording.restore_title()
        about = wording.archive_help() if archived else wording.restore_help()
        state = archive.begin(thing, archived)
        super().__init__(host, title, state, state.question.text, about)
        self.answer.tone = Tone.ASK
        self.sheet.show(partial(_answers, state.question.options, self.marks))

    @property
    def step(self) -> ScanStep[Any]:
        return archive.scan

    def keys(self) -> Keys:
        return (("1-2", common.key_choose()), ("Esc", common.key_back()), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.archive()

    def action_type(self) -> None:
        """Nothing is typed here."""

    def pick(self, pick: object) -> None:
        if isinstance(pick, Option) and pick.key == archive.YES:
            self.kiosk.intake.act(self, archive.answer, pick.key)
        else:
            self.leave()


def _answers(options: Sequence[Option], marks: Marks, width: int) -> Sequence[Row]:
    return [Row(line(text), option) for option in options for text in wrap(option.text, width, 1, marks)]
