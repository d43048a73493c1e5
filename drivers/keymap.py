"""Key events of one keyboard-like device → text, by a layout. Pure: no device, no clock, no framing.

Scanners play a Windows user's keyboard, so the odd ways of typing (Alt+numpad, Ctrl+Alt for AltGr, dead keys)
are Windows' ways. A key that types nothing in the layout is passed over.
"""

import unicodedata

from drivers.layouts import ALTGR, CAPS, SHIFT, Layout

# Linux key codes.
LEFT_CTRL, LEFT_SHIFT, RIGHT_SHIFT, LEFT_ALT, CAPS_LOCK, RIGHT_CTRL, RIGHT_ALT = 29, 42, 54, 56, 58, 97, 100
_SHIFTS = frozenset({LEFT_SHIFT, RIGHT_SHIFT})
_CTRLS = frozenset({LEFT_CTRL, RIGHT_CTRL})
_ALTS = frozenset({LEFT_ALT, RIGHT_ALT})
MODIFIERS = _SHIFTS | _CTRLS | _ALTS
KEYPAD_DIGITS = {82: "0", 79: "1", 80: "2", 81: "3", 75: "4", 76: "5", 77: "6", 71: "7", 72: "8", 73: "9"}

# F1 … F24 become the private-use characters that Apple gave them, so that `substitutions` can name them.
_FUNCTION_KEYS = (*range(59, 69), 87, 88, *range(183, 195))
FUNCTIONS = {code: chr(0xF704 + index) for index, code in enumerate(_FUNCTION_KEYS)}

# Scanners' manuals name control characters by the US key: RS is "Ctrl+6", GS "Ctrl+]" whatever the layout.
_US_CONTROLS = {3: "@", 7: "^", 12: "_", 26: "[", 27: "]", 43: "\\"}

_SPACING = {
    **{"\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0304": "¯", "\u0306": "˘", "\u0307": "˙"},
    **{"\u0308": "¨", "\u030a": "°", "\u030b": "˝", "\u030c": "ˇ", "\u0327": "¸", "\u0328": "˛"},
}
_ALT_DIGITS = 8  # more than any code point has; a stuck Alt must not gather digits for ever


class Keyboard:
    """The state of one device's keys: which are held, CapsLock, a dead key that waits, Alt+numpad digits."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._held: set[int] = set()
        self._caps = False
        self._dead = ""
        self._digits = ""

    @property
    def waiting(self) -> bool:
        """Whether a dead key waits for the letter that it goes on."""
        return bool(self._dead)

    def holds(self, code: int) -> bool:
        """Whether the press of this key was seen and its release not yet."""
        return code in self._held

    def feed(self, code: int, value: int) -> str:
        """What the event types: "" mostly. `value` is 1 for a press, 0 for a release, 2 for auto-repeat."""
        if value == 0:
            self._held.discard(code)
            ends_alt = code in _ALTS and not self._held & _ALTS
            return self._compose(self._alt_code()) if ends_alt else ""
        if value != 1:  # auto-repeat is the kernel's, not the scanner's
            return ""
        self._held.add(code)
        if code in MODIFIERS:
            return ""
        if code == CAPS_LOCK:
            self._caps = not self._caps
            return ""
        if self._held & _ALTS and code in KEYPAD_DIGITS:
            self._digits = (self._digits + KEYPAD_DIGITS[code])[:_ALT_DIGITS]
            return ""
        before = self._compose(self._alt_code())
        return before + self._compose(FUNCTIONS.get(code) or self._key(code))

    def flush(self) -> str:
        """The dead key that waits, as a character of its own."""
        dead, self._dead = self._dead, ""
        return _SPACING.get(dead, dead)

    def settle(self) -> None:
        """Forget all but the keys held: what was typed so far can't be trusted."""
        self._caps = False
        self._dead = self._digits = ""

    def reset(self) -> None:
        """Forget all: events were lost, and a release may be among them."""
        self.settle()
        self._held.clear()

    def _key(self, code: int) -> str:
        levels = self._layout.keys.get(code)
        if levels is None:
            return ""
        ctrl = bool(self._held & _CTRLS)
        altgr = RIGHT_ALT in self._held or (ctrl and LEFT_ALT in self._held)
        text = levels[SHIFT * bool(self._held & _SHIFTS) + ALTGR * altgr + CAPS * self._caps]
        if ctrl and not altgr:
            return _control(text) or _control(_US_CONTROLS.get(code, "")) or text
        return text

    def _alt_code(self) -> str:
        digits, self._digits = self._digits, ""
        return alt_code(digits) if digits else ""

    def _compose(self, text: str) -> str:
        if not text:
            return ""
        if not self._dead:
            if len(text) == 1 and unicodedata.combining(text):
                self._dead = text
                return ""
            return text
        composed = unicodedata.normalize("NFC", text + self._dead)
        if text == " ":
            return self.flush()
        if len(composed) == 1 and not unicodedata.combining(text):
            self._dead = ""
            return composed
        return self.flush() + self._compose(text)


def _control(char: str) -> str:
    """The control character that Ctrl makes of `char`, "" if none."""
    upper = char.upper() if char.isascii() else ""
    return chr(ord(upper) - 0x40) if len(upper) == 1 and "@" <= upper <= "_" else ""


def alt_code(digits: str) -> str:
    """What Windows types for Alt with these keypad digits: cp1252 after a leading 0, else cp437.

    Below 32 it is the control character itself, which scanners mean by it; above 255 the code point, U+FFFD
    where there is no such character.
    """
    number = int(digits)
    if number < 32:
        return chr(number)
    if number > 255:
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
    try:
        return bytes([number]).decode("cp1252" if digits.startswith("0") else "cp437")
    except UnicodeDecodeError:  # cp1252 leaves five bytes open, which Windows takes as C1 controls
        return chr(number)
