"""What is said of label templates and label papers: what is wrong in one, and what does not fit."""

from collections.abc import Iterable, Sequence

from kiosk.scan import visible

# What a template's text can't be


def nested() -> str:
    return "brackets stand in brackets; a bracket itself is written twice"


def not_opened(mark: str) -> str:
    return f"{mark} closes nothing; to print it, write it twice"


def not_closed(mark: str) -> str:
    return f"{mark} is never closed; to print it, write it twice"


def bad_text(file: str, table: str, key: str, text: str, reason: str) -> str:
    return f'{file} {table} {key} = "{visible(text)}": {reason}.'


def no_field(file: str, table: str, key: str, field: str, near: str, fields: Iterable[str], kind: str) -> str:
    meant = f" Did you mean {{{near}}}?" if near else ""
    listed = ", ".join(f"{{{name}}}" for name in fields)
    where = f"{file} {table} {key}"
    return f"{where}: no field {{{visible(field)}}} for labels of {_of_kind(kind)}.{meant} There are {listed}."


def measure(low: float, high: float) -> str:
    return f"millimetres from {low:g} to {high:g}"


def count(low: int, high: int) -> str:
    return f"a whole number from {low} to {high}"


def list_of(described: str) -> str:
    return f"a list; each of it {described}"


def commands_alone(file: str) -> str:
    return f'{file} [commands]: a template of kind = "commands" has it, and no other. Add it, or take it out.'


def no_such_number(file: str, number: int) -> str:
    return f"{file} [commands]: there is no code for {number}. quantities go from 1 to 1,000, rows from 0 to 9."


def bars_too_narrow(file: str, narrowest: float) -> str:
    return f"{file} [commands]: scanners can't read such narrow bars. Make module {narrowest:g} at least."


def outside(file: str, table: str, width: float, height: float) -> str:
    return f"{file} {table}: reaches beyond the label of {size(width, height)}. Mend x, y, width or height."


def no_rows(file: str) -> str:
    return f"{file} [rows]: only slips of documents have lines. Take it out."


def rows_needed(file: str) -> str:
    return f"{file} height = 0: as long as it needs is only a slip with [rows]. Tell the label's height in mm."


def no_room_for_rows(file: str) -> str:
    return f"{file} [rows]: no room for lines is left between y and the margin below. Mend y, later or margin."


def columns_wide(file: str, width: float) -> str:
    return f"{file} [[rows.column]]: the columns reach beyond the slip's {width:g} mm. Make them narrower."


def no_toml_table(file: str, table: str) -> str:
    return f"{file} {table}: has to be a table. Write [{table}] or [[{table}]], below it its keys."


def no_such_template(name: str, near: str, names: Sequence[str]) -> str:
    meant = f" Did you mean {near}?" if near else ""
    return f"There is no template {visible(name)}.{meant} There are {', '.join(names)}."


def no_such_sheet(name: str, near: str, names: Sequence[str]) -> str:
    meant = f" Did you mean {near}?" if near else ""
    return f"There is no label paper {visible(name)}.{meant} There are {', '.join(names)}."


def folder_unreadable(folder: str, reason: str) -> str:
    return f"{folder}: can't be read ({reason}). Mend [labels] templates, or the permissions."


def not_utf8() -> str:
    return "not UTF-8 text"


def other_kind(file: str, kind: str, wanted: str) -> str:
    return (
        f'{file} [label] kind = "{kind}": takes the place of a template for a {wanted.replace("_", " ")}. '
        f'Write kind = "{wanted}", or give the file a name of its own.'
    )


# What does not fit


def size(width: float, height: float) -> str:
    return f"{width:g} × {height:g} mm"


def code_too_wide(text: str, module: float, least: float, *, linear: bool) -> str:
    what = "bars" if linear else "dots"
    advice = "a wider box, a larger label, or Data Matrix in the template" if linear else "a larger box or label"
    return (
        f"The code {visible(text)} does not fit: its {what} would be {module:.2f} mm, and under {least:g} mm no "
        f"scanner reads them surely. Take {advice}"
    )


def not_encoded(text: str, reason: str) -> str:
    return f"{visible(text)} can't be printed as this code: {reason}"


def no_code(template: str) -> str:
    return f"The template {template} has a code that is empty here, and tells nothing to print otherwise"


def label_too_large(template: tuple[float, float], sheet: str, label: tuple[float, float]) -> str:
    return (
        f"The label is {size(*template)}, and on the paper {sheet} one has {size(*label)}. "
        "Take another paper, or a template that fits"
    )


def paper_too_small(file: str) -> str:
    return f"{file}: its labels reach beyond the page. Mend left, top, the pitches, columns or rows."


def paper_without(file: str, key: str) -> str:
    return f"{file} {key} = 0: a paper has one label at least, which has a size. Write more than 0."


def labels_overlap(file: str, key: str, pitch: float, side: str, size: float) -> str:
    return (
        f"{file} {key} = {pitch:g}: its labels would lie on each other, since {side} is {size:g}. "
        f"{key} goes from one label's edge to the next one's: make it {size:g} at least, or leave it out."
    )


def no_such_start(start: int, most: int) -> str:
    return f"There is no label {start} on this paper: it has 1 to {most}"


def wrong_kind(template: str, kind: str, wanted: str) -> str:
    return f"The template {template} is for {_of_kind(kind)}, not for {_of_kind(wanted)}"


def _of_kind(kind: str) -> str:
    return "command codes" if kind == "commands" else f"a {kind.replace('_', ' ')}"
