"""Writing to the people behind a practice, a network or a partner. Nobody's address is shown, and nothing is kept
here: the message is a mail in the queue, erased with it.
"""
