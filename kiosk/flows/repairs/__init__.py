"""Repairs: a unit comes in, parts are used, it is completed and handed back. All of it by its number, at any bench."""
