"""Who reads news of the office, who sends what waits for a person, and who decides how messages leave."""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class MessagingPermission(Permission):
    READ_NEWS = "messaging.read_news"
    SEND_MESSAGES = "messaging.send_messages"
    SET_UP_MESSAGES = "messaging.set_up_messages"
    KEEP_CHANNELS = "messaging.keep_channels"


grant(MessagingPermission.READ_NEWS, *Post, words="Membaca pemberitahuan sendiri")
grant(
    MessagingPermission.SEND_MESSAGES,
    *(Post.SEKDES, Post.KASI_PELAYANAN, Post.OPERATOR),
    words="Mengirim pesan kepada warga",
)
grant(MessagingPermission.SET_UP_MESSAGES, Post.SEKDES, Post.KASI_PELAYANAN, words="Mengubah isi pemberitahuan")
# Whoever keeps these may have messages go out in the village's name, and read none of the keys again.
grant(MessagingPermission.KEEP_CHANNELS, Post.KADES, Post.SEKDES, strong=True, words="Mengatur saluran pesan")
