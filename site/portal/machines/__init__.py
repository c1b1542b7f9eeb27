"""What programs read: linked data of the site, preview pictures, sitemap, security.txt, caching.

May import everything. What the apps say about their own pages stands in their `linked_data.py`.
"""
