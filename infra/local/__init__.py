"""
The embedded parts of a developer's machine: real servers as child processes, their data under `.local/`.

This will never be used in production: there the parts come from KENTONGAN_* environment settings.
"""
