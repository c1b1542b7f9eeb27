"""„Praxisbeispiel einreichen“: staff of a Verbund send a Kurzsteckbrief by a form in steps, without an account.

What is sent becomes a draft below the list of practices, in its workflow where there is one; the sender follows it by
the link. May import practices, partners and core.
"""
