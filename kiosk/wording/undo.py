"""What undo says: what it would take back, why it can't, what came of it; on the screen and on the command line."""

from collections.abc import Sequence

from kiosk.stock.history import Movement
from kiosk.stock.ledger import Act
from kiosk.stock.operations import Operation, Refusal, Why
from kiosk.wording.units import act, changes


def title() -> str:
    return "Undo"


def nothing_done() -> str:
    return "This station has not changed any stock yet."


def operation(one: Operation) -> str:
    """The act and what it was about: `Import stock.csv`, `Status (dropped)`."""
    told = " ".join(filter(None, (act(one.act), one.reference)))
    return f"{told} ({one.note})" if one.note else told


def movements(count: int) -> str:
    return f"{count:,} movement{'' if count == 1 else 's'}"


def mark(one: Operation) -> str:
    """Why a row of the list can't be chosen; empty where it can."""
    if one.undone:
        return "undone"
    if one.undoes is not None:
        return "a reversal" if one.act == Act.REVERSAL else "an undo"
    return "" if one.offered else "stays"


def not_offered(one: Operation) -> str:
    if one.undone:
        return "It has been undone already. Choose another one."
    if one.undoes is not None:
        return "It takes another one back itself. Choose another one."
    return "It is what was there at the beginning. Choose another one."


# Before it is done


def reading() -> str:
    return "reading what it has changed"


def question(one: Operation) -> str:
    return f"Undo: {act(one.act)}"


def question_help(one: Operation) -> str:
    return f"{movements(one.movements)}. F5 takes it back, Esc leaves it."


def taken_back(movement: Movement) -> tuple[str, ...]:
    """What the inverse of a movement changes, each before ← after."""
    told = changes(movement, "←")
    return told if movement.before is not None else (f"{nothing()} ← {told[0]}",)


def nothing_done_yet() -> str:
    return "Nothing to undo"


def nothing() -> str:
    return "nothing"


def row(movement: Movement) -> str:
    return f"{movement.item.label}: {'; '.join(taken_back(movement))}"


# Why not


def refused() -> str:
    return "Can't be undone"


_STAYS = {
    Why.GONE: "This station has no such operation.",
    Why.UNDONE: "It has been undone already.",
    Why.NOT_OFFERED: "It takes another one back itself, or was there at the beginning. Such operations stay.",
}
_REPAIRS = {
    Why.REPAIR: "Repair {} has gone on since. Open it: F7 there takes its last step back first.",
    Why.IN_REPAIR: "Its unit is in repair {} by now, and can't be in two at once. End that one first.",
}


def why(refusal: Refusal) -> str:
    """The reason, and what stands in the way."""
    match refusal.why:
        case Why.GONE | Why.UNDONE | Why.NOT_OFFERED:
            return _STAYS[refusal.why]
        case Why.MOVED_ON:
            return f"{moved_on(refusal.total)} since: {_names(refusal)}. Undo what came later first{later(refusal)}."
        case Why.PLACE:
            return f"Stock would go back to {_names(refusal)}, which holds no stock any more."
        case Why.PART:
            return (
                f"Stock of {_names(refusal)} would come back, which takes none like it any more: it is archived, "
                "not tracked, or asks for serials or fewer decimals by now. Change that in the part first."
            )
        case Why.REPAIR | Why.IN_REPAIR:
            return _REPAIRS[refusal.why].format(_names(refusal))
        case Why.SERIALS:
            names = ", ".join(thing.label for thing in refusal.things)
            return f"{names} has other units with serials by now ({refusal.total:,}), so its stock must keep them."


def later(refusal: Refusal) -> str:
    """What has changed it since: a document by its number, else the act."""
    told = [one.reference if one.act == Act.POSTING else operation(one) for one in refusal.later]
    return f": {', '.join(told)}" if told else ""


def moved_on(count: int) -> str:
    return "1 item has changed" if count == 1 else f"{count:,} items have changed"


def _names(refusal: Refusal) -> str:
    return listed([thing.label for thing in refusal.things], refusal.total)


def listed(labels: Sequence[str], total: int) -> str:
    more = total - len(labels)
    return ", ".join(labels) + (f" and {more:,} more" if more else "")


def overtaken_help() -> str:
    return "An item is not any more as this operation left it. Nothing was undone."


# While it is done


def undoing(done: float) -> str:
    return f"{int(done * 100)} %"


def undoing_help() -> str:
    return "Taking it back. Esc stops that, and all stays as it was."


def stopped() -> str:
    return "Stopped"


def stopped_help() -> str:
    return "Nothing was undone."


def undone() -> str:
    return "Undone"


def undone_help(one: Operation) -> str:
    return f"{operation(one)}: {movements(one.movements)} taken back."


def scan_refused() -> str:
    return "Undo is open"


def scan_refused_help() -> str:
    return "F5 undoes, Esc leaves it. Nothing was done with this scan."


def key_undo() -> str:
    return "undo it"


def key_stop() -> str:
    return "stop"


def key_others() -> str:
    return "others"


def help_list() -> tuple[str, ...]:
    return (
        "The last changes of stock that this station has made, the newest first. Enter or a digit shows what undoing "
        "one takes back, before anything is done.",
        "What is undone already, and what takes another one back itself, stays in the list and can't be chosen.",
        "What came later is undone first: once a unit was changed again, an older change of it can't be undone.",
    )


def help_one() -> tuple[str, ...]:
    return (
        "What stands here is taken back by F5, all of it at once: each row says what will be there again, and what "
        "is there now. F3 lists what was done before, where this is the last change.",
        "The history keeps both: undoing writes further entries and deletes none.",
        "What an import or an entry has brought in becomes void, and its serials can be received again.",
    )


# The command


def command_help() -> str:
    return "take back the last change of stock of this station"


def command_about() -> str:
    return (
        "Takes back the last change of stock that this station has made: an import, a change of status, an edit.\n"
        "Says what it takes back, and asks before it does. A change whose stock has moved on since is refused."
    )


def yes_option() -> str:
    return "don't ask"


def list_option() -> str:
    return "list the last changes instead, the newest first"


def nothing_to_undo() -> str:
    return "There is nothing to undo: this station has made no change that is still in force."


def will_undo(told: str, at: str, one: Operation) -> str:
    return f"{told}, {at}, {one.operator}: {movements(one.movements)}"


def more_rows(count: int) -> str:
    return f"… and {count:,} more"


def ask() -> str:
    return "Take it back? [y/N] "


def needs_yes() -> str:
    return "Nobody can be asked here: say --yes to take it back."


def left() -> str:
    return "Nothing was undone."


def done(one: Operation) -> str:
    return f"Undone: {undone_help(one)}"
