"""
Who opens the books.

Permendagri 47/2016: the secretary co-ordinates, each Kaur and Kasi keeps the books of their field, the head acknowledges. Which book
somebody sees is said by the book's own permission; these open the shelf.
"""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class ReportingPermission(Permission):
    SEE_BOOKS = "reporting.see_books"
    TAKE_FULL_BOOKS = "reporting.take_full_books"


grant(
    ReportingPermission.SEE_BOOKS,
    Post.KADES,
    Post.SEKDES,
    Post.KAUR_TU,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_PELAYANAN,
    Post.KASI_KESEJAHTERAAN,
    Post.OPERATOR,
    words="Membuka buku desa, NIK disamarkan",
)
grant(
    ReportingPermission.TAKE_FULL_BOOKS,
    Post.KASI_PEMERINTAHAN,
    Post.OPERATOR,
    words="Mengunduh buku desa dengan NIK lengkap",
)
