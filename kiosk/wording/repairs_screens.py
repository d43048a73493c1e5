"""What the screens of repairs say: their list, their rows, keys and choices, and their help."""

from kiosk.stock.repairs import Repair, RepairRow, Sought, Stage, Used
from kiosk.wording import repairs as words
from kiosk.wording.answers import amount


def title() -> str:
    return "Repairs"


def title_of(repair: Repair) -> str:
    return f"Repair {repair.number}"


def repair() -> str:
    return "Repair"


# The list


def scan_first() -> str:
    return "Scan a unit or a slip"


def scan_first_help() -> str:
    return "A slip opens its repair. So does a unit; one that is in none begins a new one."


def nothing_there(sought: Sought) -> str:
    if sought.text:
        return "No repair fits this. F3 looks for something else, 0 shows those in the house."
    if sought.all:
        return "No repair yet. F6 begins one, or scan the unit."
    return "No unit is in the house for repair. F6 begins a repair, or scan the unit; 0 shows those of the past."


def heading(sought: Sought) -> str:
    """Which repairs are shown."""
    told = "all repairs" if sought.all else "in the house"
    return f'{told} with "{sought.text}"' if sought.text else told


def key_new() -> str:
    return "new repair"


def key_all(sought: Sought) -> str:
    return "in the house" if sought.all else "all"


def key_find() -> str:
    return "find"


def type_to_find() -> str:
    return "Number, serial, part, customer or fault"


def found() -> str:
    return "Repairs"


def row_about(row: RepairRow) -> tuple[str, ...]:
    """What is told of a repair beside its number and stage."""
    return tuple(filter(None, (row.serial, row.part, row.customer, row.fault)))


def begins() -> str:
    return "A new repair begins."


def no_unit() -> str:
    return "No unit"


def no_unit_help() -> str:
    return "Scan a repair's slip, or the unit that is to be repaired."


def several_things() -> str:
    return "Several things"


def several_things_help() -> str:
    return "Several things have this code. Begin with F6, and choose the unit in the form."


# One repair


def facts(repair: Repair) -> tuple[str, ...]:
    """Whose unit it is, in few words, what is most needed first."""
    warranty = f"warranty to {repair.warranty_until}" if repair.warranty_until else ""
    place = "" if repair.place is None else f"from {repair.place.label.partition(' · ')[0]}"
    return tuple(filter(None, (words.own(repair), repair.customer, warranty, place)))


def told(repair: Repair) -> str:
    """What is wrong, and what was done once that is known."""
    fault = repair.fault or "no fault told"
    return f"{fault} → {repair.work}" if repair.work else fault


def amount_of(one: Used) -> str:
    return amount(one.quantity, one.unit)


def no_parts(stage: Stage | None) -> str:
    if stage is Stage.OPEN:
        return "No part is in it yet. Scan what you use: a unit, a part, the place that it comes from."
    return "No part was used."


def parts_shown(first: int, last: int, total: int) -> str:
    told = f"{total:,} part{'' if total == 1 else 's'} used"
    return told if last - first + 1 >= total else f"{told}, {first:,}-{last:,}"


def key_complete() -> str:
    return "complete"


def key_hand_back() -> str:
    return "hand back"


def key_quantity() -> str:
    return "quantity"


def key_find_part() -> str:
    return "find part"


def key_open_unit() -> str:
    return "the unit"


def type_quantity(one: Used) -> str:
    return f"How much of {one.number} is in it?"


def actions() -> str:
    return "Actions"


def actions_help(repair: Repair) -> str:
    return f"{words.subject(repair)}, {words.stage(repair.stage)}."


def act_take_out(one: Used | None) -> str:
    if one is None:
        return "Take a part out"
    return f"Take out {one.label if one.item is not None else one.number}"


def act_fault() -> str:
    return "Tell the fault"


def act_work() -> str:
    return "Tell what was done"


def act_customer() -> str:
    return "Tell the customer"


def act_unit() -> str:
    return "Show the unit"


def act_card() -> str:
    return "All of it: lines, history"


def act_scrap() -> str:
    return "Scrap the unit"


def act_cancel() -> str:
    return "Cancel the repair"


def act_new() -> str:
    return "Begin another repair"


def no_own_unit() -> str:
    return "it is a customer's, no stock of ours"


def nothing_in_it() -> str:
    return "nothing is in it"


def is_over(stage: Stage) -> str:
    return f"the repair is {words.stage(stage)}"


def type_fault() -> str:
    return "What is wrong with it?"


def type_work() -> str:
    return "What was done?"


def type_customer() -> str:
    return "Whose is it? (name)"


def type_scrap() -> str:
    return "Why is it scrap? (note)"


def complete_question(repair: Repair) -> str:
    return f"Complete {repair.number}?"


def complete_help(parts: int) -> str:
    told = "No part was used" if not parts else "1 part stays in it" if parts == 1 else f"{parts:,} parts stay in it"
    return f"{told}. Scan DONE again, or press F5."


def yes_complete() -> str:
    return "Yes, it is done"


def yes_with_work() -> str:
    return "Yes, and tell what was done"


def not_yet() -> str:
    return "No, not yet"


def hand_back_help() -> str:
    return "F5, or DONE once more, does what stands first."


def cancel_question(repair: Repair) -> str:
    return f"Cancel {repair.number}?"


def cancel_help() -> str:
    return "It can't be taken back. The number stays in the list."


def yes_cancel() -> str:
    return "Yes, cancel it"


def no_cancel() -> str:
    return "No"


def help_of_list() -> tuple[str, ...]:
    return (
        "The repairs whose unit is in the house, the open ones first; 0 shows all there ever were, F3 looks for a "
        "number, serial, part, customer or fault. Enter or a digit opens one.",
        "Scan a slip or a repair's number to open it. Scan a unit: the repair that it is in the house for opens, or a "
        "new one begins with it. A serial that nothing has begins one for a customer's unit.",
    )


def help_of_repair() -> tuple[str, ...]:
    return (
        "Scan what you use. A unit with a serial is In Repair from then on, and leaves its place. A part without "
        "serials is used piece by piece with each scan; digits, or the command for a quantity, say how much of it is "
        "in the unit in all. A place that is scanned is where parts are taken from.",
        "F5 completes the repair: the parts stay in the unit. F5 again hands it back. F4 takes a part out again, tells "
        "fault and work, scraps the unit. F7 takes back the last step, whatever it was, back to the first part.",
        "Nobody holds a repair: all of it is stored at once, and it can be gone on with at any station by its number.",
    )
