"""The journal of scans and the movements of stock."""
