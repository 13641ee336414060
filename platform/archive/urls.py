"""/kantor/arsip/…"""

from django.urls import path

from archive import views

app_name = "archive"
urlpatterns = [path("<int:document_id>/unduh/", views.download, name="download")]
