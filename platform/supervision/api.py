"""The API of a kecamatan and a kabupaten: the offices below, and opening them; what they published is in facts_api.py."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from supervision import actions, queries
from supervision.facts_api import KnownParametersOnly, facts_patterns
from supervision.forms import USUAL_POST, FirstAccountForm
from supervision.models import Opening
from supervision.permissions import SupervisionPermission
from tenants import queries as offices
from tenants.actions.opening import OfficeExists, ParentMissing, RegionUnknown
from tenants.models import Office


class OfficeSerializer(serializers.ModelSerializer[Office]):
    """An office below this one; `key` never changes, the region code may. `district` is the name of the office above it."""

    district = serializers.CharField(source="parent.name", allow_null=True)
    address = serializers.CharField(help_text="The web address of the office.")

    class Meta:
        model = Office
        fields = ["key", "kind", "name", "designation", "region_code", "district", "address", "timezone", "opened_at"]


class NewOfficeSerializer(serializers.Serializer[Any]):
    """An office to open, and its first person; `key` makes a repeated call harmless."""

    key = serializers.UUIDField(
        help_text="Drawn by the caller for each office; the same key again gets the same answer."
    )
    region_code = serializers.CharField(max_length=13, help_text="35.29.11 for a kecamatan, 35.29.11.2003 for a desa.")
    name = serializers.CharField(max_length=120, help_text="The first person, who invites the others.")
    username = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    post = serializers.CharField(
        max_length=20, required=False, allow_blank=True, default="", help_text="Such as SEKDES, KADES or CAMAT."
    )
    phone = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    designation = serializers.CharField(max_length=30, required=False, allow_blank=True, default="")
    timezone = serializers.ChoiceField(choices=Office.Zone.choices, required=False, default="")


class OpenedSerializer(serializers.ModelSerializer[Opening]):
    """What was opened. `invitation` is the one-time link of the first person, good for seven days: hand it on, do not keep it."""

    invitation = serializers.CharField(source="link")
    title = serializers.CharField(source="office_title")
    link_made_at = serializers.DateTimeField()
    link_until = serializers.DateTimeField()

    class Meta:
        model = Opening
        fields = ["key", "region_code", "title", "address", "account_name", "username", "invitation", "opened_at",
                  "link_made_at", "link_until"]  # fmt: skip


class InviteAgainSerializer(serializers.Serializer[Any]):
    """Which link is replaced: when it was made, as the caller knows it; another one by now stays and is answered."""

    seen = serializers.DateTimeField(required=False, allow_null=True, default=None)


class NotInvitedSerializer(serializers.Serializer[Any]):
    """Why no link was made; the old one, if any, is as it was."""

    error = serializers.ChoiceField(choices=["office_in_use", "office_shut"])
    detail = serializers.CharField()


class RefusedSerializer(serializers.Serializer[Any]):
    """Why no office was opened; nothing was made."""

    error = serializers.ChoiceField(
        choices=["region_unknown", "kelurahan", "not_below", "office_exists", "parent_missing", "key_used"]
    )
    detail = serializers.CharField()


class OfficesView(KnownParametersOnly):
    """The villages below this office, by name."""

    access = {"GET": SupervisionPermission.SEE_VILLAGES}
    serializer_class = OfficeSerializer
    queryset = Office.objects.none()

    def get_queryset(self) -> QuerySet[Office]:
        return queries.villages_below().prefetch_related("domains")


class OpenOfficesView(OfficesView):
    """The villages below this regency, by name; and opening an office."""

    access = {"GET": SupervisionPermission.SEE_VILLAGES, "POST": SupervisionPermission.OPEN_OFFICES}

    @extend_schema(
        request=NewOfficeSerializer,
        responses={201: OpenedSerializer, 409: RefusedSerializer, 422: RefusedSerializer},
    )
    def post(self, request: Request) -> Response:
        """Open a village or a district, whole or not at all, and invite its first person."""
        said = NewOfficeSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        return _opened(request, said.validated_data)


class OfficeView(APIView):
    """
    One office below this one: a village, or a district of a regency.

    `key` may be its region code as well, also one it had before: the answer tells the present code.
    """

    access = {"GET": SupervisionPermission.SEE_VILLAGES}

    @extend_schema(responses=OfficeSerializer)
    def get(self, request: Request, key: str) -> Response:
        found = queries.office_by_key_or_code(key)
        if found is None:
            raise Http404
        return Response(OfficeSerializer(found).data)


class InviteAgainView(APIView):
    """A new first invitation for an office where nobody has come in; the old link dies."""

    access = {"POST": SupervisionPermission.OPEN_OFFICES}

    @extend_schema(request=InviteAgainSerializer, responses={200: OpenedSerializer, 409: NotInvitedSerializer})
    def post(self, request: Request, key: str) -> Response:
        """Make a new one-time link for the first person of an office."""
        said = InviteAgainSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        found = queries.office_by_key_or_code(key)
        if found is None:
            raise Http404
        try:
            made = actions.invite_again(office=found, by=request.user, at=timezone.now(), **said.validated_data)
        except actions.OfficeInUse:
            return _refused("office_in_use", "Sudah ada yang masuk di kantor itu.", 409)
        except actions.OfficeShut:
            return _refused("office_shut", "Kantor itu ditutup sementara.", 409)
        return Response(OpenedSerializer(made).data)


def _opened(request: Request, said: dict[str, Any]) -> Response:
    code, by = said["region_code"], request.user
    kind = offices.kind_of_code(code)
    if kind is None or kind == Office.Kind.REGENCY:
        return _no_office_for(code)
    first = _first_account(said, kind)
    try:
        made = actions.open_once(
            key=said["key"],
            region_code=code,
            first=first,
            by=by,
            at=timezone.now(),
            designation=said["designation"],
            timezone=said["timezone"],
        )
    except actions.KeyUsed:
        return _refused("key_used", "Kunci ini sudah dipakai untuk permintaan lain.", 409)
    except OfficeExists:
        return _refused("office_exists", f"Wilayah {code} sudah punya kantor.", 409)
    except ParentMissing:
        return _refused("parent_missing", f"Buka dulu kantor {code.rpartition('.')[0]} di atasnya.", 409)
    except (actions.NotBelow, RegionUnknown):
        return _no_office_for(code)
    return Response(OpenedSerializer(made).data, status=201)


def _no_office_for(code: str) -> Response:
    if not code.startswith(f"{queries.own_region_code()}."):
        return _refused("not_below", f"Kode {code} di luar kabupaten ini.", 422)
    if offices.is_kelurahan(code):
        return _refused("kelurahan", f"Kode {code} milik kelurahan, yang tidak punya kantor desa.", 422)
    return _refused("region_unknown", f"Kode {code} tidak ada dalam daftar wilayah.", 422)


def _first_account(said: dict[str, Any], kind: Office.Kind) -> actions.FirstAccount:
    """
    The first person as the form of the page understands it.

    :raises ValidationError: a part of it cannot be used; the message says which.
    """
    typed = {**said, "kode": said["region_code"], "post": said["post"] or USUAL_POST.get(kind, "")}
    form = FirstAccountForm(typed, kind=kind)
    if not form.is_valid():
        raise ValidationError({name: [str(error) for error in errors] for name, errors in form.errors.items()})
    given = form.cleaned_data
    return actions.FirstAccount(given["name"], given["username"], given["post"], given["phone"])


def _refused(error: str, detail: str, status: int) -> Response:
    return Response({"error": error, "detail": detail}, status=status)


office_path = path("offices/<str:key>/", OfficeView.as_view(), name="api_office")
api_patterns: list[URLPattern] = [
    *facts_patterns,
    path("offices/", OfficesView.as_view(), name="api_offices"),
    office_path,
]
regency_api_patterns: list[URLPattern] = [
    *facts_patterns,
    path("offices/", OpenOfficesView.as_view(), name="api_offices"),
    path("offices/<str:key>/invitation/", InviteAgainView.as_view(), name="api_invite_again"),
    office_path,
]
