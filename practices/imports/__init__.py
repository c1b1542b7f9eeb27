"""Import and export of practices as .csv, .xlsx and .jsonl: `columns` say what there is, `readers` and `writers`
know the formats, `checks` turn a row into values or into reasons why not, `rows` bring values into a page and back.

May import: practices' models, partners, search, core.
"""
