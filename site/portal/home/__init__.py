"""The home page: ways into the content. May import everything."""
