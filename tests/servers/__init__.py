"""The real servers that the tests talk to: Elasticsearch, PostgreSQL, and a Chromium to look at pages with.

Each is looked for on the machine first, installed where that is possible, started on a free port of
127.0.0.1, and stopped at the end. `python -m tests.servers run -- COMMAND` runs a command beside them.
Imports nothing of the product.
"""
