# The two commands: `make run` serves the site, `make test` checks everything. They need Python 3.11 or newer
# and set up the rest themselves, in .venv and .cache.
SHELL := /bin/sh
PORT ?= 8000
PYTHON ?=
SIZES ?= 1000 10000
export PYTHON
# Where an image asks Python not to keep what it compiled, each start would compile Django and Wagtail again: 3 s.
unexport PYTHONDONTWRITEBYTECODE

PY := .venv/bin/python

.PHONY: help run test check fix bench eval pages clean

help:
	@echo "make run [PORT=8000]   serve the site at http://127.0.0.1:PORT with example content"
	@echo "make test              everything: checks, all tests on SQLite and PostgreSQL, with real servers"
	@echo "make check             the checks alone, without tests (half a minute)"
	@echo "make fix               format the code and repair what can be repaired"
	@echo "make bench [SIZES=…]   how fast it is; SIZES=\"1000 10000 100000\" takes 40 minutes (bench/README.md)"
	@echo "make eval [ARGS=…]     how good the search is, by a judged set of queries (bench/README.md)"
	@echo "make pages [ARGS=…]    how well the pages are made: HTML checker and Lighthouse; needs Node and Java (bench/README.md)"
	@echo "make clean             remove the environment and caches; the database stays"

run:
	@sh .ci/environment.sh run
	@exec $(PY) manage.py serve --port "$(PORT)"

test:
	@sh .ci/environment.sh test
	@exec $(PY) -m tests.suite

check:
	@sh .ci/environment.sh test
	@exec $(PY) -m tests.suite --checks-only

fix:
	@sh .ci/environment.sh test
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@$(PY) -m djlint templates --reformat --quiet

bench:
	@sh .ci/environment.sh test
	@exec $(PY) -m tests.servers run -- $(PY) -m bench --sizes $(SIZES) $(ARGS)

eval:
	@sh .ci/environment.sh test
	@exec $(PY) -m tests.servers run -- $(PY) -m bench.eval $(ARGS)

pages:
	@sh .ci/environment.sh test
	@exec $(PY) -m bench.pages $(ARGS)

clean:
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
