"""What is heard: a pattern for each tone, and the last answer's only."""

from collections.abc import Callable

import pytest

from kiosk.outcome import Tone
from screens.sound import Sound


class Ear:
    """Hears bells and beeps; time passes when it is told to."""

    def __init__(self, *, bell: bool = True) -> None:
        self.bells = 0
        self.beeps: list[str] = []
        self.later: list[tuple[float, Callable[[], None]]] = []
        self.sound = Sound(
            self._ring if bell else None, self.beeps.append, lambda at, call: self.later.append((at, call))
        )

    def _ring(self) -> None:
        self.bells += 1

    def wait(self) -> None:
        waiting, self.later = self.later, []
        for _, call in sorted(waiting, key=lambda one: one[0]):
            call()


def heard(tone: Tone) -> tuple[float, ...]:
    ear = Ear()
    ear.sound.play(tone)
    return (0.0, *sorted(at for at, _ in ear.later))


def test_no_two_tones_sound_alike() -> None:
    assert len({heard(tone) for tone in Tone}) == len(Tone)


def test_ok_is_one_stroke_at_once() -> None:
    ear = Ear()
    ear.sound.play(Tone.OK)
    assert ear.bells == 1
    assert ear.later == []


def test_a_newer_answer_cuts_the_one_before_short() -> None:
    ear = Ear()
    ear.sound.play(Tone.FAULT)
    ear.sound.play(Tone.OK)
    ear.wait()
    assert ear.bells == 2, "the first stroke of each"


@pytest.mark.parametrize("tone", list(Tone))
def test_the_scanners_beep_even_where_the_bell_is_off(tone: Tone) -> None:
    ear = Ear(bell=False)
    ear.sound.play(tone)
    ear.wait()
    assert ear.bells == 0
    assert ear.beeps == [tone.value]
