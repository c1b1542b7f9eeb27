"""Benchmarks: ratios against a bare baseline in the same run, never absolute times. `make bench` runs them.

May import everything; is imported by nothing.
"""
