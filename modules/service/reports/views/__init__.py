"""Pages of monitoring and reports."""
