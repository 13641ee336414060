"""The survey of satisfaction (SKM, PermenPANRB 14/2017)."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    name = "modules.service.survey"
    label = "survey"
    verbose_name = "Survei kepuasan"

    def ready(self) -> None:
        """This will say at start what the survey brings: permissions, menu, words, its report, its parts of other pages."""
        from modules.service.survey import books, permissions  # noqa: F401 - they register themselves
        from modules.service.survey.views import entrances

        entrances.open_all()
