"""What the office decides about messages: the words, and the gateways."""

from typing import Any

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import links
from messaging import actions, queries
from messaging.actions.setting import WordsRefused
from messaging.forms import ChannelsForm, WordsForm
from messaging.permissions import MessagingPermission
from web import htmx
from web.access import requires


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires(MessagingPermission.SET_UP_MESSAGES)
def words(request: HttpRequest) -> HttpResponse:
    """Every event with its switch, its words and what they would say."""
    form = WordsForm(request.POST if request.method == "POST" else None, decided=queries.messaging_settings())
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_words(**form.said, by=request.user, at=timezone.now())
        except WordsRefused as refusal:
            form.show_faults(refusal.faults)
        else:
            notes.success(request, "Pemberitahuan tersimpan.")
            return redirect("messages:words")
    user: Any = request.user
    context = {"form": form, "may_keep": user.may(MessagingPermission.KEEP_CHANNELS)}
    return render(request, "messaging/words.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@requires(MessagingPermission.KEEP_CHANNELS)
def channels(request: HttpRequest) -> HttpResponse:
    """The gateways; of keys it is only said whether they are there."""
    decided = queries.messaging_settings()
    held = {
        "token": bool(decided.whatsapp_token),
        "secret": bool(decided.whatsapp_secret),
        "verify": bool(decided.whatsapp_verify),
        "sms": bool(decided.sms_secret),
    }
    form = ChannelsForm(request.POST if request.method == "POST" else None, instance=decided)
    if request.method == "POST" and form.is_valid():
        actions.keep_channels(**form.said, by=request.user, at=timezone.now())
        notes.success(request, "Saluran pesan tersimpan.")
        return redirect("messages:channels")
    context = {"form": form, "held": held, "webhook": links.address("api_messages_webhook")}
    return render(request, "messaging/channels.html", context, status=htmx.UNPROCESSABLE if form.errors else 200)
