"""One scan list: scans come into it, rows are chosen and marked, and all of it leads to what is to be done."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from kiosk import paths
from kiosk.barcodes.commands import Command, Word
from kiosk.errors import StoreError
from kiosk.flows.lists import doing, editing, exporting, listing, scanning
from kiosk.outcome import Outcome, Tone
from kiosk.stock.acting import Action, Wanted
from kiosk.stock.scan_lists import ListRow, ScanList
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import labels_screens as labels_wording
from kiosk.wording import lists as common_lists
from kiosk.wording import lists_screens as wording
from kiosk.wording import lists_working
from kiosk.wording import screens as common
from screens.frame.asking import Choice
from screens.lists.on_list import OnList
from screens.places import Place
from screens.tasks import labels
from screens.widgets.bars import Keys

_BEGUN: Mapping[Word, Action] = MappingProxyType(
    {
        Word.MOVE: Action.MOVE,
        Word.ISSUE: Action.ISSUE,
        Word.RETURN: Action.RETURN,
        Word.COUNT: Action.COUNT,
    }
)
_DIGITS: Sequence[tuple[str, Action]] = (
    ("1", Action.MOVE),
    ("2", Action.COUNT),
    ("3", Action.ADD),
    ("4", Action.REMOVE),
    ("5", Action.STATUS),
    ("8", Action.ISSUE),
    ("9", Action.RETURN),
)


class ListScreen(OnList):
    """Digits are the quantity of the current row; Esc leaves, and all waits as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "find", show=False),
        Binding("f4", "more", show=False),
        Binding("f5", "act", show=False),
        Binding("f6", "mark", show=False),
        Binding("f8", "export", show=False),
    ]

    # Keys

    def keys(self) -> Keys:
        if self.busy:
            return (("Esc", self.key_stop()),)
        if self.asks:
            return super().keys()
        if self.prompt.is_open:
            return (("Enter", common_lists.key_take()), ("Esc", common.key_close()), ("F1", common.key_help()))
        row = self.state.row
        do = (("F5", wording.key_do()),) if row is not None else ()
        mark = (("F6", wording.key_mark(marked=row.marked)),) if row is not None else ()
        enter = (("Enter", common.key_open()),) if row is not None else ()
        quantity = (("0-9", wording.key_quantity()),) if row is not None and row.takes_quantity else ()
        return (
            ("Esc", wording.key_leave()),
            *do,
            *mark,
            ("F4", wording.key_more()),
            ("F3", wording.key_find()),
            *enter,
            *quantity,
            ("F7", common.key_undo()),
            *((("F8", wording.key_export()),) if row is not None else ()),
            ("F2", common.key_type()),
            ("F9", common.key_explain()),
            ("F1", common.key_help()),
        )

    def command(self, command: Command) -> Callable[[], object] | None:
        """Beside those of every screen: what is to be done with all of it, and what is said of the current row."""
        one, row = self.state.list, self.state.row
        if self.asks and command.word is Word.DONE:
            return None  # whoever scans it means the list, and not a step to be taken back
        does = None if self.asks or one is None or row is None else self._with_current(command)
        return does or super().command(command)

    def _with_current(self, command: Command) -> Callable[[], object] | None:
        match command.word:
            case Word.TIMES:
                return partial(self.kiosk.intake.act, self, editing.quantity, str(command.number))
            case Word.ROW if 0 < command.number <= self.listing.total:
                return partial(self._aim, command.number)
            case Word.PRINT:
                return self._print
            case word if word in _BEGUN:
                return partial(self._begin, _BEGUN[word])
        return None

    def help(self) -> tuple[str, ...]:
        return wording.help_list()

    def pick(self, pick: object) -> None:
        if isinstance(pick, ListRow):
            self.kiosk.open(pick.thing)
        else:
            super().pick(pick)

    def answering(self, key: str) -> None:
        self.kiosk.intake.act(self, listing.answer, key)

    @property
    def _under_cursor(self) -> ListRow | None:
        """The row that the eye is on, which becomes the current one a moment later; None where it has not come yet."""
        return self.listing.pick if self.listing.total else self.state.row

    def action_number(self, digit: str) -> None:
        """The first digit of a quantity, where nothing is asked."""
        row = self._under_cursor
        if self.asks:
            super().action_number(digit)
        elif row is None:
            self.note(Outcome(Tone.NO, wording.no_row(), wording.no_row_help()))
        elif not row.takes_quantity:
            self.note(Outcome(Tone.NO, lists_working.no_quantity(), lists_working.no_quantity_help(row)))
        else:
            # Of the row that it is typed for: a scan may have made another one the current one by Enter.
            self.type_in(wording.type_quantity(row), partial(self._do, editing.quantity_of, row.id), digit)

    def action_mark(self) -> None:
        row = self._under_cursor
        if row is not None and not self.asks:
            self._do(editing.turn_mark, row.id)

    def action_find(self) -> None:
        if not self.asks:
            self.kiosk.visit(Place.FIND_THING, partial(self._do, scanning.add))

    def _do(self, fn: Any, *args: Any) -> None:
        self.kiosk.intake.act(self, fn, *args)

    # What is to be done

    def action_act(self) -> None:
        """Offer the actions, once it is known which of them fit."""
        if self.asks:
            self.agree()
        elif self.state.row is None:
            self.note(Outcome(Tone.NO, wording.no_row(), wording.no_row_help()))
        else:
            self.run_worker(partial(self._read_fits, self.turn))  # beside the scans: there may be thousands of things

    async def _read_fits(self, turn: int) -> None:
        """Offer them, unless the screen has gone on meanwhile."""
        try:
            fits: Mapping[Action, str] = await self.kiosk.aside(doing.fits, self._list)
        except StoreError as error:
            self.kiosk.tell(common.details_failed(str(error)))
            return
        if turn == self.turn and not self.asks and self.app.screen is self:
            self._offer_acts(fits)

    def _offer_acts(self, fits: Mapping[Action, str]) -> None:
        if self.state.list is not None:
            self.offer(wording.do_what(self.state.list), wording.do_what_help(), [*self._acts(fits)])

    def _acts(self, fits: Mapping[Action, str]) -> Iterator[Choice]:
        """Each has one digit whatever the things are, since hands learn it."""
        for digit, action in _DIGITS:
            yield Choice(wording.act(action), partial(self._begin, action), fits[action], digit)
            if action is Action.STATUS:
                yield self._two("6", wording.batch_or_expiry(), (Action.BATCH, Action.EXPIRY), fits)
                yield self._two("7", wording.merge_or_split(), (Action.MERGE, Action.SPLIT), fits)
        yield Choice(wording.the_rest(), partial(self._offer_more, partial(self._offer_acts, fits)), digit="0")

    def _two(self, digit: str, text: str, actions: Sequence[Action], fits: Mapping[Action, str]) -> Choice:
        """Two actions under one digit; why neither fits, where that is so."""
        choices = [Choice(wording.act(one), partial(self._begin, one), fits[one]) for one in actions]
        why = fits[actions[0]] if all(fits[one] for one in actions) else ""
        back = partial(self._offer_acts, fits)
        return Choice(text, partial(self.offer, text, wording.do_what_help(), choices, back=back), why, digit)

    def _begin(self, action: Action) -> None:
        """What it asks for, or straight to what would be done."""
        self.unask()
        if action is Action.MERGE:
            self.kiosk.visit(Place.ACT_REVIEW, self._list, Wanted(action))
        else:
            self.kiosk.visit(Place.ACT, self._list, action)

    # The row, and the list itself

    def action_more(self) -> None:
        if self.state.list is not None and not self.asks:
            self._offer_more()

    def _offer_more(self, back: Callable[[], None] | None = None) -> None:
        one = self.state.list
        if one is not None:
            again = partial(self._offer_more, back)
            choices = [*self._with_row(self.state.row), *self._with_list(one, again)]
            self.offer(wording.more(one), wording.more_help(self.state.row), choices, back=back)

    def _with_row(self, row: ListRow | None) -> Iterator[Choice]:
        """What can be done with the current row; each has its digit, whatever the row is."""
        none = "" if row is not None else wording.no_row_for_it()
        thing = Thing(Kind.PART, 0, "") if row is None else row.thing
        id = 0 if row is None else row.id
        others = "" if thing.kind in (Kind.LOCATION, Kind.DOCUMENT) else wording.stands_for_itself()
        yield Choice(wording.look_again(), partial(self._do, listing.look_again), none, "1")
        yield Choice(wording.open_it(), partial(self._open, thing), none, "2")
        yield Choice(wording.take_out(), partial(self._do, editing.remove, (id,)), none, "3")
        yield Choice(wording.expand(), partial(self._do, editing.expand, id), none or others, "4")
        if self.state.unknown is None:
            marked = 0 if self.state.list is None else self.state.list.marked
            yield Choice(wording.assign_codes(marked), partial(self._go, Place.LIST_CODES, self._list, id), none, "5")
        else:
            yield Choice(wording.assign_last(), partial(self._go, Place.ASSIGN, self.state.unknown), digit="5")

    def _with_list(self, one: ScanList, back: Callable[[], None]) -> Iterator[Choice]:
        empty = "" if one.total else wording.nothing_in_it()
        if one.marked:
            yield Choice(wording.mark_none(), partial(self._do, editing.mark, None, False), digit="6")
        else:
            yield Choice(wording.mark_all(), partial(self._do, editing.mark), empty, "6")
        marked = "" if one.marked else wording.nothing_marked()
        yield Choice(wording.take_out_marked(one.marked), partial(self._do, editing.remove), marked, "7")
        yield Choice(wording.rename(), self._ask_name, digit="8")
        yield Choice(wording.export(), partial(self._offer_export, back), empty, "9")
        yield Choice(wording.close(), partial(self._ask_close, one, back), empty, "0")

    def _open(self, thing: Thing) -> None:
        self.unask()
        self.kiosk.open(thing)

    def _go(self, place: Place, *args: Any) -> None:
        self.unask()
        self.kiosk.visit(place, *args)

    def _ask_name(self) -> None:
        self.unask()
        if self.state.list is not None:
            self.type_in(wording.type_name(), partial(self._do, editing.rename), self.state.list.name)

    def _ask_close(self, one: ScanList, back: Callable[[], None]) -> None:
        yes = Choice(wording.yes_close(), partial(self._do, editing.close))
        no = Choice(wording.no_close(), self.unask)
        self.offer(wording.close_question(one), wording.close_help(one), (yes, no), back=back)

    # Export

    def action_export(self) -> None:
        if self.state.row is not None and not self.asks:
            self._offer_export()

    def _offer_export(self, back: Callable[[], None] | None = None) -> None:
        """Which kind of file, under the name that it has by itself; or which file."""
        one = self.state.list
        if one is not None:
            now = datetime.now(self.kiosk.zone)
            names = [exporting.file_name(one.name, now, ending) for ending in exporting.FORMATS]
            choices = [Choice(wording.file(name), partial(self._export, one, name)) for name in names]
            choices.append(Choice(wording.another_file(), partial(self._ask_file, one, names[0])))
            choices.append(Choice(labels_wording.print_rows(one.marked, one.total), self._print))
            self.offer(wording.export_what(one), wording.export_help(), choices, back=back)

    def _print(self) -> None:
        """Labels of the marked rows; of all where none is marked."""
        self.unask()
        labels(self.kiosk, list=self._list)

    def _ask_file(self, one: ScanList, name: str) -> None:
        self.unask()
        self.type_in(wording.type_file(), partial(self._export, one), str(paths.exports() / name))

    def _export(self, one: ScanList, name: str) -> None:
        """Into the station's folder of exports, unless the name says where."""
        path = paths.exports() / Path(name.strip()).expanduser()
        self.unask()
        if path.suffix.lower() in exporting.FORMATS:
            self.kiosk.visit(Place.LIST_EXPORT, one, path)
        else:
            self.note(Outcome(Tone.NO, wording.no_ending(), wording.no_ending_help(path.name)))
            self.type_in(wording.type_file(), partial(self._export, one), name)
