"""Who writes answers."""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class AskPermission(Permission):
    KEEP_ANSWERS = "ask.keep_answers"


grant(AskPermission.KEEP_ANSWERS, Post.SEKDES, Post.KASI_PELAYANAN, words="Menulis jawaban Tanya")
