"""What the ledger's own entries say."""


def sample() -> str:
    """Where the demo's stock comes from, as its operation's reference."""
    return "sample data"
