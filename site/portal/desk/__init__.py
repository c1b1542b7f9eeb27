"""The editor's desk: what waits, is due, incomplete, searched in vain, broken or new; on the home and as reports.

Only puts together what the apps know; each list is one queryset, the same for home, report and download.
"""
