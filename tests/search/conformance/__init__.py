"""The suite that every search engine has to pass, whole: each test runs against both. `oracle` is the specification.

Tests of what only one engine has stand in tests/search/embedded/ and tests/search/elastic/.
"""
