"""A kabupaten that lives through days of work in seconds, judged every evening. See docs/modules/simulation.md."""
