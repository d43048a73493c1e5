"""The exit codes of all commands; they are promised to programs and documented in the README."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command's end says."""

    OK = 0
    NO = 1  # the answer is no: an unknown code, a store or an import with faults, a change refused
    USAGE = 2  # the command line or the configuration is wrong; argparse uses the same
    AMBIGUOUS = 3  # no code is unknown, but one names several things
    TROUBLE = 4  # the store or a device can't be used; the sentence on stderr says what to do
    FAULT = 70  # a fault of Kiosk's own; the log has it (EX_SOFTWARE)
    PIPE = 141  # nobody reads the output any more (128 + SIGPIPE)
