"""The way of scans and keys into the store: one queue, served in strict order, for the screen on top only.

Nothing in the queue is replaceable, exclusive or limited in time. A state is replaced only after its commit,
and only by the one server, so no key can act on a state that a scan is about to change.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from kiosk.errors import StoreError
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Scan, Torn
from kiosk.wording import screens as wording
from screens.parts import Opened

GROUP = 32  # scans that may share a commit; an SD card's fsync is slow, and a burst shares it

log = logging.getLogger(__name__)


class Taker(Protocol):
    """A screen that takes scans. `journal_name` is its name in the journal, `step` its flow's function for a scan.

    `turn` changes with each answer shown: a key belongs to the answer that was on the screen when it was hit.
    `group` is how many scans it takes at once; 1 where a scan may close it.
    """

    journal_name: str
    state: Any
    turn: int
    group: int

    @property
    def step(self) -> ScanStep[Any]: ...

    async def show(self, outcomes: Sequence[Outcome], scans: Sequence[Scan | Torn]) -> None:
        """Paint the last outcome, after the commit of all of them. `scans` is empty where a key led to it."""
        ...


@dataclass(frozen=True, slots=True)
class _Act:
    """A key that calls the flow: `fn(db, post, state, *args)`, dropped when the screen has gone on since."""

    taker: Taker
    turn: int
    fn: Callable[..., Any]
    args: tuple[object, ...]
    then: Callable[[Any], Awaitable[None]]


class Intake:
    """`surface` answers the taker on top, closing what lies over it; `told` hears of what was handled."""

    def __init__(self, surface: Callable[[], Awaitable[Taker]], told: Callable[[int, StoreError | None], None]) -> None:
        self._surface = surface
        self._told = told
        self._queue: deque[Scan | Torn | _Act] = deque()
        self._more = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self.last: tuple[Scan, Outcome] | None = None  # what F9 explains

    @property
    def waiting(self) -> bool:
        """Whether something is yet to be served."""
        return bool(self._queue)

    def deliver(self, scan: Scan | Torn) -> None:
        """A scanner's message, on the loop."""
        self._put(scan)

    def act(self, taker: Taker, fn: Callable[..., tuple[Any, Outcome]], *args: object) -> None:
        """Call a flow's function for a key; its outcome is shown as that of a scan."""

        async def then(result: tuple[Any, Outcome]) -> None:
            taker.state, outcome = result
            await taker.show((outcome,), ())

        self.ask(taker, fn, *args, then=then)

    def ask(self, taker: Taker, fn: Callable[..., Any], *args: object, then: Callable[[Any], Awaitable[None]]) -> None:
        """Call `fn(db, post, state, *args)` in its turn, and `then` with what it answers."""
        self._put(_Act(taker, taker.turn, fn, args, then))

    def _put(self, item: Scan | Torn | _Act) -> None:
        self._queue.append(item)
        self._idle.clear()
        self._more.set()

    async def drained(self) -> None:
        """Wait until all that came in has been served."""
        await self._idle.wait()

    async def serve(self, opened: Opened) -> None:
        """Serve until cancelled."""
        from kiosk.flows.intake import Recent

        self._recent = Recent()
        while True:
            await self._more.wait()
            while self._queue:
                await self._next(opened)
            self._more.clear()
            self._idle.set()

    async def _next(self, opened: Opened) -> None:
        first = self._queue.popleft()
        if isinstance(first, _Act):
            await self._run(opened, first)
            return
        taker = await self._surface()
        scans = [first]
        while self._queue and len(scans) < taker.group:
            following = self._queue[0]
            if isinstance(following, _Act):
                break
            scans.append(following)
            self._queue.popleft()
        await self._take(opened, scans)

    async def _take(self, opened: Opened, scans: Sequence[Scan | Torn]) -> None:
        from kiosk.flows.intake import take

        taker = await self._surface()
        before = (self._recent, taker.state)
        try:
            after, outcomes = await opened.gate.run(take, opened.post, taker.journal_name, taker.step, before, scans)
        except StoreError as error:
            if len(scans) > 1:
                for scan in scans:  # which of them it was, and the others must not suffer for it
                    await self._take(opened, [scan])
                return
            await self._refuse(opened, taker, scans[0], error)
            return
        self._recent, taker.state = after
        self._remember(scans[-1], outcomes[-1])
        await taker.show(outcomes, scans)
        self._told(len(scans), None)

    async def _refuse(self, opened: Opened, taker: Taker, scan: Scan | Torn, error: StoreError) -> None:
        """The store didn't take it: no green light; and a row in the journal where that is still possible."""
        from kiosk.flows.intake import take_refused

        outcome = _fault(error, "refused")
        try:
            await opened.gate.run(take_refused, opened.post, taker.journal_name, scan, outcome)
        except StoreError as again:
            log.warning("a refused scan could not be journalled either: %s", again)
        self._remember(scan, outcome)
        await taker.show((outcome,), (scan,))
        self._told(1, error)

    async def _run(self, opened: Opened, act: _Act) -> None:
        if act.taker.turn != act.turn:
            return
        try:
            result = await opened.gate.run(act.fn, opened.post, act.taker.state, *act.args)
        except StoreError as error:
            await act.taker.show((_fault(error, ""),), ())
            self._told(0, error)
            return
        await act.then(result)
        self._told(0, None)

    def _remember(self, scan: Scan | Torn, outcome: Outcome) -> None:
        if isinstance(scan, Scan):
            self.last = scan, outcome


def _fault(error: StoreError, result: str) -> Outcome:
    return Outcome(Tone.FAULT, wording.store_failed(), wording.store_failed_help(str(error)), result=result)


def painted(state: Any) -> Any:
    """The state, with its question marked as on the screen from now on."""
    question = getattr(state, "question", None)
    if question is None or question.painted:
        return state
    return replace(state, question=replace(question, painted=time.monotonic_ns()))
