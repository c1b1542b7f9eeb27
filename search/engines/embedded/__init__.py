"""The engine that needs nothing but Python and a folder: tantivy, imported only here.

Several processes read while one writes. May import what stands in `search` below the engines (documents, facets, query,
ranking, german), nothing of Django.
"""
