"""Addresses of the site: everybody at the root, officers below /kantor/."""

from django.urls import path, register_converter

from modules.service.site.rules.addresses import SHELVES
from modules.service.site.views import desk, information, ppid, public, publishing, writing


class ShelfConverter:
    """One of the words under which the village writes."""

    regex = "|".join(SHELVES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ShelfConverter, "shelf")

app_name = "site"

urlpatterns = [
    path("robots.txt", public.robots, name="robots"),
    path("sitemap.xml", public.sitemap, name="sitemap"),
    path("berita/umpan.xml", public.feed, name="feed"),
    path("gambar/<int:article_id>/<slug:mark>.jpg", public.picture, name="picture"),
    path("<shelf:shelf>/", public.index, name="index"),
    path("<shelf:shelf>/<slug:slug>/", public.article, name="article"),
    path("transparansi/", information.transparency, name="transparency"),
    path("informasi-publik/", information.register, name="register"),
    path("produk-hukum/", information.register, {"only": "LAW"}, name="regulations"),
    path("informasi-publik/<int:publication_id>/berkas/", information.document, name="document"),
    path("ppid/", ppid.about, name="ppid"),
    path("ppid/minta/", ppid.ask, name="ask"),
    path("ppid/lacak/", ppid.find, name="find"),
    path("ppid/lacak/<str:code>/", ppid.follow, name="follow"),
    path("ppid/lacak/<str:code>/berkas/", ppid.answer_file, name="answer_file"),
    path("kantor/situs/", writing.index, name="articles"),
    path("kantor/situs/baru/", writing.new, name="new_article"),
    path("kantor/situs/<int:article_id>/", writing.edit, name="edit_article"),
    path("kantor/informasi/", publishing.index, name="publications"),
    path("kantor/informasi/baru/", publishing.new, name="new_publication"),
    path("kantor/informasi/apbdes/<int:year>/", publishing.figures, name="figures"),
    path("kantor/informasi/<int:publication_id>/", publishing.edit, name="edit_publication"),
    path("kantor/ppid/", desk.index, name="requests"),
    path("kantor/ppid/<int:request_id>/", desk.detail, name="request"),
]
