"""Repairs: their list, the form that begins one, and the screen on which one is worked on."""
