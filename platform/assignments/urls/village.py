"""A village: what its kecamatan and other villages want, its tasks, its meetings; all below /kantor/."""

from django.urls import path

from assignments.views import desk, meetings, village

app_name = "assignments"
urlpatterns = [
    path("kantor/koordinasi/", village.inbox, name="inbox"),
    path("kantor/koordinasi/antardesa/baru/", village.new_joint, name="new_joint"),
    path("kantor/koordinasi/<uuid:key>/", village.matter, name="matter"),
    path("kantor/koordinasi/<uuid:key>/<slug:deed>/", village.step, name="step"),
    path("kantor/koordinasi/<uuid:key>/berkas/<uuid:file>/", village.file, name="file"),
    path("kantor/tugas/", desk.box, name="tasks"),
    path("kantor/tugas/baru/", desk.new, name="new_task"),
    path("kantor/tugas/<int:pk>/", desk.task, name="task"),
    path("kantor/tugas/<int:pk>/lembar.pdf", desk.sheet, name="sheet"),
    path("kantor/tugas/<int:pk>/<slug:deed>/", desk.deed, name="deed"),
    path("kantor/rapat/", meetings.index, name="meetings"),
    path("kantor/rapat/baru/", meetings.new, name="new_meeting"),
    path("kantor/rapat/<int:pk>/", meetings.meeting, name="meeting"),
    path("kantor/rapat/<int:pk>/<slug:deed>/", meetings.deed, name="meeting_deed"),
]
