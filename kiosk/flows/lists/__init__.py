"""Work on scan lists: many things gathered scan by scan, then acted on together. Flows as all others.

A list is in the store at every green light, and any station may add to it; the state of these flows (`listing.Listing`)
says only where in it the operator is. Which file is what:

    listing          open a list or begin one, answer a question, leave it
    scanning         what a scan does: a row more, one that is there already, a question
    editing          marks, quantities, rows that go, a location in place of which its contents come, name, end
    coding           codes for the rows, one row after the other
    undoing          the last step of a list, and taking it back
    action_form      what an action on the rows asks for: typed, chosen or scanned
    action_review    what will become of each thing, agreed to by key or by scan
    doing            which things are meant, which actions fit them, and doing one to the stock
    reading          windows on lists and on the rows of one
    exporting        the rows into a file

Whoever changes a list holds it first, in the same transaction (`listing.lost`), and keeps a step (`listing.kept`).
"""
