"""
The line around a village, as small as a map above it needs: public territory, no hamlets and no persons (docs/adr/0041).

`drawing` makes it from a polygon, `actions` publishes it, and whoever reads `Outline` may read what is below (policies.py).
"""
