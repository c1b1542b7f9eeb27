"""Information pages, legal pages, error pages. May import everything but `portal.appearance`."""
