"""Doing something to the things of a scan list: what is wanted of them, the last look, and the word to do it.

offering    which actions fit the things of a list
form        what an action asks for, typed, chosen or scanned
review      what will become of each thing, agreed to by key or by scan, and done
"""
