"""The forms of the residents' pages."""

from registry.forms.households import HouseholdForm
from registry.forms.lists import FilterForm, RevealForm, UploadForm
from registry.forms.papers import PaperForm, PhotoForm
from registry.forms.residents import ResidentForm

__all__ = ["FilterForm", "HouseholdForm", "PaperForm", "PhotoForm", "ResidentForm", "RevealForm", "UploadForm"]
