"""Events: the page, the list, what the search knows of them.

May import: partners, search, core; never practices (linked by name only) or the shell.
"""
