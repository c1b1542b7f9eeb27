"""Who may do what in the admin: the roles as data, the groups made of them, and the limit to one's own Verbund.

Knows no other app: page types and models stand here by name, apps say in `ready()` what belongs to whom (`limits`).
"""
