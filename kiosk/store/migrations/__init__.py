"""Ordered migrations; each is run in a transaction with the row that records it."""
