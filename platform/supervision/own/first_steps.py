"""The steps every village takes, whatever its modules."""

from django.db.models import Exists, Q, Value

from accounts.models import Account, Appointment
from accounts.posts import Post
from papers.models import Certificate
from registry.models import Resident
from supervision.own.starting import Step, declare

_KASI = (Post.KASI_PELAYANAN, Post.KASI_PEMERINTAHAN, Post.KASI_KESEJAHTERAAN)


def declare_all() -> None:
    """This will declare them once, at start."""
    declare(
        Step(
            "opened",
            1,
            "Membuka kantor",
            "Kabupaten sudah membuka kantor ini.",
            "figures:starting",
            lambda: Value(True),
        )
    )
    declare(
        Step(
            "sign_in",
            2,
            "Masuk pertama kali",
            "Buat kata sandi dari undangan, lalu masuk.",
            "accounts:profile",
            lambda: Exists(Account.objects.filter(last_login__isnull=False, reads_until__isnull=True)),
        )
    )
    declare(
        Step(
            "posts",
            4,
            "Mengisi jabatan",
            "Undang Kepala Desa, Sekretaris, dan paling sedikit satu Kasi.",
            "accounts:people",
            lambda: _held(Post.KADES) & _held(Post.SEKDES) & _held(*_KASI),
        )
    )
    declare(
        Step(
            "signer",
            5,
            "Menyiapkan tanda tangan",
            "Penanda tangan memasang faktor kedua dan membuat sertifikat.",
            "service:certificate",
            lambda: (
                Exists(Certificate.objects.filter(revoked_at__isnull=True))
                | Exists(Account.objects.exclude(signer_nik_sealed=""))
            ),
        )
    )
    declare(
        Step(
            "residents",
            6,
            "Memasukkan penduduk",
            "Impor berkas penduduk, atau ketik orang pertama.",
            "registry:import",
            lambda: Exists(Resident.objects.all()),
        )
    )


def _held(*posts: Post) -> Q:
    held = Appointment.objects.filter(post__in=posts, until__isnull=True, account__is_active=True)
    return Q(Exists(held))
