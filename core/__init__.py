"""Foundations: the abstract page, vocabularies, text cleaning, visibility, request checks.

Knows no other app of ours. May import: Django, Wagtail, libraries.
"""
