"""Looking into a village from above: read-only, for a time and a reason, seen by the village (docs/adr/0040-inspections.md)."""
