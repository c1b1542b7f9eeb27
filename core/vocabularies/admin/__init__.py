"""The vocabularies in the admin: an indented list with usage, merging, and tags that become terms.

May import: what core.vocabularies may, and Wagtail's admin.
"""
