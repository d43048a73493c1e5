"""Whatever is done to a draft is taken back step by step, each exactly."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.flows.documents import editing, line_form, lines, scanning, serials
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, parts
from kiosk.store import serials as store_serials
from kiosk.store.draft_serials import New
from kiosk.store.parts import NewPart

Begin = Callable[..., Any]

_NAMES = st.sampled_from(["N-1", "N-2", "M-1", "M-2", "M-3", "F-1", "F-2", "SN-0001", "A B"])
_CODES = st.sampled_from(
    [b"PSU-12", b"FAN-80", b"CAB-1", b"RES-10K", b"LAMP", b"2000000000015", b"0805-103", b"MAIN/A", b"MAIN/B", b"MAIN"]
)
_FORMS = st.fixed_dictionaries(
    {},
    optional={
        "amount": st.sampled_from(["", "1", "7"]),
        "batch": st.sampled_from(["", "B-1"]),
        "expiry": st.sampled_from(["", "2027-03-31"]),
        "accepted": st.sampled_from(["yes", "no"]),
        "location": st.sampled_from(["", "MAIN/A", "MAIN/B"]),
        "notes": st.sampled_from(["", "wet"]),
    },
)
_STEPS = st.one_of(
    st.tuples(st.just("scan"), _CODES),
    st.tuples(st.just("scan"), _NAMES.map(str.encode)),
    st.tuples(st.just(serials.add), _NAMES),
    st.tuples(st.just(serials.remove), _NAMES),
    st.tuples(st.just(serials.edit), _NAMES, _NAMES),
    st.tuples(st.just(serials.paste), st.lists(_NAMES, min_size=1, max_size=4, unique=True)),
    st.tuples(st.just(serials.expand), st.sampled_from(["X1-X3", "~, ~", "M-2, M-1"])),
    st.tuples(st.just(lines.quantity), st.sampled_from(["1", "3", "20"])),
    st.tuples(st.just(lines.batch), st.sampled_from(["B-1", "B-2"])),
    st.tuples(st.just(lines.accept), st.booleans()),
    st.tuples(st.just(lines.match)),
    st.tuples(st.just(lines.new_line)),
    st.tuples(st.just(lines.remove_line)),
    st.tuples(st.just("choose"), st.integers(0, 5)),
    st.tuples(st.just("form"), _FORMS),
)


def _expect(shop: Any, draft: Any) -> None:
    """Let the draft have a list: three power supplies by name, two fans of which one is named, five cables."""

    def act(db: Any) -> None:
        for part, expected, names in (("supply", 3, ["M-1", "M-2", "M-3"]), ("fan", 2, ["F-1"]), ("cable", 5, [])):
            line = document_lines.add(db, draft.id, shop.ids[part], {"expected": expected * 1_000_000})
            scope = store_serials.scope(db, shop.ids[part])
            draft_serials.add(db, draft.id, [New(line, name, scope) for name in names], None, SerialState.MISSING)
        documents.change(db, draft.id, {"listed": 1})

    shop.store.call(act)
    draft.do(editing.opened, draft.id)


def _seen(shop: Any, draft: Any) -> object:
    """All of a draft that anybody can see."""

    def look(db: Any) -> object:
        head = documents.get(db, draft.id)
        assert head is not None
        found = document_lines.page(db, draft.id).rows
        named = {
            (line.id, state): sorted((one.serial, one.expected) for one in draft_serials.page(db, line.id, state).rows)
            for line in found
            for state in (SerialState.GOT, SerialState.MISSING)
        }
        return head.place, head.listed, found, named

    return shop.store.look(look)


def _steps(shop: Any, draft: Any) -> int:
    sql = f"SELECT COUNT(*) FROM draft_step WHERE document_id = {draft.id}"
    return int(shop.store.look(lambda db: db.execute_sql(sql).fetchone()[0]))


def _counts_agree(shop: Any, draft: Any) -> None:
    """Each line counts just the serials that it has."""
    for line in draft.lines:
        assert shop.store.look(draft_serials.count, line.id, SerialState.GOT) == line.serials


def _do(shop: Any, draft: Any, name: Any, *args: Any) -> None:
    if name == "scan":
        draft.do(scanning.scan, shop.scan(args[0]))
    elif name == "choose":
        if found := draft.lines:
            draft.do(editing.choose, found[args[0] % len(found)].id)
    elif name == "form":
        _form(shop, draft, args[0])
    else:
        draft.do(name, *args)


def _form(shop: Any, draft: Any, values: dict[str, str]) -> None:
    if draft.state.line is None:
        return
    state = shop.store.look(line_form.begin, shop.post, draft.state.line.id)
    if state is None:
        return
    for field, text in values.items():
        state, _ = shop.store.call(line_form.put, shop.post, state, field, text)
    shop.store.call(line_form.save, shop.post, state)
    draft.state = shop.store.look(editing.refreshed, draft.state)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=st.booleans(), steps=st.lists(_STEPS, min_size=1, max_size=14))
def test_each_step_is_taken_back_exactly(shop: Any, draft: Begin, listed: bool, steps: list[Any]) -> None:
    if shop.store.look(parts.find, "LAMP") is None:
        shop.store.call(parts.add, NewPart(number="LAMP", name="Lamp", tracking="batch+serial"))
    receipt = draft(DocKind.RECEIPT)
    if listed:
        _expect(shop, receipt)
    seen = [_seen(shop, receipt)]
    for step in steps:
        _do(shop, receipt, *step)
        now = _seen(shop, receipt)
        assert _steps(shop, receipt) - len(seen) + 1 in (0, 1)
        if _steps(shop, receipt) == len(seen):
            seen.append(now)
        assert now == seen[-1]  # what is no step changes nothing
        _counts_agree(shop, receipt)
    while len(seen) > 1:
        assert receipt.do(editing.undo).outcome.result == "undone"
        seen.pop()
        assert _seen(shop, receipt) == seen[-1]
    assert receipt.do(editing.undo).said[1] == "Nothing to undo"
    receipt.do(editing.cancel)
