"""Who reads what people answered. Nobody can see who answered."""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class SurveyPermission(Permission):
    SEE_SURVEY = "survey.see_survey"
    PLAN_FOLLOW_UP = "survey.plan_follow_up"


grant(
    SurveyPermission.SEE_SURVEY,
    Post.KASI_PELAYANAN,
    Post.KASI_PEMERINTAHAN,
    Post.KASI_KESEJAHTERAAN,
    Post.OPERATOR,
    Post.SEKDES,
    Post.KADES,
    words="Membaca hasil survei kepuasan",
)
grant(
    SurveyPermission.PLAN_FOLLOW_UP,
    Post.KASI_PELAYANAN,
    Post.OPERATOR,
    Post.SEKDES,
    Post.KADES,
    words="Menulis rencana tindak lanjut survei",
)
