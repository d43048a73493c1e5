"""The station about itself: scanners, store, rules, log."""
