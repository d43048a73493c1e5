"""Layout tables (JSON), generated from xkbcommon data by `generate.py`."""
