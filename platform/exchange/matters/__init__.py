"""
What one office hands to another on purpose: submissions, consultations, assignments (docs/adr/0032-matters-between-offices.md).

A matter is a journal between two offices. Each side appends entries with words, data and files; both read all of it, nobody else reads
any of it. What a kind of matter means, and which steps it may take, is decided in the room that declares it (`kinds.declare`).
"""
