"""Tanya: questions answered from what the office has published, each with its source, or handed to the desk."""
