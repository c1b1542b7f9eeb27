"""Mail: written in the transaction of what it tells of, sent afterwards, tried again, and erased.

May import: core.periodic, core.background, Django, Wagtail.
"""
