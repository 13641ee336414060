"""
A village that does not exist, in the incumbent's file format: for the demo, the tests and the benches.

Every number begins with 3599: there is a province 35 but no regency 3599, so no living person can have such a NIK, and
the rules still take it without a word.
"""

from registry.synthetic.book import write_book
from registry.synthetic.mistakes import Mistake, plant
from registry.synthetic.village import PREFIX, make_village

__all__ = ["PREFIX", "Mistake", "make_village", "plant", "write_book"]
