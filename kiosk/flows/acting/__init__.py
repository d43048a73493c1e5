"""Act on many stock items at once, whatever named them: plan it, show that, do it in one transaction.

targets    which stock items the targets stand for
work       what it comes to, put together row by row
planning   plan and do: what is the same for all actions
moving     … and what each of them does
"""

from kiosk.flows.acting.fitting import fits
from kiosk.flows.acting.planning import Done, do, plan, what

__all__ = ["Done", "do", "fits", "plan", "what"]
