"""Finding things and looking at them."""
