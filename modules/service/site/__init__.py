"""The village's public site: news, pages, programmes, public information, and requests for it (UU 14/2008)."""
