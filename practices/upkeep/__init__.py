"""Keeping practices true: who is asked when whether one is still right, and what follows from the answer.

May import: practices' models and actions, partners, search, core.
"""
