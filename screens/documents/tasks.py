"""Documents: what can be begun beside receipt and issue, and the lists of documents, by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from kiosk.errors import StoreError
from kiosk.flows.documents import drafts
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.document_lists import OPEN_DRAFTS, Sought
from kiosk.wording import documents_list as wording
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.marks import Marks
from screens.paint.text import Line, Span, fit, line
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

_BEGUN = (DocKind.ORDER, DocKind.PURCHASE_INVOICE, DocKind.SALES_INVOICE, DocKind.RETURN)
_ORDERS = Sought(open_orders=True)


@dataclass(frozen=True, slots=True)
class _Counts:
    drafts: int | None = None  # None until they have been counted
    orders: int | None = None


class DocumentTasks(Framed):
    """The numbers stay what they are, whatever there is: digits are learnt by heart."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.title())
        self._counts = _Counts()
        self.sheet.show(self._rows)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.run_worker(self._count)

    async def _count(self) -> None:
        try:
            open_ones = await self.kiosk.aside(drafts.documents, OPEN_DRAFTS, 0, 0)
            orders = await self.kiosk.aside(drafts.documents, _ORDERS, 0, 0)
        except StoreError as error:
            self.kiosk.tell(common.details_failed(str(error)))
        else:
            self._counts = _Counts(open_ones.total, orders.total)
            self.sheet.renew()

    def _rows(self, width: int) -> Sequence[Row]:
        text = partial(_named, width, self.marks)
        counts = self._counts
        return (
            *(Row(text(wording.task_name(kind)), kind) for kind in _BEGUN),
            Row(text(wording.open_drafts(), counts.drafts), OPEN_DRAFTS),
            Row(text(wording.waiting_orders(), counts.orders), _ORDERS),
            Row(text(wording.all_documents()), Sought()),
        )

    def keys(self) -> Keys:
        return (
            ("Esc", common.key_back()),
            ("1-9", common.key_choose()),
            *self.scroll_keys(),
            ("F1", common.key_help()),
        )

    def help(self) -> tuple[str, ...]:
        return wording.help_of_tasks()

    def pick(self, pick: object) -> None:
        match pick:
            case DocKind():
                self.kiosk.visit(Place.START_DOCUMENT, pick)
            case Sought():
                self.kiosk.visit(Place.DOCUMENTS, pick)


def _named(width: int, marks: Marks, name: str, count: int | None = None) -> Line:
    told = name if not count else wording.counted(name, count)
    return line(Span(fit(told, width, marks), "strong"))
