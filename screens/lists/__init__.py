"""Scan lists: many things gathered, then acted on together."""
