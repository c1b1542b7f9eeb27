"""How good the search is: a judged set of queries over the example practices, both engines, four baselines.

`make eval` runs it; bench/README.md says how the set was made and what the figures mean.
"""
