"""How the API answers, and how it is described."""

from config.version import VERSION

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api_access.ClientAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["web.access.ApiAccess"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "PAGE_SIZE": 25,
    "EXCEPTION_HANDLER": "rest_framework.views.exception_handler",
}

#: The description of the API, which other systems read.
SPECTACULAR = {
    "TITLE": "Kentongan",
    "VERSION": VERSION,
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    # Fields of one name with different choices.
    "ENUM_NAME_OVERRIDES": {
        "EventKindEnum": "registry.models.ledger.Event.Kind",
        "PaperKindEnum": "registry.models.papers.PersonDocument.Kind",
        "ArticleKindEnum": "modules.service.site.models.Article.Kind",
        "ElectionKindEnum": "registry.models.voting.ELECTIONS",
        "ImportStateEnum": "registry.models.imports.ImportBatch.State",
        "ArticleStateEnum": "modules.service.site.models.Article.State",
        "ComplaintStateEnum": "modules.service.complaints.models.State",
        "LetterStateEnum": "modules.service.models.letters.State",
        "QueueStateEnum": "modules.service.queue.models.State",
        "QuestionStateEnum": "modules.service.ask.models.Entry.State",
        "ReferralStateEnum": "modules.service.referrals.models.State",
        "ReportKindEnum": "modules.service.reports.models.Report.Kind",
        "ReferralOutcomeEnum": "modules.service.referrals.models.Outcome",
        "InformationOutcomeEnum": "modules.service.site.models.InformationRequest.Outcome",
        "ReportStateEnum": "modules.service.reports.models.Report.State",
        "InformationStateEnum": "modules.service.site.models.InformationRequest.State",
        "ComplaintMannerEnum": "modules.service.complaints.models.Complaint.Manner",
        "SigningMannerEnum": "modules.service.models.Authority.Manner",
        "PostEnum": "accounts.posts.Post",
        "OfferStateEnum": "exchange.models.Handover.State",
    },
}
