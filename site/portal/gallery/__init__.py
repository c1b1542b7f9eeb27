"""`/komponenten/`: every component of the public pages in every state, on one page, for those who work on them.

With DEBUG alone; everywhere else the address does not exist. All it shows is invented here, nothing is read from the
database. May import: everything public pages are made of.
"""
