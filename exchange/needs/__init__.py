"""„Bedarf melden“: what somebody looked for and did not find, for the office."""
