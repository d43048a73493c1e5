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
from functools import partial
from typing import Any

from kiosk.barcodes.commands import Command
from kiosk.errors import StoreError
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Outcome, Tone
from kiosk.scan import Scan, Torn
from kiosk.wording import screens as wording
from screens.parts import Opened
from screens.stack import Stack, Taker, had_read

GROUP = 32  # scans that may share a commit; an SD card's fsync is slow, and a burst shares it
# Troubles that one scan of a group may have alone. After any other, each of the rest would only wait as long again.
OF_ONE = frozenset({"store", "full"})

log = logging.getLogger(__name__)


Work = Callable[[Opened], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Key:
    """What a key leads to, in its turn among the scans; dropped when the screen has gone on since it was hit.

    `step` is the flow's function that is all of it, where it is no more than that.
    """

    taker: Taker
    turn: int
    work: Work
    step: Callable[..., tuple[Any, Outcome]] | None = None


class Intake:
    """`told` hears of what was handled: how many scans, and what kept the store from taking them."""

    def __init__(self, stack: Stack, told: Callable[[int, StoreError | None], None]) -> None:
        self._stack = stack
        self._surface = stack.surface
        self._told = told
        self._caught: list[_Key] | None = None  # what the key leads to that a command stands for, while it is asked
        self._queue: deque[Scan | Torn | _Key] = deque()
        self._more = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._opened: Opened | None = None
        self.last: tuple[Scan, Outcome] | None = None  # what F9 explains

    @property
    def waiting(self) -> bool:
        """Whether something is yet to be served."""
        return bool(self._queue)

    async def surface(self) -> None:
        """Close what lies over the screen that takes scans; for who has their turn."""
        await self._surface()

    def deliver(self, scan: Scan | Torn) -> None:
        """A scanner's message, on the loop."""
        self._put(scan)

    def act(self, taker: Taker, fn: Callable[..., tuple[Any, Outcome]], *args: object) -> None:
        """Call a flow's function for a key: `fn(db, post, state, *args)`; its outcome is shown as that of a scan."""

        async def work(opened: Opened) -> None:
            await self._answer(taker, await opened.gate.run(fn, opened.post, taker.state, *args))

        self._hit(taker, work, partial(_call, fn, args))

    def look(self, taker: Taker, fn: Callable[..., tuple[Any, Outcome]], *args: object) -> None:
        """The same for a function that only reads, which no writer holds up."""

        async def work(opened: Opened) -> None:
            await self._answer(taker, await opened.gate.read(fn, opened.post, taker.state, *args))

        self._hit(taker, work, partial(_call, fn, args))

    def ask(self, taker: Taker, fn: Callable[..., Any], *args: object, then: Callable[[Any], Awaitable[None]]) -> None:
        """Call a function that only reads, and `then` with what it answers."""

        async def work(opened: Opened) -> None:
            await then(await opened.gate.read(fn, opened.post, taker.state, *args))

        self._hit(taker, work)

    def go(self, taker: Taker, there: Callable[[], Awaitable[None]]) -> None:
        """Leave this screen for another one, by a key: in its turn, or a scan would be answered on no screen."""

        async def work(_: Opened) -> None:
            await self._surface()
            taker.turn += 1
            await there()

        self._hit(taker, work)

    def leave_open(self, taker: Taker, there: Callable[[Opened], Awaitable[None]]) -> None:
        """The same, where what lies over this screen is to be come back to; `there` has to see to that itself."""

        async def work(opened: Opened) -> None:
            taker.turn += 1
            await there(opened)
            taker.turn += 1  # a key that was hit on the way there was meant for what was left

        self._hit(taker, work)

    def _hit(self, taker: Taker, work: Work, step: Callable[..., tuple[Any, Outcome]] | None = None) -> None:
        key = _Key(taker, taker.turn, work, step)
        if self._caught is None:
            self._put(key)
        else:
            self._caught.append(key)

    def _put(self, item: Scan | Torn | _Key) -> None:
        self._queue.append(item)
        self._idle.clear()
        self._more.set()

    def renew(self, opened: Opened) -> None:
        """Serve on at this post: what is under way is finished at the one before."""
        self._opened = opened

    async def drained(self) -> None:
        """Wait until all that came in has been served."""
        await self._idle.wait()

    async def serve(self, opened: Opened) -> None:
        """Serve until cancelled."""
        from kiosk.flows.intake import Recent

        self._recent = Recent()
        self._opened = opened
        while True:
            await self._more.wait()
            while self._queue:
                await self._next(self._opened)
            self._more.clear()
            self._idle.set()

    async def _next(self, opened: Opened) -> None:
        from kiosk.flows.intake import commanded

        first = self._queue.popleft()
        if isinstance(first, _Key):
            await self._obey(opened, first)
            return
        if isinstance(first, Scan) and (command := commanded(opened.post, first)):
            await self._command(opened, first, command)
            return
        taker = await self._surface()
        scans = [first]
        while self._queue and len(scans) < taker.group:
            following = self._queue[0]
            if isinstance(following, _Key) or (isinstance(following, Scan) and commanded(opened.post, following)):
                break
            scans.append(following)
            self._queue.popleft()
        await self._take(opened, scans)

    async def _take(self, opened: Opened, scans: Sequence[Scan | Torn]) -> None:
        taker = await self._surface()
        try:
            outcomes = await self._taken(opened, taker, scans)
        except StoreError as error:
            if len(scans) > 1 and error.code in OF_ONE:
                for scan in scans:  # which of them it was, and the others must not suffer for it
                    await self._take(opened, [scan])
                return
            await self._refuse(opened, taker, scans, error)
            return
        await self._show(taker, outcomes)
        self._told(len(scans), None)

    async def _taken(
        self, opened: Opened, taker: Taker, scans: Sequence[Scan | Torn], obey: ScanStep[Any] | None = None
    ) -> Sequence[Outcome]:
        """Hand them to the flow; `obey` is what a command leads to. Raises StoreError."""
        from kiosk.flows.intake import take

        before = (self._recent, taker.state)
        after, outcomes = await opened.gate.run(take, opened.post, taker.journal_name, taker.step, before, scans, obey)
        self._recent, state = after
        if state is not before[1]:  # one that the flow left alone may have been painted meanwhile
            taker.state = state
        self._answered(scans, outcomes)
        return outcomes

    async def _command(self, opened: Opened, scan: Scan, command: Command) -> None:
        """Do what the command's key would do on the screen on top, or say that it does nothing there.

        A flow's function is called in the scan's own transaction; all else is done once the scan is in the journal.
        """
        from kiosk.flows import intake

        twice = self._recent.doubles(scan)  # `take` says so
        top, hidden = (self._stack.top, False) if twice else await self._stack.commanded(command)
        taker = self._stack.taker
        keys: Sequence[_Key] = ()
        obey: ScanStep[Any] | None = None
        action = None if twice else top.command(command)
        if action is not None and hidden:
            obey = intake.hidden
        elif action is not None and not had_read(top, taker, scan, command):
            obey = intake.too_soon
        elif action is not None:
            keys = self._keys(action)
            step = keys[0].step if keys else None
            obey = intake.heard if step is None else _by_key(step)
        try:
            outcomes = await self._taken(opened, taker, [scan], obey)
        except StoreError as error:
            await self._refuse(opened, taker, [scan], error)
            return
        if obey is intake.heard:
            top.obeyed(outcomes[-1])
            for key in keys:
                await self._obey(opened, key)
        elif keys:
            await self._show(taker, outcomes)
        else:
            await top.show(outcomes)
        self._told(1, None)

    async def at_once(self, action: Callable[[], object]) -> None:
        """Do all that a key leads to; for who has their turn."""
        assert self._opened is not None, "nobody has a turn before it is open"
        for key in self._keys(action):
            await self._obey(self._opened, key)

    def _keys(self, action: Callable[[], object]) -> Sequence[_Key]:
        """What a key leads to, which is in its turn already and needs no place in the queue."""
        self._caught = caught = []
        try:
            action()
        finally:
            self._caught = None
        return caught

    async def _refuse(self, opened: Opened, taker: Taker, scans: Sequence[Scan | Torn], error: StoreError) -> None:
        """The store didn't take them: no green light; and rows in the journal where that is still possible.

        It is said before that is tried, since a store that is locked or away is waited for once more.
        """
        from kiosk.flows.intake import take_refused

        outcome = _fault(error, "refused")
        outcomes = (outcome,) * len(scans)
        self._answered(scans, outcomes)
        await self._show(taker, outcomes)
        self._told(len(scans), error)
        try:
            await opened.gate.run(take_refused, opened.post, taker.journal_name, scans, outcome)
        except StoreError as again:
            log.warning("%d refused scans could not be journalled either: %s", len(scans), again)

    async def _obey(self, opened: Opened, key: _Key) -> None:
        if key.taker.turn != key.turn:
            return
        try:
            await key.work(opened)
        except StoreError as error:
            await self._show(key.taker, (_fault(error, ""),))
            self._told(0, error)

    async def _answer(self, taker: Taker, result: tuple[Any, Outcome]) -> None:
        taker.state, outcome = result
        await self._show(taker, (outcome,))

    async def _show(self, taker: Taker, outcomes: Sequence[Outcome]) -> None:
        await self._surface()  # whatever was laid over it in the meantime, the answer is seen
        await taker.show(outcomes)

    def _answered(self, scans: Sequence[Scan | Torn], outcomes: Sequence[Outcome]) -> None:
        """What was told of an earlier scan must not cover the answers to these."""
        self._stack.hush()
        for scan, outcome in zip(scans, outcomes, strict=True):
            if isinstance(scan, Scan):
                self.last = scan, outcome


def _call(
    fn: Callable[..., tuple[Any, Outcome]], args: Sequence[object], db: Any, post: Any, state: Any
) -> tuple[Any, Outcome]:
    return fn(db, post, state, *args)


def _by_key(step: Callable[..., tuple[Any, Outcome]]) -> ScanStep[Any]:
    """A flow's function for a key, as one for a scan."""
    return lambda db, post, state, scan: step(db, post, state)


def _fault(error: StoreError, result: str) -> Outcome:
    text = wording.maybe_saved() if error.code == "unsure" else wording.not_saved()
    return Outcome(Tone.FAULT, text, str(error), result=result)


def painted(state: Any) -> Any:
    """The state, with its question marked as on the screen from now on."""
    question = getattr(state, "question", None)
    if question is None or question.painted:
        return state
    return replace(state, question=replace(question, painted=time.monotonic_ns()))
