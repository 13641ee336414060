"""The pages of the room, for a kecamatan and for a village."""
