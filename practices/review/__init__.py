"""From a draft to a published practice: the workflow, the checklist of the Fachredaktion, the sign-off of the firm.

`models/` must not import practices' models (they ask `models.gate` whether they may be published); the rest may import
practices' models and actions, partners, search, core.
"""
