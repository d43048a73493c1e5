"""Labels as files: a file for each page in SVG and PNG, one for all in PDF and ZPL; or one page on stdout."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli import output
from kiosk.cli.files import STDOUT
from kiosk.wording import label_commands as wording

if TYPE_CHECKING:
    from kiosk.flows.printing.making import Made
    from kiosk.labels.drawing import Page
    from kiosk.labels.library import Library

SVG, PNG, PDF, ZPL = "svg", "png", "pdf", "zpl"
FORMATS = (SVG, PNG, PDF, ZPL)
DOTS = {PNG: 300, ZPL: 203}  # to the inch, where none are told
_LEAST, _MOST = 100, 1200


def options(parser: ArgumentParser, formats: Sequence[str] = FORMATS) -> None:
    """How a file is written."""
    parser.add_argument("--format", metavar="FORMAT", choices=formats, help=wording.format_option(formats))
    parser.add_argument("--dpi", metavar="N", type=int, help=wording.dpi_option())
    parser.set_defaults(formats=tuple(formats))


def checked(arguments: Namespace) -> None:
    """Refuse a file of no format, and what the format has no use for."""
    if arguments.output == STDOUT and arguments.json:
        arguments.refuse(wording.no_json_beside())
    if arguments.format is None and arguments.output != STDOUT and _ending(arguments.output) not in arguments.formats:
        arguments.refuse(wording.no_format(arguments.output, arguments.formats))
    chosen = format_of(arguments)
    if arguments.dpi is not None:
        if chosen not in DOTS:
            arguments.refuse(wording.no_dots(chosen))
        if not _LEAST <= arguments.dpi <= _MOST:
            arguments.refuse(wording.dots_from_to(_LEAST, _MOST))
    if chosen == ZPL and (arguments.sheet or arguments.start != 1):
        arguments.refuse(wording.zpl_has_no_sheet())


def format_of(arguments: Namespace) -> str:
    """What is written: as told, else as the file's name ends; SVG on stdout."""
    if arguments.format is not None:
        return str(arguments.format)
    return SVG if arguments.output == STDOUT else _ending(arguments.output)


def _ending(file: str) -> str:
    return Path(file).suffix.lower().removeprefix(".")


def write(arguments: Namespace, library: "Library", labels: "Sequence[Made]") -> tuple[list[str], int]:
    """Write labels as the command line says; answers the names of the files, and how many pages there are."""
    from kiosk.flows.printing import making

    chosen = format_of(arguments)
    dots = arguments.dpi or DOTS.get(chosen, 0)
    drawn = making.drawings(library, labels, _dot(chosen, dots) if dots else None, arguments.copies)
    if chosen == ZPL:
        from kiosk.labels import zpl

        return saved(arguments, [b"".join(zpl.render(drawing, dots) for drawing in drawn)]), len(drawn)
    pages = making.pages(making.paper(library, labels, arguments.sheet), drawn, arguments.start)
    return saved(arguments, rendered(chosen, pages, dots)), len(pages)


def _dot(chosen: str, dots: int) -> float:
    from kiosk.labels import zpl

    return zpl.dot(dots) if chosen == ZPL else 25.4 / dots


def rendered(chosen: str, pages: "Sequence[Page]", dots: int) -> list[bytes]:
    """The files of pages: one for each, in PDF one for all."""
    if chosen == PDF:
        from kiosk.labels import pdf

        return [pdf.render(pages)]
    if chosen == PNG:
        from kiosk.labels import png

        return [png.render(page, dots) for page in pages]
    from kiosk.labels import svg

    return [svg.render(page).encode() for page in pages]


def saved(arguments: Namespace, files: Sequence[bytes]) -> list[str]:
    """Write them under the name that was told, or to stdout, which takes one; answers the names."""
    if arguments.output == STDOUT:
        if len(files) > 1:
            arguments.refuse(wording.one_on_stdout(len(files)))
        output.copied(BytesIO(files[0]))
        return []
    return _written(Path(arguments.output), files, force=arguments.force)


def _written(path: Path, files: Sequence[bytes], *, force: bool, number: int = 1) -> list[str]:
    """Write a file for each page; answers their names. All of them are on the disk before the first gets its name.

    Raises KioskError for a file that exists, and where one can't be written.
    """
    from kiosk.exchange import exporting

    name = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
    names = [str(name)]

    def fill(part: Path) -> int:
        part.write_bytes(files[0])
        if len(files) > 1:
            names.extend(_written(path, files[1:], force=force, number=number + 1))
        return 1

    exporting.whole(name, fill, force=force)
    return names
