"""The fast modes: move into, take out, where is it. Flows as all others (see `kiosk.flows.flow`).

Each scan that changes stock is an operation of its own, done by `kiosk.flows.acting`. The way through:

    mode        the state: place, what is asked, the steps that can be taken back
    scanning    what a scan does, by what its code means
      pieces    so many of a part, and from which of its stock they come
      doing     one stock item moved or taken out, as a step; how many of it by ×N; taken back
      finding   where something is
    listing     what the screen shows below the answer
"""

from kiosk.flows.modes.doing import undo
from kiosk.flows.modes.listing import rows
from kiosk.flows.modes.scanning import answer, begin, quantity, scan

__all__ = ["answer", "begin", "quantity", "rows", "scan", "undo"]
