"""The forms of the residents' pages."""

from registry.forms.exports import ExportForm, FullListForm
from registry.forms.families import FamilyForm
from registry.forms.households import HouseholdEndForm, HouseholdForm
from registry.forms.lists import FilterForm, RevealForm, UploadForm
from registry.forms.papers import PaperForm, PhotoForm
from registry.forms.residents import ResidentForm

__all__ = [
    "ExportForm",
    "FamilyForm",
    "FilterForm",
    "FullListForm",
    "HouseholdEndForm",
    "HouseholdForm",
    "PaperForm",
    "PhotoForm",
    "ResidentForm",
    "RevealForm",
    "UploadForm",
]
