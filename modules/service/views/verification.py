"""Is this letter real? For the bank clerk with a QR on a phone, without any account."""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import limits
from modules.service import queries
from modules.service.forms import ProofFileForm, VerifyForm
from modules.service.models import Letter
from modules.service.rules import masking
from modules.service.views import beside
from papers import codes, verification
from web import htmx
from web.access import open_to_all

WHY_OPEN = "Whoever is shown a letter must be able to check it."
TOO_MANY = 429


@open_to_all(WHY_OPEN, while_suspended=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Type the code of a letter, for those who cannot scan."""
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "service/verify_find.html", {"form": form})
    if form.is_valid():
        try:
            return redirect("service:verification", codes.normalise_code(form.cleaned_data["code"]))
        except codes.NotACode:
            form.add_error("code", "Kode terdiri dari 8 huruf dan angka, tanpa 0, 1, I, L, dan O. Periksa lagi.")
    return render(request, "service/verify_find.html", {"form": form}, status=htmx.UNPROCESSABLE)


@open_to_all(WHY_OPEN, while_suspended=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """What the book says of the letter, and whether a file is the very one that was signed."""
    try:
        limits.count("verify", request.META["REMOTE_ADDR"], at_most=60, within=timedelta(minutes=10))
    except limits.TooManyTries:
        return render(request, "service/too_many.html", status=TOO_MANY)
    found = letter_of(code)
    if found is None:
        return render(request, "service/verify_unknown.html", {"form": VerifyForm()}, status=404)
    form = ProofFileForm(request.POST, request.FILES) if request.method == "POST" else ProofFileForm()
    verdict = judge(found, request.FILES["file"]) if request.method == "POST" and form.is_valid() else None
    status = htmx.UNPROCESSABLE if form.errors else 200
    context = _context(found, form, verdict) | {"parts": beside.parts_of("verification", request, found)}
    return render(request, "service/verification.html", context, status=status)


def letter_of(code: str) -> Letter | None:
    """The signed letter of a code; None too where that is no code."""
    try:
        return queries.letter_by_verification_code(codes.normalise_code(code))
    except codes.NotACode:
        return None


def _context(letter: Letter, form: ProofFileForm, verdict: dict[str, str] | None) -> dict[str, Any]:
    return {
        "letter": letter,
        "code": codes.spell(letter.verification_code),
        "name": shown_name(letter),
        "standing": standing(letter, queries.today(timezone.now())),
        "form": form,
        "verdict": verdict,
        "vouched_by": vouched_by(letter),
        "roots_unknown": letter.is_nationally_signed and not settings.BSRE_ROOTS,
    }


def shown_name(letter: Letter) -> str:
    """Whom it is about, as anybody may read it."""
    return letter.about_name if letter.definition.internal else masking.masked_name(letter.about_name)


def vouched_by(letter: Letter) -> str:
    """Whose certificate is inside the file."""
    if letter.is_nationally_signed:
        return "Sertifikat elektronik dari BSrE, BSSN"
    return "Sertifikat elektronik milik sistem ini, bukan BSrE"


def standing(letter: Letter, today: date) -> dict[str, str]:
    """Whether it holds today: tone, word, sentence."""
    if letter.is_cancelled:
        return {"tone": "danger", "word": "DIBATALKAN", "text": "Surat ini sudah dibatalkan dan tidak berlaku lagi."}
    if letter.valid_until and letter.valid_until < today:
        return {"tone": "warn", "word": "KEDALUWARSA", "text": "Surat ini asli, tetapi masa berlakunya sudah lewat."}
    return {"tone": "ok", "word": "BERLAKU", "text": "Surat ini tercatat di buku surat keluar desa dan masih berlaku."}


def judge(letter: Letter, file: Any) -> dict[str, str]:
    """Compare by digest first: only the very same bytes are the letter. Then say what is wrong with other ones."""
    if file.size > verification.LARGEST:
        return {
            "tone": "danger",
            "title": "Bukan berkas yang sama",
            "text": "Berkas ini jauh lebih besar daripada surat kami.",
        }
    data = file.read()
    if letter.document and hashlib.sha256(data).hexdigest() == letter.document.sha256:
        if letter.is_cancelled:
            return {
                "tone": "warn",
                "title": "Asli, tetapi sudah dibatalkan",
                "text": "Berkas ini tidak berubah sejak ditandatangani, tetapi suratnya tidak berlaku lagi.",
            }
        return {
            "tone": "ok",
            "title": "Asli, tidak berubah",
            "text": "Berkas ini sama persis dengan surat yang ditandatangani.",
        }
    try:
        found = verification.inspect(data)
    except verification.NotAPdf:
        return {
            "tone": "danger",
            "title": "Bukan berkas yang sama",
            "text": "Ini bukan PDF yang dapat dibaca, jadi bukan surat ini.",
        }
    if found.is_genuine:
        return {
            "tone": "danger",
            "title": "Bukan berkas yang sama",
            "text": "Berkas ini bertanda tangan sah, tetapi isinya surat lain. Periksa kode pada berkasnya.",
        }
    if found.signed and found.intact and found.covers_whole_file:
        return {
            "tone": "danger",
            "title": "Bukan berkas yang sama",
            "text": "Berkas ini bertanda tangan, tetapi server ini tidak mengenal penerbit sertifikatnya. Ini bukan surat di atas.",
        }
    if found.signed:
        return {
            "tone": "danger",
            "title": "Telah diubah",
            "text": "Berkas ini bukan yang ditandatangani: isinya berubah setelah tanda tangan. Jangan dipakai.",
        }
    return {
        "tone": "danger",
        "title": "Bukan berkas yang sama",
        "text": "Berkas ini tidak bertanda tangan elektronik, mungkin hasil pindaian. Cocokkan isinya dengan data di atas.",
    }
