"""What it costs to read a code in each language, beside one that is only a name; and the worst 4,096 bytes.

No store: the readers are pure, and this is their share of target 2. No code may take longer than 5 ms.
"""

import time
from collections.abc import Callable, Sequence

from figures import Figure, alternate, compared, percentile
from plan import Plan

from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.forms import forms

_READS = 500  # a block
_GS, _RS = "\x1d", "\x1e"
_GTIN = "0109501101530003"
_RULES = CodeRules(amounts="21.....{NNDDD} 2112345015002=1.5; 28{NNNN}...... 2800121234562=12")
_LABEL = _GS.join(("[)>\x1e06", "P311-1.5KLRCT-ND", "1PRC0603FR-071K5L", "Q100", "1T12AB", "9D2146", "4LTW", "11ZPICK"))
_CODES = {
    "GS1, GTIN with batch, expiry and serial": f"{_GTIN}1726123110AB-123{_GS}21S-0001",
    "ISO 15434, a distributor's label": f"{_LABEL}{_RS}\x04",
    "amount in an EAN-13": "2112345015002",
    "a GTIN alone": "4006381333931",
}
_HOSTILE = {
    "GS1, GLNs": _GS.join(["4149501101530003"] * 240),
    "GS1, one digit": "0" * 4096,
    "GS1, unknown identifiers": _GS.join(["5512"] * 819),
    "GS1, short elements": f"10A{_GS}" * 1024,
    "GS1, GTINs": _GTIN * 256,
    "ISO 15434, short elements": f"[)>{_RS}06{_GS}" + f"1P{_GS}" * 1360,
    "ISO 15434, envelopes": f"[)>{_RS}06{_GS}" * 585,
    "braces": "{" * 2048 + "}" * 2048,
    "braces, pairs": "{" + "a:b," * 1023 + "}",
    "TME, words": "P" + "QTY:1 " * 682,
}


def figures(plan: Plan) -> Sequence[Figure]:
    count = plan.samples(_READS)
    takers = {
        "name": _reads("SN-00012345", count),
        **{what: _reads(code, count) for what, code in _CODES.items()},
    }
    for take in takers.values():  # libraries imported, patterns compiled
        take()
    name, *taken = alternate(plan.blocks, *takers.values())
    worst = max((percentile(_reads(code, 20)(), 50), what) for what, code in _HOSTILE.items())
    return [
        *[compared(2, f"read {what} / a name", "µs", name, blocks) for what, blocks in zip(_CODES, taken, strict=True)],
        Figure(2, f"read the worst 4,096 bytes ({worst[1]})", "µs", (worst[0],), value=worst[0], target=5_000),
    ]


def _reads(code: str, count: int) -> Callable[[], Sequence[float]]:
    raw = code.encode()

    def take() -> Sequence[float]:
        samples = []
        for _ in range(count):
            begun = time.perf_counter_ns()
            forms(raw, _RULES, typed=True)
            samples.append((time.perf_counter_ns() - begun) / 1000)
        return samples

    return take
