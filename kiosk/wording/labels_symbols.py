"""What is said of texts that can't be drawn as a code, and of what drawing needs."""


def empty(kind: str) -> str:
    return f"There is nothing to draw as {kind}. Give a text."


def no_such_character(kind: str, character: str, allowed: str) -> str:
    return f"{kind} can't hold {character}: it has {allowed}. Take QR or DataMatrix for this text."


def ascii_alone() -> str:
    return "letters A-Z and a-z, digits, and the signs of ASCII alone"


def code39_alone() -> str:
    return "capitals A-Z, digits, the space, and - . $ / + % alone"


def too_long(kind: str, length: int, most: int) -> str:
    return f"{kind} holds {most} characters at most, and this text has {length}."


def too_much(kind: str) -> str:
    return f"This text is too long for {kind}."


def no_text(kind: str) -> str:
    return f"This text holds half a character, which {kind} can't be made of. Type it again."


def ean13_digits(text: str) -> str:
    return f"EAN-13 needs 12 digits, or 13 with the check digit; {text} is neither."


def ean13_check_digit(text: str, right: str) -> str:
    return f"The check digit of {text} is wrong: the last digit has to be {right}, or another digit was mistyped."


def gs1_brackets(text: str) -> str:
    return f"{text} is no GS1 text. Write each identifier in brackets before its value: (01)09501101530003(10)AB-123."


def gs1_unknown(ai: str) -> str:
    return f"GS1 has no identifier ({ai})."


def gs1_value(ai: str, value: str, title: str, form: str) -> str:
    return f"({ai}) {title} can't be {value}: its form is {form}."


def gs1_check_digit(ai: str, value: str, right: str) -> str:
    return f"The check digit of ({ai}) {value} is wrong: the last digit has to be {right}."


def gs1_date(ai: str, value: str) -> str:
    return f"({ai}) {value} is no date. Write year, month and day with two digits each: 261231."


def no_libraries(what: str) -> str:
    return f"{what} needs libraries that aren't installed: pip install 'kiosk[labels]'."


def code_too_small(dpi: int) -> str:
    return f"A code has bars narrower than a dot of {dpi} to the inch. Take finer dots, or make the code larger."
