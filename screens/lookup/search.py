"""Search: look through all parts and places, or for what a typed text fits, and open it in Quick scan."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.stock.lists import Entry, Scope
from kiosk.wording import lists as wording
from kiosk.wording import screens as common
from screens.frame.finder import Finder
from screens.host import Host
from screens.places import Place
from screens.widgets.bars import Keys

_SCOPES = tuple(Scope)


class Search(Finder):
    """Esc in Quick scan leads back to it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "scope", show=False),
        Binding("f4", "actions", show=False),
        Binding("f6", "new", show=False),
    ]

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.search_in(Scope.EVERYTHING), Scope.EVERYTHING)

    def keys(self) -> Keys:
        actions = (("F4", wording.key_actions()),) if self.listing.pick else ()
        return (
            ("Esc", common.key_back()),
            ("F3", wording.key_scope(self._next())),
            ("F6", wording.key_new()),
            *actions,
            ("F1", common.key_help()),
            ("Enter", common.key_open()),
        )

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.search()

    def nothing(self) -> str:
        return wording.nothing_fits_search(self.sought, self.scope)

    def pick(self, pick: object) -> None:
        if isinstance(pick, Entry):
            self.kiosk.open(pick.thing)

    def _next(self) -> Scope:
        return _SCOPES[(_SCOPES.index(self.scope) + 1) % len(_SCOPES)]

    def action_scope(self) -> None:
        """Go on to parts alone, places alone, what is archived, and back to everything."""
        self.scope = self._next()
        self.headline.say(wording.search_in(self.scope), self.kiosk.who)
        self.key_line.redraw()
        self.look()

    def action_back(self) -> None:
        """First what is typed is taken back, then the search is left."""
        if self.prompt.text:
            self.prompt.clear()
            self.look()
        else:
            self.close()

    def action_actions(self) -> None:
        if isinstance(self.listing.pick, Entry):
            self.kiosk.visit(Place.ACTIONS, self.listing.pick.thing)

    def action_new(self) -> None:
        place = Place.LOCATION_FORM if self.scope is Scope.PLACES else Place.PART_FORM
        self.kiosk.visit(place)
