"""Work on documents: drafts written scan by scan, posted, reversed. Flows as all others (see `kiosk.flows.flow`).

A draft is in the store at every green light; the state of these flows (`editing.Editing`) says only where the operator
is in it. The way through, and which file is what:

    starting           begin one by a form; shortcuts: from a part or a unit
    expected, listing  what is to come: from an order or a list; a list held against the store
    editing            open it, hold it, keep each change as a step, undo, park, hand over, cancel
    scanning           what a scan does, by what its code means
      adding           parts and quantities; sharing: what a list expects of a part, over its lines
      taking, serials  serials of new units; the ways in which they are entered; patterns: typed in short
      units, picking   units that go out or come back; the list to pick them from; available: which may go
      choosing         which one of several is meant
    lines, line_form   one line by keys, or as a form; head_form: the document's head
    posting            look at all of it, let it change stock, take that back
      reviewing        what posting would do, shown before; reversing: the same of a reversal
    headless           drafted and posted at once, for scripts
    drafts, filtering  lists and cards of documents; viewing: windows on the lines and serials of a draft

Whoever changes a draft holds it first, in the same transaction (`editing.lost`), and keeps a step (`editing.changed`).
"""
