"""The names of all kinds, for the command line, which describes itself without importing what it runs."""

# In the order in which an empty store takes them.
NAMES = (
    "locations",
    "parts",
    "partners",
    "supplier-parts",
    "movements",
    "stock",
    "barcodes",
    "external-ids",
    "journal",
)
