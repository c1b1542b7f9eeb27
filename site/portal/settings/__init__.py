"""Settings by topic. `dev`, `test` and `production` are entry points; each takes `base` and changes little."""
