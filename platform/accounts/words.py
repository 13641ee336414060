"""How the log speaks of accounts."""

from collections.abc import Iterable
from typing import Any

from accounts.posts import Post
from audit import sentences


def teach() -> None:
    """This will register the sentences; called once at start."""
    sentences.add(
        {
            "account.invite": _invited,
            "account.invite_again": "membuat undangan pertama yang baru; yang lama tidak berlaku lagi",
            "account.offer_reset": "membuat tautan atur ulang sandi",
            "account.set_password": "mengganti kata sandi",
            "account.sign_in": "masuk",
            "account.sign_out": "keluar",
            "account.lock": "akun terkunci setelah lima kali salah sandi",
            "account.confirm_totp": "memasang faktor kedua",
            "account.reset_totp": "menghapus faktor kedua",
            "account.change_posts": _changed_posts,
            "account.note_nik": "mencatat NIK perangkat sebagai sidik",
            "account.forget_nik": "menghapus sidik NIK perangkat",
            "account.close": "menutup akun",
            "account.reopen": "membuka kembali akun",
            "account.end_session": "mengakhiri sesi",
            "watcher.invite": "membuka akses baca bagi pemeriksa",
            "watcher.extend": "memperpanjang akses baca pemeriksa",
            "watcher.end": "mengakhiri akses baca pemeriksa",
            "watcher.look": _looked,
            "api_client.make": "membuat kunci API",
            "api_client.revoke": "mencabut kunci API",
        }
    )
    sentences.name_subjects("accounts.account", "akun", _names_of_accounts)
    sentences.name_subjects("accounts.apiclient", "kunci API", _names_of_clients)


def _invited(detail: dict[str, Any]) -> str:
    return f"mengundang perangkat sebagai {_titles(detail.get('posts', []))}"


def _changed_posts(detail: dict[str, Any]) -> str:
    return f"mengubah jabatan dari {_titles(detail.get('from', []))} menjadi {_titles(detail.get('to', []))}"


def _looked(detail: dict[str, Any]) -> str:
    return f"membuka halaman {detail.get('page', '')}".strip()


def _titles(posts: list[str]) -> str:
    return ", ".join(Post(post).label if post in Post.values else post for post in posts) or "tanpa jabatan"


def _names_of_accounts(ids: Iterable[str]) -> dict[str, str]:
    from accounts.models import Account

    return {str(pk): name for pk, name in Account.objects.filter(pk__in=ids).values_list("pk", "name")}


def _names_of_clients(ids: Iterable[str]) -> dict[str, str]:
    from accounts.models import ApiClient

    return {str(pk): name for pk, name in ApiClient.objects.filter(pk__in=ids).values_list("pk", "name")}
