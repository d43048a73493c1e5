"""Whether a code can be assigned to anything at all, told before anybody looks for the thing."""

from kiosk.barcodes import commands, internal
from kiosk.barcodes.forms import code_of, decoded, loose
from kiosk.post import Post
from kiosk.scan import Scan
from kiosk.store.barcodes import LONGEST
from kiosk.wording import answers, command_codes


def refusal(post: Post, scan: Scan) -> str:
    """Why a code can't be assigned to anything, in a sentence; empty when it can."""
    raw = code_of(scan)
    text = decoded(raw)
    if not loose(raw).strip() or (text is not None and not text.strip()):
        return answers.empty_code()
    if len(raw) > LONGEST:
        return answers.long_code(len(raw), LONGEST)
    if text is not None and internal.has_prefix(text, post.code_prefix):
        return answers.own_code(post.code_prefix)
    if commands.read(raw, post.code_prefix):
        return command_codes.not_assignable()
    return ""
