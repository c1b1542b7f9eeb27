"""The German analysis, made once in Python, so that both engines index and search the same terms.

From text to terms: `tokens` (with `gender`, `fold`, `stems`, `compounds`), `index`. From what is typed to
what is asked: `query`. For people: `highlight`, `correction`. `match` is the specification of both engines.
May import: the standard library and PyStemmer; no Django, nothing else of ours.
"""
