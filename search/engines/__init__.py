"""The two search engines, and the rule which of them answers.

`embedded/` and `elastic/` are the only places that import tantivy and elasticsearch; `fallback` and `breaker`
know neither. All of them know `search.engine` and what stands below it, nothing of Django.
"""
