"""Codes that show by themselves whether they were read right, and what became of them."""

from collections.abc import Iterable

from kiosk.scan import Message, Scan, Torn


def counted(numbers: Iterable[int]) -> list[str]:
    """Codes with a counter and a check number; every third is all upper case and shifted symbols."""
    bodies = (f"{number:05d}{'SN_AB%' if number % 3 == 0 else '-part'}" for number in numbers)
    return [f"{body}{sum(place * ord(char) for place, char in enumerate(body, 1)) % 97:02d}" for body in bodies]


def unreported(sent: list[str], messages: Iterable[Message]) -> list[str]:
    """The codes lost without a torn report in their place. Fails on a wrong code and on a wrong order."""
    lost: list[str] = []
    place, excused = 0, False
    for message in messages:
        if isinstance(message, Torn):
            excused = True
        elif isinstance(message, Scan):
            code = message.raw.decode()
            assert code in sent[place:], f"{code} is wrong, or out of order"
            at = sent.index(code, place)
            lost += [] if excused else sent[place:at]
            place, excused = at + 1, False
    return lost if excused else lost + sent[place:]
