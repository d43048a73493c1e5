"""Stands before the real driver on the path: a station on SQLite is installed without the `postgres` extra.

Peewee imports whichever driver it finds, which costs 8 ms and 4 MB that such a station never pays.
"""

raise ImportError("not installed on a station with SQLite")
