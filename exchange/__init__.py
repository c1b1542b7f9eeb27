"""What people leave with us, without an account: searches they want to hear of, and what they did not find.

May import the content apps, the search and the foundations; imported by the shell alone.
"""
