"""What the tests of messages say and set up."""

PHONE = "081234567890"
SAID = {
    "surat": "Surat Uji",
    "kode": "AAAA-2222",
    "desa": "Desa Uji",
    "jam_buka": "08.00–15.00",
    "tautan": "https://x.id/",
}
CHANNELS = {"monthly_cap": 100, "whatsapp_phone_id": "", "sms_url": "", "sms_method": "POST", "sms_fields": ""}
KEYS = {"token": "", "secret": "", "verify": "", "sms": ""}
