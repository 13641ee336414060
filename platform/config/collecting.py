"""
How the processes that live long look for garbage.

Python's usual collector looks through everything it knows after some hundreds of new objects. One page of an office makes thousands,
hardly any of which point at each other in a circle: of storing a file of 5,000 residents two fifths of the time went into such looks.
"""

import gc

#: New objects before the young are looked through, and how often that happens before the older are.
THRESHOLDS = (50_000, 20, 50)


def settle_in() -> None:
    """Call once, when all code is loaded: that stays for good and is not looked through again, nor copied when a worker forks."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
