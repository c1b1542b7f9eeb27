"""The Steckbrief of a practice as a tagged PDF (PDF/UA-1) of two pages, made by WeasyPrint where its system library is.

Made for the public alone, kept by revision, one at a time. May import: practices, search, core.
"""
