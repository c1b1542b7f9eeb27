"""Saved searches: asked for by mail address, confirmed by mail, answered by digests, ended by one click."""
