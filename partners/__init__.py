"""Networks (Verbünde) and partner organisations: their pages, lists and what the search knows of them.

May import: search, core. Practices and events link here by foreign key; this app never imports them.
"""
