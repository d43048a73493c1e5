"""Work on documents: drafts written scan by scan, posted, reversed. Flows as all others (see `kiosk.flows.flow`)."""
