"""How well the pages are made, by the tools that others measure with: Nu HTML checker and Lighthouse.

Both come from npm, need Node (and Java for the checker), and are used here alone: neither to run nor to test the site.
"""
