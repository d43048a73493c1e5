"""The templates and label papers that there are: those of the program, and the user's own in a folder.

`NAME.toml` in the folder is a template, `papers/NAME.toml` a paper. One with the name of one of the program's takes its
place; others come in addition.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from kiosk.labels import sheets, templates
from kiosk.labels.sheets import Sheet
from kiosk.labels.tables import TemplateError, nearest
from kiosk.labels.templates import Template
from kiosk.wording import label_templates as wording

PAPERS = "papers"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Library:
    """`folder` has the user's own; None where there are none. Everything here raises TemplateError."""

    folder: Path | None = None

    def template(self, name: str) -> Template:
        own = self._own(name)
        if own is not None:
            found = templates.read(_text(own), name, str(own))
            if name in templates.names() and found.kind != (kind := templates.builtin(name).kind):
                raise TemplateError(wording.other_kind(str(own), found.kind, kind))
            return found
        if name not in templates.names():
            listed = self.templates()
            raise TemplateError(wording.no_such_template(name, nearest(name, listed), listed))
        return templates.builtin(name)

    def sheet(self, name: str) -> Sheet:
        own = self._own(name, PAPERS)
        if own is not None:
            return sheets.read(_text(own), name, str(own))
        if name not in sheets.names():
            listed = self.sheets()
            raise TemplateError(wording.no_such_sheet(name, nearest(name, listed), listed))
        return sheets.builtin(name)

    def template_source(self, name: str) -> str:
        """The file of a template."""
        self.template(name)
        own = self._own(name)
        return templates.source(name) if own is None else _text(own)

    def sheet_source(self, name: str) -> str:
        """The file of a paper."""
        self.sheet(name)
        own = self._own(name, PAPERS)
        return sheets.source(name) if own is None else _text(own)

    def templates(self) -> tuple[str, ...]:
        """The names of all templates."""
        return tuple(sorted({*templates.names(), *self._names()}))

    def sheets(self) -> tuple[str, ...]:
        """The names of all papers."""
        return tuple(sorted({*sheets.names(), *self._names(PAPERS)}))

    def is_own(self, name: str, below: str = "") -> bool:
        """Whether it is the user's."""
        return self._own(name, below) is not None

    def _own(self, name: str, below: str = "") -> Path | None:
        """The user's file of this name, if there is one."""
        if self.folder is None or not _NAME.fullmatch(name):
            return None
        file = self.folder / below / f"{name}{templates.ENDING}"
        try:
            return file if file.is_file() else None
        except OSError as error:
            raise TemplateError(_unreadable(self.folder, error)) from error

    def _names(self, below: str = "") -> tuple[str, ...]:
        if self.folder is None:
            return ()
        folder = self.folder / below
        try:
            found = [one.stem for one in folder.iterdir() if one.suffix == templates.ENDING]
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise TemplateError(_unreadable(folder, error)) from error
        return tuple(name for name in found if _NAME.fullmatch(name))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError(_unreadable(file, error)) from error


def _unreadable(file: Path, error: OSError | UnicodeDecodeError) -> str:
    reason = error.strerror or str(error) if isinstance(error, OSError) else wording.not_utf8()
    return wording.folder_unreadable(str(file), reason)
