"""What the operator sees: thin Textual screens over the flows of the core."""
