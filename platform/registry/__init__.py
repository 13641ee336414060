"""Residents, families and hamlets of one village: the ground every module builds on."""
