"""Every office has the news of its officers."""

from django.urls import path

from messaging.views import inbox

app_name = "messaging"

urlpatterns = [
    path("kantor/pemberitahuan/", inbox.inbox, name="inbox"),
    path("kantor/pemberitahuan/<int:pk>/", inbox.open_one, name="open"),
]
