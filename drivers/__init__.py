"""Hardware to Scan, in a small process of its own. Knows neither Textual nor the store."""
