"""The state of the indices in the admin: what each holds, how far behind it is, what went wrong; a rebuild by button.

Reads what `search.indexing`, `search.rebuilding` and `search.comparison` have left in the database. May import those
and Wagtail's admin; nobody imports this but `search.wagtail_hooks`.
"""
