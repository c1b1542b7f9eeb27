"""A program for tests: rebuilds the index whose engine is named and stops at a moment, until it is killed.

Whoever runs it has set Django up; its arguments stand behind its own path. `fill` is after some documents, `before` and
`after` are on either side of the switch.
"""

import sys
import time

from search import rebuilding
from search.engines.elastic import swap as elastic_swap
from search.engines.embedded.folder import IndexFolder
from search.running import indices


def stop():
    print("stopped", flush=True)
    time.sleep(600)


def stopping(switch, moment):
    def switched(*arguments):
        if moment == "before":
            stop()
        switch(*arguments)
        stop()

    return switched


def main(engine, moment):
    if moment == "fill":
        documents = rebuilding.all_public_documents

        def some():
            for number, document in enumerate(documents()):
                if number == 3:
                    stop()
                yield document

        rebuilding.all_public_documents = some
    else:
        IndexFolder.switch_to = stopping(IndexFolder.switch_to, moment)
        elastic_swap._switch = stopping(elastic_swap._switch, moment)
    index = next(index for index in indices() if index.engine.name == engine)
    rebuilding.rebuild(index.name, index.engine)


main(*sys.argv[2:])
