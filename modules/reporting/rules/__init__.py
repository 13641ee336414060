"""Reading what somebody asks a book for (pure)."""
