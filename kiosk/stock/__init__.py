"""Rules of the stock: frozen values and pure functions."""
