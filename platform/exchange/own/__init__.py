"""What a village lays over what its kabupaten publishes, in its own schema (docs/adr/0046-a-village-refines.md)."""
