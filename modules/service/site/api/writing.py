"""What officers do with articles over the API beside their words: the list with drafts, the picture, another address."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from archive.uploads import AttachmentRefused
from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.api import WrittenArticleSerializer
from modules.service.site.forms import AddressForm
from modules.service.site.models import Article
from modules.service.site.permissions import SitePermission
from modules.service.site.views.writing import picture_in
from registry.api.answers import asks, judged, read, said_in
from walls.limits import LimitReached
from web.access import Permission

FULL = 503


class PictureSerializer(serializers.Serializer[Any]):
    """A photograph, and what is to be seen for who cannot see it. It is made small; place and time of taking are left out."""

    picture = serializers.FileField()
    picture_words = serializers.CharField(min_length=3, max_length=160)


@extend_schema_view(
    get=extend_schema(
        parameters=[
            OpenApiParameter("jenis", OpenApiTypes.STR, description="NEWS, NOTICE, PAGE, atau PROGRAMME."),
            OpenApiParameter("status", OpenApiTypes.STR, description="DRAFT, PUBLISHED, atau WITHDRAWN."),
            OpenApiParameter("q", OpenApiTypes.STR, description="Judul."),
        ]
    )
)
class KeptArticles(generics.ListAPIView[Article]):
    """Everything written, drafts and what was taken back too, the last touched on top."""

    access = {"GET": SitePermission.EDIT_SITE}
    serializer_class = WrittenArticleSerializer
    queryset = Article.objects.none()

    def get_queryset(self) -> QuerySet[Article]:
        asked = self.request.query_params
        text = asked.get("q", "").replace("\0", "").strip()[:80]
        return queries.articles_of_office(asked.get("jenis", ""), asked.get("status", ""), text)


class ArticlePicture(APIView):
    """Put a picture beside an article as multipart/form-data, or take it away; both said again change nothing more."""

    access: dict[str, Permission] = {"PUT": SitePermission.EDIT_SITE, "DELETE": SitePermission.EDIT_SITE}

    @extend_schema(request={"multipart/form-data": PictureSerializer}, responses=WrittenArticleSerializer)
    def put(self, request: Request, slug: str) -> Response:
        article, said, now = _article(slug), read(PictureSerializer, request), timezone.now()
        try:
            picture = picture_in(said)
            kept = actions.set_picture(
                article=article, picture=picture, words=said["picture_words"], by=request.user, at=now
            )
        except AttachmentRefused as error:
            raise ValidationError({"picture": [str(error)]}) from error
        except texts.TextRefused as error:
            raise ValidationError({"picture_words": [str(error)]}) from error
        except LimitReached:
            return Response({"detail": "Penyimpanan desa penuh. Terbitkan tanpa gambar."}, status=FULL)
        return Response(WrittenArticleSerializer(kept).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        actions.set_picture(article=_article(slug), picture=None, words="", by=request.user, at=timezone.now())
        return Response(status=204)


class RenameArticle(APIView):
    """Give it another address; whoever comes by an earlier one is led on for good."""

    access: dict[str, Permission] = {"POST": SitePermission.EDIT_SITE}

    @extend_schema(request=asks(AddressForm), responses=WrittenArticleSerializer)
    def post(self, request: Request, slug: str) -> Response:
        article, said = _article(slug), judged(AddressForm(said_in(request)))
        renamed = actions.rename_article(article=article, slug=said["slug"], by=request.user, at=timezone.now())
        return Response(WrittenArticleSerializer(renamed).data)


def _article(slug: str) -> Article:
    return get_object_or_404(Article, slug=slug)


routes = [
    path("situs/tulisan-kantor/", KeptArticles.as_view(), name="api_kept_articles"),
    path("situs/tulisan/<slug:slug>/gambar/", ArticlePicture.as_view(), name="api_article_picture"),
    path("situs/tulisan/<slug:slug>/alamat/", RenameArticle.as_view(), name="api_rename_article"),
]
