"""Units with serials: all of them, one of them, its status."""
