"""The German analysis, made in Python once and used for both engines: index terms, queries, highlighting, corrections.

The engines index only the whitespace-joined terms made here, so they cannot differ in what matches.
May import: the standard library and snowballstemmer; not Django, nothing else of the search.
"""
