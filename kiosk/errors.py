"""The few exceptions of Kiosk. Expected surprises are values; these are for what stops a piece of work.

Each carries a code for programs; the sentence for people is made by `kiosk.wording`.
"""


class KioskError(Exception):
    """Something that the operator or the administrator can mend. `str()` is the sentence to show."""

    code = "error"


class ConfigError(KioskError):
    """The configuration can't be used. `problems` holds one sentence for each fault found."""

    code = "config"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class StoreError(KioskError):
    """The store can't be opened, or didn't take a change: locked, full, read-only, damaged, newer.

    `code` is one of `locked`, `full`, `read_only`, `damaged`, `newer`, `missing`, `unreachable`, `store`; or it is
    `unsure`, where the change may have been saved.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class DeviceError(KioskError):
    """A device can't be opened or used. `condition` is a `kiosk.scan.Condition` value; `detail` a short fact."""

    code = "device"

    def __init__(self, condition: str, detail: str = "") -> None:
        super().__init__(f"{condition}: {detail}" if detail else condition)
        self.condition = condition
        self.detail = detail
