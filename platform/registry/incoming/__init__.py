"""
Reading the incumbent's residents' file, without the database.

`sheets` opens an uploaded file safely, `columns` knows its 43 headings, `rows` turns one line into values, errors and
warnings, and `across` finds what is wrong between lines.
"""
