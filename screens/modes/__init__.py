"""Modes in which each scan acts at once: move into, take out, where is it."""
