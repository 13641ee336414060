"""What officers write, and what somebody who asks for information fills in."""

from modules.service.site.forms.articles import AddressForm, ArticleFilter, ArticleForm
from modules.service.site.forms.publications import FIRST_YEAR, FiguresForm, PublicationForm, RegisterFilter
from modules.service.site.forms.requests import AnswerForm, AskForm, FindForm, WordsForm

__all__ = [
    "FIRST_YEAR",
    "AddressForm",
    "AnswerForm",
    "ArticleFilter",
    "ArticleForm",
    "AskForm",
    "FiguresForm",
    "FindForm",
    "PublicationForm",
    "RegisterFilter",
    "WordsForm",
]
