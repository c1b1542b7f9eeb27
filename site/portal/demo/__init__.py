"""Example content: one readable YAML file an entry in `content/`, loaded by `load.py` as editors would enter it."""
