"""How the endpoints of the register read what is sent and answer what cannot be: one shape for every named error."""

from collections.abc import Mapping
from typing import Any

from django import forms
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api_access import ApiCaller
from archive.uploads import AttachmentRefused
from exchange import handovers
from registry import actions, ledger, saying
from registry.actions.happenings import HappeningImpossible, ReasonMissing
from registry.actions.territory import AreaImpossible, AreaInhabited
from registry.happenings import recording
from registry.incoming.sheets import FileRefused
from registry.statistics.files import ListTooLong
from registry.territory.geometry import BoundaryRefused
from registry.territory.outlines import NothingGiven

CONFLICT, UNPROCESSABLE = 409, 422


class Unlikely(ValueError):
    """Something typed of a resident is unlikely and nobody said why it is so; `warnings` are sentences."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__("Tulis alasannya, atau perbaiki isiannya.")
        self.field, self.warnings = "because", warnings


#: The codes other systems know: 422 is what cannot be, 409 is what the register does not allow as it stands now.
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    actions.NikTaken: (UNPROCESSABLE, "nik_taken"),
    actions.HeadTaken: (UNPROCESSABLE, "head_taken"),
    actions.DetailsImpossible: (UNPROCESSABLE, "details_impossible"),
    HappeningImpossible: (UNPROCESSABLE, "happening_impossible"),
    AreaImpossible: (UNPROCESSABLE, "area_impossible"),
    BoundaryRefused: (UNPROCESSABLE, "boundary_refused"),
    AttachmentRefused: (UNPROCESSABLE, "attachment_refused"),
    FileRefused: (UNPROCESSABLE, "file_refused"),
    ListTooLong: (UNPROCESSABLE, "list_too_long"),
    actions.MergeImpossible: (UNPROCESSABLE, "merge_impossible"),
    actions.DayImpossible: (UNPROCESSABLE, "day_impossible"),
    actions.NobodyVotes: (UNPROCESSABLE, "nobody_votes"),
    actions.NotLiving: (UNPROCESSABLE, "not_living"),
    ReasonMissing: (UNPROCESSABLE, "reason_missing"),
    Unlikely: (CONFLICT, "unlikely"),
    recording.NotConfirmed: (CONFLICT, "not_confirmed"),
    AreaInhabited: (CONFLICT, "area_inhabited"),
    actions.NumberTaken: (CONFLICT, "number_taken"),
    actions.HouseholdEnded: (CONFLICT, "household_ended"),
    actions.HouseholdStands: (CONFLICT, "household_stands"),
    actions.InAnotherHousehold: (CONFLICT, "in_another_household"),
    actions.ListWithdrawn: (CONFLICT, "list_withdrawn"),
    actions.NotElsewhere: (CONFLICT, "not_elsewhere"),
    NothingGiven: (CONFLICT, "nothing_given"),
    actions.PaperGone: (CONFLICT, "paper_gone"),
    actions.MonthNotOver: (CONFLICT, "month_not_over"),
    actions.MonthAlreadyClosed: (CONFLICT, "month_already_closed"),
    actions.EarlierMonthOpen: (CONFLICT, "earlier_month_open"),
    actions.ErrorsNotAccepted: (CONFLICT, "errors_not_accepted"),
    actions.HamletsNotAccepted: (CONFLICT, "hamlets_not_accepted"),
    actions.HeadlessNotAccepted: (CONFLICT, "headless_not_accepted"),
    actions.NothingToStore: (CONFLICT, "nothing_to_store"),
    actions.BatchNotChecked: (CONFLICT, "batch_not_checked"),
    actions.BatchNotStored: (CONFLICT, "batch_not_stored"),
    actions.UndoTooLate: (CONFLICT, "undo_too_late"),
    actions.ImportTouched: (CONFLICT, "import_touched"),
    ledger.AlreadyUndone: (CONFLICT, "already_undone"),
    ledger.NotToBeUndone: (CONFLICT, "not_to_be_undone"),
    ledger.LaterEvents: (CONFLICT, "later_events"),
    ledger.MonthClosed: (CONFLICT, "month_closed"),
    ledger.EventOutOfOrder: (CONFLICT, "event_out_of_order"),
    ledger.HandedOver: (CONFLICT, "handed_over"),
    ledger.CameByHandover: (CONFLICT, "came_by_handover"),
    ledger.NotAnsweredByArrival: (CONFLICT, "not_answered_by_arrival"),
    handovers.OfferAnswered: (CONFLICT, "offer_answered"),
    handovers.OfferUnreadable: (CONFLICT, "offer_unreadable"),
}


class RefusalSerializer(serializers.Serializer[Any]):
    """A refusal: a stable code, the sentence the page shows, the field it is about, and what is to be confirmed."""

    code = serializers.ChoiceField(choices=sorted({code for _, code in REFUSALS.values()}))
    detail = serializers.CharField()
    field = serializers.CharField(required=False)
    warnings = serializers.ListField(child=serializers.DictField(), required=False)


REFUSED = OpenApiResponse(RefusalSerializer)
#: What every endpoint that writes may answer beside its own.
REFUSED_OR_NOT: dict[int, Any] = {CONFLICT: REFUSED, UNPROCESSABLE: REFUSED}


class Answering(APIView):
    """A view whose actions' named errors become answers, so that none is caught twice and none is forgotten."""

    def handle_exception(self, exc: Exception) -> Response:
        known = next((REFUSALS[kind] for kind in type(exc).__mro__ if kind in REFUSALS), None)
        if known is None:
            return super().handle_exception(exc)
        status, code = known
        answer = Response(_refusal(exc, code), status=status)
        answer.exception = True
        return answer


class Pages(PageNumberPagination):
    """Pages as the screens cut them: `?halaman=2`, 25 rows, or as many as `?limit=` says up to 100."""

    page_query_param = "halaman"
    page_size_query_param = "limit"
    max_page_size = 100
    invalid_page_message = "Halaman itu tidak ada."


PAGES = [
    OpenApiParameter("halaman", int, description="Halaman, mulai dari 1."),
    OpenApiParameter("limit", int, description="Baris sehalaman, paling banyak 100. Tanpa isi, 25."),
]


def paged(request: Request, view: Any, rows: Any, told: Any) -> Response:
    """
    One page of rows that no serializer of a model tells; `told(page)` gives a list.

    :raises NotFound: there is no such page.
    """
    pages = Pages()
    return pages.get_paginated_response(told(pages.paginate_queryset(rows, request, view=view)))


def page_of_what(row: type[serializers.BaseSerializer]) -> Any:
    """The description of a page of such rows."""
    name = row.__name__.removesuffix("Serializer")
    fields = {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": row(many=True),
    }
    return type(f"{name}PageSerializer", (serializers.Serializer,), fields)


def said_in(request: Request) -> Any:
    """
    What was sent, by name.

    :raises ValidationError: it is no set of named values.
    """
    if not isinstance(request.data, Mapping):
        raise ValidationError({"detail": ["Kirim isian dengan namanya."]})
    return request.data


def plain(request: Request) -> dict[str, Any]:
    """What was sent, one value for each name, to be laid over what stands."""
    sent = said_in(request)
    return {name: sent[name] for name in sent}


def judged(form: Any) -> Any:
    """
    What a valid form says.

    :raises ValidationError: the sentences of the page, by field; `detail` for those of none.
    """
    if form.is_valid():
        return form.cleaned_data
    errors = {"detail" if name == "__all__" else name: errors for name, errors in form.errors.items()}
    raise ValidationError({name: [str(error) for error in said] for name, said in errors.items()})


def read(serializer: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """:raises ValidationError: something is missing or unreadable."""
    said = serializer(data=request.data)
    said.is_valid(raise_exception=True)
    found: dict[str, Any] = said.validated_data
    return found


def account_of(request: Request) -> Any:
    """
    The account that acts, where an account is kept with what it did.

    :raises PermissionDenied: another system asks; this is for people.
    """
    if isinstance(request.user, ApiCaller):
        raise PermissionDenied("Tindakan ini hanya untuk akun perangkat, bukan kunci API.")
    return request.user


def asks(form: Any) -> dict[str, Any]:
    """What a form, or a kind of form, asks as the OpenAPI document describes a body; files come as multipart/form-data."""
    fields: dict[str, forms.Field] = getattr(form, "fields", None) or form.base_fields
    schema = {
        "type": "object",
        "properties": {name: _described(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
    }
    has_file = any(isinstance(field, forms.FileField) for field in fields.values())
    return {"multipart/form-data" if has_file else "application/json": schema}


_TYPES: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.FileField, {"type": "string", "format": "binary"}),
    (forms.DateField, {"type": "string", "format": "date"}),
    (forms.UUIDField, {"type": "string", "format": "uuid"}),
    (forms.BooleanField, {"type": "boolean"}),
    (forms.MultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
    (forms.FloatField, {"type": "number"}),
    (forms.IntegerField, {"type": "integer"}),
)


def _described(field: forms.Field) -> dict[str, Any]:
    kind = next((said for known, said in _TYPES if isinstance(field, known)), {"type": "string"})
    words = ". ".join(str(text).rstrip(".") for text in (field.label, field.help_text) if text)
    return {**kind, "description": words}


def _refusal(problem: Any, code: str) -> dict[str, Any]:
    said: dict[str, Any] = {"code": code, "detail": saying.why(problem)}
    if field := getattr(problem, "field", ""):
        said["field"] = field
    if warnings := getattr(problem, "warnings", None):
        said["warnings"] = [_warning(warning) for warning in warnings]
    return said


def _warning(found: Any) -> dict[str, str]:
    """A finding by its name, which confirms it; a sentence alone is confirmed by a reason."""
    return {"text": found} if isinstance(found, str) else {"name": found.reason.name, "text": found.text}
