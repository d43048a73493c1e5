"""How each of the five tones looks and is called. Sounds are in `screens.sound`."""

from kiosk.outcome import Tone
from kiosk.wording import screens as wording
from screens.paint.marks import Marks


def symbol(tone: Tone, marks: Marks) -> str:
    """The tone's sign, since colour alone tells a colour-blind operator nothing."""
    match tone:
        case Tone.OK:
            return marks.good
        case Tone.AGAIN:
            return marks.again
        case Tone.ASK:
            return marks.ask
        case Tone.NO:
            return marks.bad
        case Tone.FAULT:
            return marks.fault


_GRAVITY = (Tone.OK, Tone.AGAIN, Tone.ASK, Tone.NO, Tone.FAULT)


def gravest(tones: list[Tone]) -> Tone:
    """The tone to be heard when several scans are answered at once."""
    return max(tones, key=_GRAVITY.index)


def tally(tones: list[Tone], marks: Marks) -> str:
    """How a group of scans went, such as "5 scans: 1 no, 4 ok"; empty for one scan alone.

    The gravest stand first: a narrow screen cuts the end.
    """
    if len(tones) < 2:
        return ""
    counts = [(tone, tones.count(tone)) for tone in reversed(_GRAVITY)]
    return wording.tally(len(tones), [f"{count} {symbol(tone, marks)}" for tone, count in counts if count])
