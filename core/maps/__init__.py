"""The map of the 16 Länder: outlines from packaged open data, drawn by the server, coloured by number.

Knows nothing of what is counted: who shows a map gives the numbers (`{% laender_map %}`). May import: core.
"""
