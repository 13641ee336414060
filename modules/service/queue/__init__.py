"""The queue: numbers at the door, by phone and from officers; calling them; how long people waited."""
