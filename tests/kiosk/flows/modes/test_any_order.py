"""Whatever is scanned, counted and taken back in the modes: the ledger is the stock, and no piece is lost."""

import shutil
import tempfile
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from kiosk.flows import modes
from kiosk.stock.modes import ModeKind
from kiosk.store.database import Store
from kiosk.store.verify import verify

OTHERS = ("SN-0001", "MAIN/A", "MAIN/B", "007", "SN-0002", "MAIN", "CAB-1", "NOPE")
PIECES = 5200  # resistors; what is taken out counts against them


class Modes(RuleBasedStateMachine):
    """Two modes at one bench, taking turns on the same stock."""

    filled: ClassVar[Any]
    bench_of: ClassVar[Any]
    shop_of: ClassVar[Any]

    def __init__(self) -> None:
        super().__init__()
        path, post, ids = self.filled
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(f"sqlite:///{shutil.copy(path, Path(self.folder.name) / 'kiosk.db')}")
        shop = self.shop_of(self.store, post, dict(ids))
        self.benches = {kind: self.bench_of(shop, kind.value) for kind in (ModeKind.MOVE, ModeKind.OUT)}
        self.before: dict[ModeKind, list[Any]] = {kind: [] for kind in self.benches}  # stock before each step
        for kind, bench in self.benches.items():
            bench.scan("MAIN/B" if kind is ModeKind.MOVE else "MAIN/A")
        self.bench = self.benches[ModeKind.OUT]

    def _did(self, act: Any) -> None:
        """Do it, and remember stock as it was before a step that came to be."""
        bench, stock = self.bench, self.bench.stock()
        count = len(bench.state.steps)
        act()
        if len(bench.state.steps) > count:
            self.before[bench.state.kind].append(stock)
            self.before[ModeKind.OUT if bench.state.kind is ModeKind.MOVE else ModeKind.MOVE].clear()
        elif bench.outcome.result != "done":
            assert bench.stock() == stock, "nothing was done, so nothing has changed"

    @rule(kind=st.sampled_from([ModeKind.MOVE, ModeKind.OUT]))
    def turn(self, kind: ModeKind) -> None:
        self.bench = self.benches[kind]

    @rule(code=st.sampled_from(["RES-10K", "2000000000015"]), text=st.sampled_from(["", "1", "3", "60", "200", "9999"]))
    def pieces(self, code: str, text: str) -> None:
        """Some pieces, and mostly how many in all."""
        self._did(lambda: self.bench.scan(code))
        if text:
            self._did(lambda: self.bench.do(modes.quantity, text))

    @rule(code=st.sampled_from(OTHERS), read=st.booleans())
    def other(self, code: str, read: bool) -> None:
        self._did(lambda: self.bench.scan(code, read=read))

    @precondition(lambda self: self.bench.state.question is not None)
    @rule(key=st.sampled_from("1234"))
    def choose(self, key: str) -> None:
        self._did(lambda: self.bench.do(modes.answer, key))

    @rule()
    def undo(self) -> None:
        kind, last = self.bench.state.kind, self.bench.state.last
        self.bench.do(modes.undo)
        if last is not None and self.bench.outcome.tone == "ok" and self.before[kind]:
            assert self.bench.stock() == self.before[kind].pop(), "undo restores exactly"

    @invariant()
    def the_ledger_is_the_stock(self) -> None:
        assert self.store.look(verify) == ()

    @invariant()
    def no_piece_is_lost(self) -> None:
        sql = """SELECT COALESCE(SUM(i.quantity), 0) / 1000000 FROM stock_item i JOIN part p ON p.id = i.part_id
            WHERE p.number = 'RES-10K'"""
        ((there,),) = self.bench.rows(sql)
        out = sum(step.amount for step in self.benches[ModeKind.OUT].state.steps if not step.item.serial)
        assert there + out == PIECES

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


def test_stock_is_the_ledger_and_every_piece_is_somewhere(filled: Any, shop: Any, bench_of: Any) -> None:
    class Here(Modes):
        pass

    Here.filled, Here.bench_of, Here.shop_of = filled, staticmethod(bench_of), type(shop)
    checked = settings(max_examples=30, stateful_step_count=15, deadline=None, database=None)
    checked = settings(checked, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Here, settings=checked)
