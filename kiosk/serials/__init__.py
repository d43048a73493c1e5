"""Serial numbers and batch codes: how they are written in short, what makes one valid, what comes next. Pure."""
