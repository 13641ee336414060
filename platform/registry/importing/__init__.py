"""
Bringing a file of residents into the register.

`keeping` holds the uploaded bytes, `register` is what is known before, `judging` decides for every line whether it is
new, changed, the same or wrong, `storing` writes them all in one transaction, and `undoing` takes them back.
"""
