"""Information pages, legal pages, menus, error pages. May import everything."""
