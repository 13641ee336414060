"""Who may sign what, over the API. Giving that right wants the second factor, so a key of another system cannot."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Account
from modules.service import actions, queries
from modules.service.models import Authority
from modules.service.permissions import ServicePermission
from web.access import officer

CONFLICT = 409


class AuthoritySerializer(serializers.ModelSerializer[Authority]):
    """A decree: who signs how, under which post, which kinds (an empty list is all), and for how long."""

    account = serializers.IntegerField(source="account_id")
    name = serializers.CharField(source="account.name")
    holds_today = serializers.SerializerMethodField()

    class Meta:
        model = Authority
        fields = (
            "id", "account", "name", "manner", "post", "decree_number", "decree_on", "starts_on", "ends_on", "kinds",
            "ended_at", "holds_today",
        )  # fmt: skip

    def get_holds_today(self, authority: Authority) -> bool:
        return authority.holds_on(queries.today(timezone.now()))


class DecreeSerializer(serializers.Serializer[Any]):
    account = serializers.IntegerField(min_value=1)
    manner = serializers.ChoiceField(choices=Authority.Manner.choices)
    decree_number = serializers.CharField(max_length=80)
    decree_on = serializers.DateField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(required=False, allow_null=True, default=None)
    slugs = serializers.ListField(child=serializers.SlugField(), required=False, default=list)


class AuthorityList(generics.ListAPIView[Authority]):
    """All decrees, the latest first; and entering one."""

    access = {"GET": ServicePermission.SEE_LETTERS, "POST": ServicePermission.GIVE_AUTHORITY}
    serializer_class = AuthoritySerializer
    queryset = Authority.objects.none()

    def get_queryset(self) -> QuerySet[Authority]:
        return queries.authorities()

    @extend_schema(request=DecreeSerializer, responses={201: AuthoritySerializer})
    def post(self, request: Request) -> Response:
        said = DecreeSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        values = dict(said.validated_data)
        account = Account.objects.filter(pk=values.pop("account")).first()
        if account is None:
            raise ValidationError({"account": ["Tidak ada akun dengan nomor ini."]})
        try:
            given = actions.give_authority(account=account, **values, by=officer(request), at=timezone.now())
        except actions.NotTheHead as error:
            raise PermissionDenied("Hanya Kepala Desa yang memberi a.n. dan u.b.") from error
        except actions.AuthorityRefused as error:
            raise ValidationError({"detail": [str(error)]}) from error
        return Response(AuthoritySerializer(given).data, status=201)


class AuthorityEnd(APIView):
    """End one now."""

    access = {"POST": ServicePermission.GIVE_AUTHORITY}

    @extend_schema(request=None, responses=AuthoritySerializer)
    def post(self, request: Request, pk: int) -> Response:
        held = get_object_or_404(Authority.objects.select_related("account"), pk=pk)
        try:
            ended = actions.end_authority(authority=held, by=officer(request), at=timezone.now())
        except actions.NotTheHead as error:
            raise PermissionDenied("Hanya Kepala Desa yang mengakhiri a.n. dan u.b.") from error
        except actions.AuthorityEnded:
            return Response({"detail": "Wewenang ini sudah berakhir."}, status=CONFLICT)
        return Response(AuthoritySerializer(ended).data)


routes = [
    path("wewenang/", AuthorityList.as_view(), name="api_authorities"),
    path("wewenang/<int:pk>/akhiri/", AuthorityEnd.as_view(), name="api_end_authority"),
]
