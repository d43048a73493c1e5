"""What the station and its reader say to each other comes out as it went in."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.wire import LARGEST, Setup, Sound, decode_message, decode_order, encode
from kiosk.config import HidConfig, LogConfig, SerialConfig, SoundConfig
from kiosk.scan import Condition, Scan, ScannerState, Torn, TornBy

whole = st.integers(0, 2**63 - 1)
messages = st.one_of(
    st.builds(Scan, raw=st.binary(max_size=5000), seq=whole, at=whole, mono=whole),
    st.builds(Torn, raw=st.binary(max_size=5000), seq=whole, at=whole, mono=whole, why=st.sampled_from(TornBy)),
    st.builds(ScannerState, condition=st.sampled_from(Condition)),
)


@given(message=messages)
def test_a_message_survives_the_wire(message):
    data = encode(message)
    assert decode_message(data) == message
    assert len(data) < LARGEST


def test_a_setup_keeps_its_scanners_in_their_order():
    serial = SerialConfig(name="b", port="/dev/ttyS0", beeps={"ok": "\x07"}, substitutions={"\uf70b": "\x1d"})
    scanners = (HidConfig(name="a", device="0c2e:*"), serial, HidConfig(name="c"))
    order = Setup(scanners, SoundConfig(bell=False), LogConfig(level="error"))
    assert decode_order(encode(order)) == order


def test_a_tone_survives_the_wire():
    assert decode_order(encode(Sound("again"))) == Sound("again")


@pytest.mark.parametrize("data", [b"", b"\x00", encode(Sound("ok"))[:-1], msgspec.msgpack.encode(("nothing", 1))])
def test_what_is_no_message_is_refused(data):
    with pytest.raises(msgspec.MsgspecError):
        decode_message(data)
    with pytest.raises(msgspec.MsgspecError):
        decode_order(data)


def test_a_setup_with_an_unknown_driver_is_refused():
    data = msgspec.msgpack.encode(("setup", ([("camera", {})], SoundConfig(), LogConfig())))
    with pytest.raises(msgspec.MsgspecError):
        decode_order(data)
