"""The site over the API: everybody reads what is public, officers write."""

from typing import Any
from uuid import UUID

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

from modules.service.contract import texts
from modules.service.site import actions, queries
from modules.service.site.models import Article, Publication
from modules.service.site.permissions import SitePermission
from modules.service.site.rules import addresses
from web.access import Permission

CREATED, CONFLICT = 201, 409
_BERITA = OpenApiParameter("rak", OpenApiTypes.STR, description="berita (biasa), profil, atau program.")


class ArticleSerializer(serializers.ModelSerializer[Article]):
    """What everybody may read of it; `body` holds the marks it was written with."""

    class Meta:
        model = Article
        fields: tuple[str, ...] = (
            "kind", "slug", "title", "lead", "body", "conditions", "schedule", "in_charge", "picture_words", "publish_at",
            "ends_on", "updated_at",
        )  # fmt: skip


class WritingSerializer(serializers.Serializer[Any]):
    """Something new; with `publish` it is public at once, or at `publish_at`."""

    key = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Article.Kind.choices, default="NEWS")
    title = serializers.CharField(min_length=3, max_length=160)
    lead = serializers.CharField(min_length=3, max_length=300)
    body = serializers.CharField(max_length=20_000, allow_blank=True, default="")
    publish = serializers.BooleanField(default=False)
    publish_at = serializers.DateTimeField(required=False, allow_null=True)


@extend_schema_view(get=extend_schema(parameters=[_BERITA]))
class Articles(generics.ListAPIView[Article]):
    """What is public, newest first; officers add to it."""

    open_because = "The village writes it for everybody."
    serializer_class = ArticleSerializer
    queryset = Article.objects.none()

    def get_queryset(self) -> Any:
        word = self.request.query_params.get("rak", "berita")
        return queries.shelf(word if word in addresses.SHELVES else "berita", timezone.now())


class WriteArticle(APIView):
    """Write something for the site; the same key twice is one article."""

    access: dict[str, Permission] = {"POST": SitePermission.EDIT_SITE}

    @extend_schema(request=WritingSerializer, responses={201: ArticleSerializer})
    def post(self, request: Request) -> Response:
        said = WritingSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        data, now = said.validated_data, timezone.now()
        key: UUID = data["key"]
        written = {name: data[name] for name in ("title", "lead", "body")}
        try:
            article = actions.save_article(key=key, kind=data["kind"], said=written, edition=0, by=request.user, at=now)
        except texts.TextRefused as error:
            raise ValidationError({"body": [str(error)]}) from error
        if data["publish"] and not article.is_published:
            moment = data.get("publish_at")
            article = actions.publish_article(article=article, publish_at=moment, by=request.user, at=now)
        return Response(ArticleSerializer(article).data, status=CREATED)


class OneArticle(APIView):
    """One article by its address."""

    open_because = "The village writes it for everybody."

    @extend_schema(responses=ArticleSerializer)
    def get(self, request: Request, slug: str) -> Response:
        return Response(ArticleSerializer(get_object_or_404(queries.public(timezone.now()), slug=slug)).data)


class WrittenArticleSerializer(ArticleSerializer):
    """The same for who writes it: its state, and the edition a change names."""

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "state", "edition")


class ChangedArticleSerializer(serializers.Serializer[Any]):
    """What is missing stays; `edition` is the one it was written over. With `publish` it is public at once, or at `publish_at`."""

    edition = serializers.IntegerField(min_value=1)
    title = serializers.CharField(min_length=3, max_length=160, required=False)
    lead = serializers.CharField(min_length=3, max_length=300, required=False)
    body = serializers.CharField(max_length=20_000, allow_blank=True, required=False)
    conditions = serializers.CharField(max_length=5_000, allow_blank=True, required=False)
    schedule = serializers.CharField(max_length=5_000, allow_blank=True, required=False)
    in_charge = serializers.CharField(max_length=160, allow_blank=True, required=False)
    ends_on = serializers.DateField(required=False, allow_null=True)
    publish = serializers.BooleanField(default=False)
    publish_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class ChangeArticle(APIView):
    """One article as it lies in the office, draft or public; and changing it. 409 with the present one when somebody was quicker."""

    access: dict[str, Permission] = {"GET": SitePermission.EDIT_SITE, "PUT": SitePermission.EDIT_SITE}

    @extend_schema(responses=WrittenArticleSerializer)
    def get(self, request: Request, slug: str) -> Response:
        return Response(WrittenArticleSerializer(get_object_or_404(Article, slug=slug)).data)

    @extend_schema(
        request=ChangedArticleSerializer, responses={200: WrittenArticleSerializer, 409: WrittenArticleSerializer}
    )
    def put(self, request: Request, slug: str) -> Response:
        article, given = get_object_or_404(Article, slug=slug), ChangedArticleSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said, now = dict(given.validated_data), timezone.now()
        edition, publish, publish_at = (said.pop(name) for name in ("edition", "publish", "publish_at"))
        try:
            article = actions.save_article(
                key=article.key, kind=article.kind, said=said, edition=edition, by=request.user, at=now
            )
        except actions.ChangedMeanwhile as changed:
            return Response(WrittenArticleSerializer(changed.current).data, status=CONFLICT)
        except texts.TextRefused as error:
            raise ValidationError({"body": [str(error)]}) from error
        if publish:
            article = actions.publish_article(article=article, publish_at=publish_at, by=request.user, at=now)
        return Response(WrittenArticleSerializer(article).data)


class TakeBackArticle(APIView):
    """Nobody outside the office reads it any more; its address stays its own."""

    access: dict[str, Permission] = {"POST": SitePermission.EDIT_SITE}

    @extend_schema(request=None, responses=WrittenArticleSerializer)
    def post(self, request: Request, slug: str) -> Response:
        article = get_object_or_404(Article, slug=slug)
        taken = actions.take_back_article(article=article, by=request.user, at=timezone.now())
        return Response(WrittenArticleSerializer(taken).data)


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    """One line of the list of public information; of what is excluded only its name and reason."""

    document = serializers.SerializerMethodField()

    class Meta:
        model = Publication
        fields: tuple[str, ...] = (
            "id", "access", "subject", "title", "year", "summary", "number", "set_on", "document", "link", "figures", "reason",
        )  # fmt: skip

    def get_document(self, one: Publication) -> str | None:
        """Where the document is fetched; null when there is none."""
        return f"/informasi-publik/{one.pk}/berkas/" if one.document_id else None


@extend_schema_view(
    get=extend_schema(
        parameters=[
            OpenApiParameter("tahun", OpenApiTypes.INT, description="Tahun informasi."),
            OpenApiParameter("jenis", OpenApiTypes.STR, description="APBDES, PERDES, …, atau LAW untuk produk hukum."),
            OpenApiParameter("golongan", OpenApiTypes.STR, description="PERIODIC, IMMEDIATE, ANYTIME, atau EXCLUDED."),
        ]
    )
)
class Publications(generics.ListAPIView[Publication]):
    """The list of public information."""

    open_because = "The list of public information is for everybody (UU 14/2008)."
    serializer_class = PublicationSerializer
    queryset = Publication.objects.none()

    def get_queryset(self) -> Any:
        asked = self.request.query_params
        return queries.listed(
            year=asked.get("tahun", ""),
            subject=asked.get("jenis", ""),
            access=asked.get("golongan", ""),
            text=asked.get("q", "")[:80],
        )


routes = [
    path("situs/tulisan/", Articles.as_view(), name="api_articles"),
    path("situs/tulisan/tulis/", WriteArticle.as_view(), name="api_write_article"),
    path("situs/tulisan/<slug:slug>/", OneArticle.as_view(), name="api_article"),
    path("situs/tulisan/<slug:slug>/ubah/", ChangeArticle.as_view(), name="api_change_article"),
    path("situs/tulisan/<slug:slug>/tarik/", TakeBackArticle.as_view(), name="api_take_back_article"),
    path("situs/informasi/", Publications.as_view(), name="api_publications"),
]
