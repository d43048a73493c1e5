"""Documents: stock that comes in, goes out or comes back, line by line and scan by scan, until it is posted."""
