"""Files of residents over the API: sending one, how far it has come, its lines, mending, storing, undoing, and the register as a file."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from jobs import progress
from registry import actions, queries
from registry.actions.exports import WRITERS
from registry.api.answers import (
    PAGES,
    REFUSED_OR_NOT,
    Answering,
    account_of,
    asks,
    judged,
    page_of_what,
    paged,
    read,
    said_in,
)
from registry.api.residents import FILTERS
from registry.forms import RevealForm, UploadForm
from registry.importing import telling
from registry.incoming.columns import BY_HEADING
from registry.models import ImportBatch, ImportRow
from registry.permissions import RegistryPermission
from registry.views.exports import given
from registry.views.imports import TABS, batch_named, errors_file, kind_asked, shown, taken_in
from web.indonesian import masked_kk, masked_nik

WHICH = OpenApiParameter("daftar", enum=[slug for _, slug, *_ in TABS], description="Bagian baris yang mana.")


class BatchSerializer(serializers.ModelSerializer[ImportBatch]):
    """A file: where it stands, how many rows it has of each kind, and how far work on it has come (percent)."""

    percent = serializers.SerializerMethodField()
    is_stuck = serializers.BooleanField()
    may_undo = serializers.SerializerMethodField()
    new_hamlets = serializers.SerializerMethodField()
    headless_count = serializers.IntegerField()

    class Meta:
        model = ImportBatch
        fields = (
            "id", "state", "filename", "size", "new_count", "changed_count", "same_count", "error_count", "warning_count",
            "message", "valid_on", "uploaded_at", "checked_at", "committed_at", "undone_at", "percent", "is_stuck",
            "may_undo", "new_hamlets", "headless_count", "letters",
        )  # fmt: skip

    def get_percent(self, batch: ImportBatch) -> int:
        if not batch.is_under_way:
            return 100
        return progress.standing(batch.job_id).percent if batch.job_id else 0

    def get_may_undo(self, batch: ImportBatch) -> bool:
        return queries.may_be_undone(batch)

    def get_new_hamlets(self, batch: ImportBatch) -> list[dict[str, str]]:
        return list(batch.headings.get("hamlets", []))


class FindingSerializer(serializers.Serializer[Any]):
    """What is wrong or unlikely in one cell; a number that fits stands masked."""

    heading = serializers.CharField()
    letter = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # a field, though serializers have a label too
    shown = serializers.CharField()
    message = serializers.CharField()


class ChangeSerializer(serializers.Serializer[Any]):
    """One field with what stands and what comes; of some only that it changes."""

    label = serializers.CharField()  # type: ignore[assignment] # a field, though serializers have a label too
    old = serializers.CharField()
    new = serializers.CharField()
    is_hidden = serializers.BooleanField()


class LineSerializer(serializers.ModelSerializer[ImportRow]):
    """One line of a file: whom it is about, what is wrong with it, and what it would change."""

    name = serializers.CharField(source="person")
    nik = serializers.SerializerMethodField()
    no_kk = serializers.SerializerMethodField()
    problems = FindingSerializer(many=True, source="errors")
    warnings = FindingSerializer(many=True)
    changes = serializers.SerializerMethodField()

    class Meta:
        model = ImportRow
        fields = ("id", "number", "state", "name", "nik", "no_kk", "problems", "warnings", "changes")

    def get_nik(self, row: ImportRow) -> str:
        return masked_nik(row.values.get("nik") or "")

    def get_no_kk(self, row: ImportRow) -> str:
        return masked_kk(row.values.get("no_kk") or "")

    def get_changes(self, row: ImportRow) -> list[dict[str, Any]]:
        found = telling.changes_of(row) if row.state == ImportRow.State.CHANGED else []
        return list(ChangeSerializer(found, many=True).data)


class MendSerializer(serializers.Serializer[Any]):
    """A cell by its heading, and what it should say."""

    heading = serializers.ChoiceField(choices=sorted(BY_HEADING))
    text = serializers.CharField(max_length=500, allow_blank=True)


class StoreSerializer(serializers.Serializer[Any]):
    """
    All rows or nothing; `leave_errors` stores only the good ones, `make_hamlets` makes the hamlets that are new,
    `take_headless` stores families without a head.

    After a stop (`is_stuck`) what is left out here stays as it was answered before.
    """

    leave_errors = serializers.BooleanField(allow_null=True, default=None)
    make_hamlets = serializers.BooleanField(allow_null=True, default=None)
    take_headless = serializers.BooleanField(allow_null=True, default=None)
    valid_on = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="Hanya untuk berkas pertama."
    )


class ImportList(Answering):
    """
    The files that were sent, the latest first; and sending one, which is checked in the background.

    `key` makes a repeated call harmless.
    """

    access = {"GET": RegistryPermission.IMPORT_RESIDENTS, "POST": RegistryPermission.IMPORT_RESIDENTS}

    @extend_schema(operation_id="impor_list", parameters=PAGES, responses=page_of_what(BatchSerializer))
    def get(self, request: Request) -> Response:
        found = queries.imports_newest_first().select_related("job")
        return paged(request, self, found, lambda page: BatchSerializer(page, many=True).data)

    @extend_schema(request=asks(UploadForm), responses={201: BatchSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request) -> Response:
        form = UploadForm(said_in(request), request.FILES)
        judged(form)
        made = taken_in(form, by=account_of(request))
        return Response(BatchSerializer(made).data, status=201)


class ImportDetail(Answering):
    """Where a file stands."""

    access = {"GET": RegistryPermission.IMPORT_RESIDENTS}

    @extend_schema(responses=BatchSerializer)
    def get(self, request: Request, pk: int) -> Response:
        return Response(BatchSerializer(batch_named(pk)).data)


class ImportRows(Answering):
    """The lines of a file before they are stored."""

    access = {"GET": RegistryPermission.IMPORT_RESIDENTS}

    @extend_schema(parameters=[WHICH, *PAGES], responses=page_of_what(LineSerializer))
    def get(self, request: Request, pk: int) -> Response:
        batch = batch_named(pk)
        rows = queries.batch_rows(batch, kind_asked(request.query_params.get("daftar"), batch))
        return paged(request, self, rows, lambda page: LineSerializer([shown(row) for row in page], many=True).data)


class ImportMend(Answering):
    """Correcting one cell; its row is judged again."""

    access = {"POST": RegistryPermission.IMPORT_RESIDENTS}

    @extend_schema(request=MendSerializer, responses={200: LineSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int, row_pk: int) -> Response:
        row = get_object_or_404(ImportRow.objects.select_related("batch"), pk=row_pk, batch_id=pk)
        said = read(MendSerializer, request)
        row = actions.mend_row(row=row, by=request.user, at=timezone.now(), **said)
        return Response(LineSerializer(shown(row)).data)


class ImportErrors(Answering):
    """The rows with errors as a spreadsheet to mend and send again; with `juga` of `peringatan` all with remarks."""

    access = {"GET": RegistryPermission.IMPORT_RESIDENTS}

    @extend_schema(parameters=[OpenApiParameter("juga", enum=["peringatan"])], responses=OpenApiTypes.BINARY)
    def get(self, request: Request, pk: int) -> HttpResponse:
        return errors_file(batch_named(pk), request.query_params.get("juga", ""), by=request.user)


class ImportStore(Answering):
    """Storing a checked file in the background."""

    access = {"POST": RegistryPermission.IMPORT_RESIDENTS}

    @extend_schema(request=StoreSerializer, responses={202: BatchSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        batch = batch_named(pk)
        said = read(StoreSerializer, request)
        actions.start_commit(batch=batch, by=request.user, at=timezone.now(), **said)
        return Response(BatchSerializer(batch_named(pk)).data, status=202)


class ImportUndo(Answering):
    """Taking a stored file back out of the register, while nothing depends on it."""

    access = {"POST": RegistryPermission.IMPORT_RESIDENTS}

    @extend_schema(request=None, responses={200: BatchSerializer, **REFUSED_OR_NOT})
    def post(self, request: Request, pk: int) -> Response:
        done = actions.undo_import(batch=batch_named(pk), by=request.user, at=timezone.now())
        return Response(BatchSerializer(done).data)


class Export(Answering):
    """
    The residents as a file, narrowed like the list; the log says who took how many.

    GET masks the numbers. POST says a reason of the page's list for having them in full.
    """

    access = {"GET": RegistryPermission.EXPORT_RESIDENTS, "POST": RegistryPermission.EXPORT_RESIDENTS}

    @extend_schema(parameters=FILTERS[:4], responses=OpenApiTypes.BINARY)
    def get(self, request: Request, kind: str) -> HttpResponseBase:
        return given(request, _kind_named(kind))

    @extend_schema(
        parameters=FILTERS[:4], request=asks(RevealForm), responses={200: OpenApiTypes.BINARY, **REFUSED_OR_NOT}
    )
    def post(self, request: Request, kind: str) -> HttpResponseBase:
        found = _kind_named(kind)
        reason = judged(RevealForm(said_in(request)))["reason"]
        return given(request, found, reason=reason)


def _kind_named(kind: str) -> str:
    if kind not in WRITERS:
        raise Http404(kind)
    return kind


routes = [
    path("impor/", ImportList.as_view(), name="api_imports"),
    path("impor/<int:pk>/", ImportDetail.as_view(), name="api_import"),
    path("impor/<int:pk>/baris/", ImportRows.as_view(), name="api_import_rows"),
    path("impor/<int:pk>/baris/<int:row_pk>/", ImportMend.as_view(), name="api_import_mend"),
    path("impor/<int:pk>/galat/", ImportErrors.as_view(), name="api_import_errors"),
    path("impor/<int:pk>/simpan/", ImportStore.as_view(), name="api_import_commit"),
    path("impor/<int:pk>/batalkan/", ImportUndo.as_view(), name="api_import_undo"),
    path("penduduk/ekspor/<slug:kind>/", Export.as_view(), name="api_export"),
]
