"""Stock that comes in by hand, is counted, or gets its serials."""
