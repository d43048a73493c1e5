"""Makes the layout tables from libxkbcommon and xkb-data: `python -m drivers.layouts.generate [FOLDER]`.

For developers only: the tables are checked in, so that a station needs neither. By ctypes, since the Python
binding has to be compiled against headers.
"""

import ctypes
import json
import sys
import unicodedata
from pathlib import Path

from drivers.layouts import ALTGR, CAPS, SHIFT

NAMES = ("us", "gb", "de", "fr", "ch", "cz")
INSTALL = "libxkbcommon is not here: apt-get install libxkbcommon0 xkb-data"

_KEYCODE_OFFSET = 8  # an xkb key code is the Linux one plus 8, for the X protocol's sake
_KEYS = range(1, 256)
_MODIFIERS = {SHIFT: b"Shift", ALTGR: b"Mod5", CAPS: b"Lock"}
_NUM_LOCK = b"Mod2"

# The dead keysyms are numbered from dead_grave on; None where a dead key adds no combining character.
_DEAD_GRAVE = 0xFE50
_COMBINING = (
    *(0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30A, 0x30B, 0x30C, 0x327, 0x328, 0x345),
    *(0x3099, 0x309A, 0x323, 0x309, 0x31B, 0x338, 0x313, 0x314, 0x30F, 0x325, 0x331, 0x32D, 0x330, 0x32E),
    *(0x324, 0x311, 0x326, None),
)


class _RuleNames(ctypes.Structure):
    _fields_ = tuple((field, ctypes.c_char_p) for field in ("rules", "model", "layout", "variant", "options"))


def library() -> ctypes.CDLL:
    """libxkbcommon with its functions declared. Raises OSError with the line that installs it."""
    try:
        xkb = ctypes.CDLL("libxkbcommon.so.0")
    except OSError as error:
        raise OSError(INSTALL) from error
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    for name, result, arguments in (
        ("xkb_context_new", pointer, [ctypes.c_int]),
        ("xkb_context_unref", None, [pointer]),
        ("xkb_keymap_new_from_names", pointer, [pointer, ctypes.POINTER(_RuleNames), ctypes.c_int]),
        ("xkb_keymap_unref", None, [pointer]),
        ("xkb_keymap_mod_get_index", number, [pointer, ctypes.c_char_p]),
        ("xkb_state_new", pointer, [pointer]),
        ("xkb_state_unref", None, [pointer]),
        ("xkb_state_update_mask", ctypes.c_int, [pointer] + [number] * 6),
        ("xkb_state_key_get_one_sym", number, [pointer, number]),
        ("xkb_state_key_get_utf8", ctypes.c_int, [pointer, number, ctypes.c_char_p, ctypes.c_size_t]),
    ):
        function = getattr(xkb, name)
        function.restype, function.argtypes = result, arguments
    return xkb


def table(name: str) -> dict[int, list[str]]:
    """Key code → levels of one layout, shortened as `drivers.layouts.expand` undoes it."""
    xkb = library()
    context = xkb.xkb_context_new(0)
    keymap = xkb.xkb_keymap_new_from_names(context, _RuleNames(b"evdev", b"pc105", name.encode(), b"", b""), 0)
    if not keymap:
        raise OSError(INSTALL)
    state = xkb.xkb_state_new(keymap)
    bits = {flag: 1 << xkb.xkb_keymap_mod_get_index(keymap, mod) for flag, mod in _MODIFIERS.items()}
    num_lock = 1 << xkb.xkb_keymap_mod_get_index(keymap, _NUM_LOCK)
    keys: dict[int, list[str]] = {code: [] for code in _KEYS}
    for level in range(8):
        mask = num_lock | sum(bit for flag, bit in bits.items() if level & flag)
        xkb.xkb_state_update_mask(state, mask, 0, 0, 0, 0, 0)
        for code, levels in keys.items():
            levels.append(_text(xkb, state, code))
    xkb.xkb_state_unref(state)
    xkb.xkb_keymap_unref(keymap)
    xkb.xkb_context_unref(context)
    return {code: _shorten(_fill(levels)) for code, levels in keys.items() if any(levels)}


def _text(xkb: ctypes.CDLL, state: int, code: int) -> str:
    symbol = xkb.xkb_state_key_get_one_sym(state, code + _KEYCODE_OFFSET)
    if 0 <= symbol - _DEAD_GRAVE < len(_COMBINING):
        point = _COMBINING[symbol - _DEAD_GRAVE]
        return chr(point) if point else ""
    buffer = ctypes.create_string_buffer(16)
    xkb.xkb_state_key_get_utf8(state, code + _KEYCODE_OFFSET, buffer, len(buffer))
    text = buffer.value.decode()
    if text and unicodedata.combining(text[0]):
        raise ValueError(f"key {code} types a bare combining character, which stands for a dead key here")
    return text


def _fill(levels: list[str]) -> list[str]:
    """A level without text types what the key types without AltGr, then without Shift: Shift+Tab is a Tab."""
    filled = list(levels)
    for level in range(8):
        for other in (level, level & ~ALTGR, level & ~SHIFT, level & CAPS, 0):
            if levels[other]:
                filled[level] = levels[other]
                break
    return filled


def _shorten(levels: list[str]) -> list[str]:
    for count in (1, 2, 4):
        if levels == levels[:count] * (8 // count):
            return levels[:count]
    return levels


def source() -> str:
    """Name and version of the installed data, such as "xkeyboard-config 2.35.1"."""
    for line in Path("/usr/share/pkgconfig/xkeyboard-config.pc").read_text("ascii").splitlines():
        if line.startswith("Version:"):
            return f"xkeyboard-config {line.split(':')[1].strip()}"
    raise OSError(INSTALL)


def document(name: str) -> str:
    """The checked-in file of one layout: one line for each key."""
    lines = [f'    "{code}": {json.dumps(levels, ensure_ascii=True)}' for code, levels in table(name).items()]
    keys = ",\n".join(lines)
    return f'{{\n  "layout": "{name}",\n  "source": "{source()}",\n  "keys": {{\n{keys}\n  }}\n}}\n'


def main(folder: Path) -> None:
    for name in NAMES:
        (folder / f"{name}.json").write_text(document(name), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
