"""The Peewee store: the only room that knows SQL. Hands out frozen values only."""
