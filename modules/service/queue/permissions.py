"""Who calls people, who reads how long they waited, and who arranges desks and services."""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class QueuePermission(Permission):
    SERVE_QUEUE = "queue.serve_queue"
    SEE_WAITING_TIMES = "queue.see_waiting_times"
    SET_UP_QUEUE = "queue.set_up_queue"


_SECTIONS = (Post.KASI_PELAYANAN, Post.KASI_PEMERINTAHAN, Post.KASI_KESEJAHTERAAN)

grant(
    QueuePermission.SERVE_QUEUE,
    *_SECTIONS,
    Post.OPERATOR,
    Post.KAUR_TU,
    Post.SEKDES,
    words="Memberi dan memanggil nomor antrean",
)
grant(
    QueuePermission.SEE_WAITING_TIMES,
    *_SECTIONS,
    Post.OPERATOR,
    Post.SEKDES,
    Post.KADES,
    words="Membaca waktu tunggu dan waktu layanan",
)
grant(QueuePermission.SET_UP_QUEUE, Post.KASI_PELAYANAN, Post.SEKDES, Post.KADES, words="Mengatur loket dan antrean")
