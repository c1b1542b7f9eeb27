"""Registration for events: seats, waiting list, confirmation by mail, self-service, and what is erased when.

`registration` is the only place that changes a registration; views, admin, import and jobs call it. May import: events'
models, partners, search, core.
"""
