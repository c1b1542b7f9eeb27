"""What editors tune in the search: synonyms, tips above the hits; and what people look for, counted without persons.

An app of its own with its own tables, so that the search itself needs none of it. May import: search.
"""
