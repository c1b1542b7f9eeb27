"""Finding things: queries, facets, the German analysis, the engines, the index and its outbox.

Knows no content app: apps describe their records through the registries in `sources` and `facets`.
May import: Django, Wagtail, libraries; never core or another app of ours. Only `engines/` imports a search client.
"""
