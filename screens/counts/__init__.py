"""Screens on which stock is counted: the counts, the form that begins one, one count, its review."""
