"""Practices (Praxisbeispiele): the page, the list, import and export, what the search knows of them.

May import: partners, search, core; never events or the shell.
"""
