"""Languages of codes, and `resolve`, the one place that gives a code a meaning."""
