"""The tests, laid out like the code they are about; shared parts in `factories/` and `servers/`."""
