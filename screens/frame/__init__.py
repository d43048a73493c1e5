"""What screens are made of: the frame of title, keys and status; forms; lists."""
