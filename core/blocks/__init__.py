"""Stream fields and blocks that several apps use."""
