"""Bringing data in and out: spreadsheets to rows of the store and back. Calls the store, no flow and no command."""
