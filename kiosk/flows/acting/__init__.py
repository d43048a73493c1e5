"""Act on many stock items at once, whatever named them: plan it, show that, do it in one transaction.

Which file is what:

    targets    which stock items the targets stand for
    work       what it comes to, put together row by row; faults: what is wrong with what is wanted
    planning   plan and do: what is the same for all actions
    fitting    which actions fit what the targets are
    moving, amounts, statuses, edits, joining, papers: what each of them does
"""

from kiosk.flows.acting.fitting import fits
from kiosk.flows.acting.planning import Done, do, plan, what

__all__ = ["Done", "do", "fits", "plan", "what"]
