"""Everything that becomes paper: letterhead, typesetting, QR, signature and its verification. It does not know what a letter means."""
