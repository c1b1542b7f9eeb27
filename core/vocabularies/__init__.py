"""The controlled vocabularies: branches, regions and topics as trees; target groups and company sizes as lists.

May import: Django, Wagtail, libraries; nothing of ours beyond core.
"""
