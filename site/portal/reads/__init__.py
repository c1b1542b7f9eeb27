"""How often a public page is read, a day: a number of page and day, and nothing of whoever reads.

May import everyone, like the rest of the shell; its numbers are shown by `portal.desk.figures`.
"""
