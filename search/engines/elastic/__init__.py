"""The search on an Elasticsearch 9 cluster: one index of ours behind an alias, one round trip a search.

May import elasticsearch, elastic_transport, and the search's contract; nobody else imports those two.
"""
