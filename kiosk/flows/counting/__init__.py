"""Counts of stock: begun, counted scan by scan, held against the books, posted. Flows as all others.

All of a count is in the store at every green light; the state of these flows (`working.Counting`) says only where the
operator is in it. The way through, and which file is what:

    starting       begin one by a form: of a place, a part, or the whole store
    working        open it, hold it, undo, park, hand over, cancel
    scanning       what a scan does, by what its code means
      visiting     places: what is counted from now on
      units, loose, strangers    what is found there; finding: what these have in common
    reviewing      the differences to the books; leave one out, count it again
      deciding     these decisions on the screen that leads to posting
    posting        let the books say what was counted
    viewing        lists of counts, and of what one has found; entries: one of those by itself
    desk           what a scan leads to where counts are listed
    headless       the same by commands

Whoever changes a count holds it first, in the same transaction (`working.lost`).
"""
