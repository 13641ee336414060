"""Villages also write to residents."""

from django.urls import path

from messaging.views import sending, setting

app_name = "messages"

urlpatterns = [
    path("kantor/pesan/", sending.messages_page, name="list"),
    path("kantor/pesan/<int:pk>/<slug:deed>/", sending.step, name="step"),
    path("kantor/pengaturan/pemberitahuan/", setting.words, name="words"),
    path("kantor/pengaturan/saluran/", setting.channels, name="channels"),
]
