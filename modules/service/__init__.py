"""The village's service counter: requests, letters, their checks, numbers, signatures and verification."""
