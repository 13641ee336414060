"""The addresses about addresses."""

from django.urls import path

from tenants import views

app_name = "tenants"

urlpatterns = [
    path("kantor/alamat/", views.addresses, name="addresses"),
    path("kantor/alamat/<int:claim_id>/periksa/", views.prove, name="prove_domain"),
    path("kantor/alamat/<int:claim_id>/sertifikat/", views.certify, name="certify_domain"),
    path("kantor/alamat/<int:claim_id>/lepas/", views.drop, name="drop_domain"),
]
