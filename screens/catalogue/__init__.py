"""Parts, places, suppliers and codes: making and changing them."""
