"""What F1 says of the forms and of the screens around them, in paragraphs."""

_FORM = (
    "Choose a field by its number, or by arrows and Enter; type its value and press Enter. F5 saves all of it at once, "
    "Esc leaves. What is wrong stands below its field, and nothing is saved until all is right."
)
_COLLECTOR = (
    "Scan the serials one by one, or type each and press Enter: they are taken exactly as they are. One that is in the "
    "list already changes nothing, one that stock has already is refused. F4 takes one out, F5 saves."
)


def part_form() -> tuple[str, ...]:
    return (
        _FORM,
        "Tracking: none counts quantities only; batch asks for a batch with all that comes in; serial gives every "
        "unit its own number. Serials are never freed: once a unit has one, tracking by serial can't be switched off. "
        "A part that has stock without serials is serialised first (F4 saves the rest and goes there).",
        "Serial scheme: counter takes any serial and counts on by its last digits; mask takes those of the mask: fixed "
        "text with pieces in braces, {digits 6}, {letters 2}, {mixed 4-8}, and {luhn}, {mod10} or {mod43} for a check "
        "digit. SN-{digits 6} begins with SN-000001; {digits 14}{luhn} is an IMEI. Serials that are there stay.",
        "Stock of a new part is entered along with it: how much, where, with which batch. Open Serials and scan them; "
        "F6 there sets the quantity to as many as there are.",
        "A scanned place fills Belongs in, then Where. While a field is open, what is scanned goes into that.",
    )


def stock_form() -> tuple[str, ...]:
    return (_FORM, _COLLECTOR, "A scanned place says where the stock lies, as long as no place is given.")


def location_form() -> tuple[str, ...]:
    return (
        _FORM,
        "The code is the last step of the path, such as 03 in MAIN/A/03. Renaming or moving a place changes the paths "
        "of all places in it. A structural place holds only other places, no stock.",
    )


def supplier_form() -> tuple[str, ...]:
    return (
        _FORM,
        "Supplier: type to find one; a name that nobody has yet is entered as a new supplier. Their code is what the "
        "supplier prints on its labels. Pack: how much of the part one pack holds.",
    )


def partner_form() -> tuple[str, ...]:
    return (
        _FORM,
        "The name counts for all that this supplier delivers. It can be archived once none of its supplier parts is "
        "in use, and is offered no more then.",
    )


def supplier_parts() -> tuple[str, ...]:
    return (
        "Who supplies this part and what they call it. Enter edits one, F6 enters another, F4 archives one or brings "
        "it back, F2 shows its codes and assigns others. F3 renames the supplier itself, archives it or brings it "
        "back.",
    )


def stock_items() -> tuple[str, ...]:
    return (
        "Every quantity of this part that has no serials: how much, where, which batch. Enter opens one; F4 shows what "
        "can be done with it, such as adjusting it to what was counted. F6 enters more stock.",
    )


def adjust() -> tuple[str, ...]:
    return (_FORM, "Enter what was counted and why it is another quantity. The difference is kept in the history.")


def serialise() -> tuple[str, ...]:
    return (
        _COLLECTOR,
        "The list shows every quantity that has no serials yet. Serials are for the one that is marked; when it is "
        "full, the next one follows. Scan a place, or choose it by arrows and Enter, to go on there.",
        "Only when all units have their serial F5 saves: then each is a unit of its own and tracking by serial is on. "
        "Until then nothing of the stock is changed.",
    )


def codes() -> tuple[str, ...]:
    return (
        "Scan a code to give it to this thing: it is shown first, then 1 or the same code once more confirms. For a "
        "part, 3 or the command code for a quantity tells before that how much one scan of it stands for.",
        "Choose a code of the list to take it off or, for a part, to say how much one scan of it stands for. Codes "
        "that were taken off stay below, with who did it and when; so do the names that other systems have for it.",
    )
