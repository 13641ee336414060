"""Addresses of the books, below /kantor/buku/."""

from django.urls import path

from modules.reporting.views import books, files

app_name = "reporting"

urlpatterns = [
    path("kantor/buku/", books.shelf, name="books"),
    path("kantor/buku/<str:code>/", books.book, name="book"),
    path("kantor/buku/<str:code>/cetak.pdf", files.print_book, name="print"),
    path("kantor/buku/<str:code>/unduh.xlsx", files.spreadsheet, name="spreadsheet"),
    path("kantor/buku/<str:code>/siapkan/", files.prepare, name="prepare"),
]
