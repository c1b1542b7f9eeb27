"""The shell: settings, URLs, home and information pages, example content.

The only package in `site/`. It imports every app and is imported by none. `site/` itself never gets an __init__.py:
`site` is a module of Python's standard library.
"""
