from django.db import migrations

# Made beside each unique text before the project's own schema editor (walls/database/base.py); some of them where an office has no such app.
GONE = """
accounts_apiclient_fingerprint_bdd60174_like
accounts_invitation_fingerprint_59e7d4c6_like
accounts_session_session_key_b186966f_like
archive_document_object_key_85cacef1_like
complaints_complaint_tracking_code_9109a7d3_like
messaging_contact_mark_bb35fc1d_like
papers_certificate_serial_3bd43eb7_like
queue_ticket_code_24295f93_like
referrals_agency_slug_e497819f_like
referrals_referral_code_c622e8ff_like
registry_household_number_e2e04338_like
service_kindversion_digest_741983be_like
service_letter_tracking_code_da26826e_like
service_letter_verification_code_b064c758_like
service_letterkind_slug_81fa34ff_like
service_requestdraft_fingerprint_0495bc03_like
site_article_slug_372a4a63_like
site_informationrequest_code_629183cd_like
""".split()  # noqa: SIM905 - read and mended more easily so


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_signers")]

    operations = [migrations.RunSQL(f"DROP INDEX IF EXISTS {', '.join(GONE)}", migrations.RunSQL.noop)]
