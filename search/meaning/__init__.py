"""Meaning: what a text is about, as a vector, so that other words for the same are near.

A second stage behind the words, off by one setting (SEARCH_MEANING) and whenever its library is not there. Engines
store and compare vectors; what makes them is here. May import: search, numpy, the encoder's library.
"""
