"""The officers' pages about residents."""
