"""Every sentence that an operator can read, as small functions."""
