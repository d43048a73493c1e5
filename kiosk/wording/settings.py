"""What is said when a business rule is changed, or can't be."""

from collections.abc import Sequence

AMOUNT_EXAMPLE = "21.....{NNDDD} 2112345015002=1.5"  # of the setting code_amounts


def no_such(key: str, keys: Sequence[str]) -> str:
    return f"There is no setting {key!r}. There are: {', '.join(keys)}."


def not_allowed(key: str, value: object, allowed: str) -> str:
    return f"{value!r} can't be the value of {key}: {allowed}."


def one_of(values: Sequence[str]) -> str:
    return f"it is {' or '.join(values)}"


def between(least: int, greatest: int) -> str:
    return f"it is a whole number from {least} to {greatest}"


def prefix_form() -> str:
    return "it is 1 to 10 of the characters A-Z and 0-9"


def template_wrong(why: str) -> str:
    """`why` is the end of a sentence that begins with the template."""
    return f"it {why}"


def patterns_wrong(why: str) -> str:
    """`why` is the end of a sentence that begins with the patterns, which are too long to be repeated."""
    return f"code_amounts {why}."


def stored_wrong(key: str, value: str) -> str:
    return f"The store holds {value} as its setting {key}, which can't be. Restore a backup."


def serials_clash(serials: Sequence[str], drafts: Sequence[str], *, more: bool) -> str:
    """`drafts` are the open documents that take in units of these serials."""
    listed = ", ".join(serials) + (" and more" if more else "")
    some = f" Some are on the open documents {', '.join(drafts)}." if drafts else ""
    return (
        f"Serial numbers can't be unique everywhere: several parts have units of the same serial ({listed}).{some} "
        "Nothing was changed."
    )


# The rules on the screen

_NAMES = {
    "code_prefix": "Prefix of own codes",
    "code_amounts": "Amounts in codes",
    "serial_scope": "Serials are unique",
    "returned_available": "Sell returned units",
    "journal": "Keep every scan",
    "journal_days": "Keep scans for days",
    "batch_template": "Batch codes",
    "invoice_posts": "Invoices move stock",
}
_CHOICES = {
    "serial_scope": {"part": "within a part and its variants", "global": "everywhere in the store"},
    "returned_available": {"true": "yes, at once", "false": "no, look at them first"},
    "journal": {"true": "yes", "false": "no: only what changes stock is kept"},
    "invoice_posts": {"true": "yes, at once", "false": "no, by a document of their own"},
}
_MEANINGS = {
    "code_prefix": "With what the store's own codes begin, as in KSK-PA10. Labels printed with another prefix are "
    "unknown afterwards.",
    "code_amounts": f"Patterns of codes with an amount, each with an example: {AMOUNT_EXAMPLE}. N is a whole digit, "
    'D a decimal; several with ";".',
    "serial_scope": "Where a serial number may be used only once.",
    "returned_available": "Whether a returned unit counts as available as soon as it is back.",
    "journal": "Whether each scan is written into the journal, good or bad.",
    "journal_days": "Older scans are forgotten, but for those that changed stock.",
    "batch_template": "The batch that is offered for stock that comes in: text with {year}, {month:02}, {day:02}, "
    "{week:02}, {hour:02}, {minute:02}, {part}, {station}, {counter:03}.",
    "invoice_posts": "Whether posting an invoice posts its goods receipt or issue as well. Otherwise that is left as a "
    "draft, to be done when the goods come or go.",
}


def name(key: str) -> str:
    """What a rule is called."""
    return _NAMES.get(key, key)


def meaning(key: str) -> str:
    return _MEANINGS.get(key, "")


def values(key: str) -> Sequence[str]:
    """The values of a rule that has few of them; none where one is typed."""
    return tuple(_CHOICES.get(key, ()))


def choice(key: str, value: str) -> str:
    return _CHOICES[key][value]


def told(key: str, value: object) -> str:
    """A rule's value as people read it."""
    written = str(value).lower() if isinstance(value, bool) else str(value)
    if not written:
        return "none"
    return _CHOICES.get(key, {}).get(written, written)


def change_title() -> str:
    return "Change it?"


def change_question(key: str, before: object, after: object) -> str:
    return f"{name(key)}: from {told(key, before)} to {told(key, after)}, for all stations of the store."


def yes_change() -> str:
    return "Change it"


def no_change() -> str:
    return "Leave it as it is"


def is_changed() -> str:
    return "Changed"


def changed(key: str, before: object) -> list[str]:
    """What a change of a rule means for stations and labels, and what to do."""
    heard = "It counts here at once, and on other stations within a minute."
    return [heard] if key != "code_prefix" else [heard, old_labels(before)]


def changed_elsewhere(key: str, before: object) -> list[str]:
    """The same for the command line, which is no station."""
    heard = "Stations that run take it up within a minute."
    return [heard] if key != "code_prefix" else [heard, old_labels(before)]


def history_option() -> str:
    return "who changed it when, from what to what"


def history_or_value() -> str:
    return "give a new value or ask for the history, not both"


def old_labels(before: object) -> str:
    return f"Labels that were printed with {before} are unknown from now on: print them anew."


def not_changed() -> str:
    return "Not changed"


def not_changed_help() -> str:
    return "The rule is as it was."


def as_it_is() -> str:
    return "It is so already"


def as_it_is_help() -> str:
    return "Nothing was changed."


def not_possible() -> str:
    return "Not possible"


def nothing_asked() -> str:
    return "Nothing is asked"


def nothing_asked_help() -> str:
    return "Choose or type a value first."


def no_scan_here() -> str:
    return "No scan here"


def no_scan_here_help() -> str:
    return "A rule is chosen or typed. Leave this screen by Esc, then scan again."


def type_value(key: str) -> str:
    return f"{name(key)}, then Enter"


def type_another() -> str:
    return "Type another value"


def history_title() -> str:
    return "Changes"


def never_changed() -> str:
    return "Never changed since the store was made."


def change_row(key: str, before: object, after: object, who: str) -> str:
    was = "" if before is None else f"{told(key, before)} → "
    return f"{was}{told(key, after)}, by {who}"


def set_by(when: str, who: str) -> str:
    return f"since {when}, by {who}"


def how_to_change() -> str:
    return "They count for all stations of this store."
