"""Links to other sites: collected from pages, asked by a periodic job (never by a visitor's request), reported when
they stay broken. Only where the operator has switched it on (LINK_CHECK).

May import: core. Knows no page type: whoever owns one says by `reporting.register_owner` who is told.
"""
