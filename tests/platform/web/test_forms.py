"""How fields are drawn for readers and screen readers, and how typed numbers and days are read."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from web.forms import DateField, FileInput, KeyField, NikField, OfficeRenderer, RadioCards
from web.samples import SampleForm


class Sample(forms.Form):
    nik = NikField(label="NIK", help_text="16 angka pada KTP.")
    born_on = DateField(label="Tanggal lahir")
    phone = forms.CharField(label="Nomor HP", required=False)
    kind = forms.ChoiceField(
        label="Jenis", choices=[("a", "Usaha"), ("b", "Domisili")], widget=RadioCards(hints={"b": "Perlu KK"})
    )
    photo = forms.FileField(label="Foto", required=False, widget=FileInput(accept="image/*", shrink=True))
    agreed = forms.BooleanField(label="Benar")
    key = KeyField()


def test_a_field_points_to_its_hint_and_its_error():
    html = str(Sample({})["nik"].as_field_group())

    assert 'aria-describedby="id_nik_helptext id_nik_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_nik_helptext"' in html
    assert 'id="id_nik_error"' in html
    assert html.index("id_nik_error") < html.index("<input")


def test_a_field_without_error_is_not_called_invalid():
    assert "aria-invalid" not in str(Sample()["nik"].as_field_group())


def test_a_label_belongs_to_its_input():
    assert '<label for="id_phone">' in str(Sample()["phone"].as_field_group())


def test_optional_fields_say_so_and_required_ones_have_no_star():
    assert "(boleh dikosongkan)" in str(Sample()["phone"].as_field_group())
    assert "dikosongkan" not in str(Sample()["nik"].as_field_group())


def test_a_nik_is_typed_as_text_on_a_number_pad():
    html = str(Sample()["nik"])

    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert "data-secret" in html


def test_choices_are_one_group_with_a_legend():
    html = str(Sample({})["kind"].as_field_group())

    assert html.count("<legend>") == 1
    assert html.count('type="radio"') == 2
    assert 'aria-describedby="id_kind_error"' in html
    assert "Perlu KK" in html


def test_a_chosen_card_is_marked():
    assert str(Sample({"kind": "b"})["kind"]).count("chosen") == 1


def test_a_tick_stands_before_its_words():
    html = str(Sample()["agreed"].as_field_group())

    assert html.index("<input") < html.index("Benar")


def test_a_photo_may_be_shrunk_before_it_travels():
    html = str(Sample()["photo"])

    assert 'accept="image/*"' in html
    assert "data-shrink" in html


def test_the_key_is_hidden_and_has_no_label():
    html = str(Sample()["key"].as_field_group())

    assert 'type="hidden"' in html
    assert "<label" not in html


def test_a_whole_form_draws_every_field():
    html = str(SampleForm())

    assert html.count('class="field') == len(SampleForm.base_fields)


@pytest.mark.parametrize(
    "typed", ["3399014506850003", "3399 0145 0685 0003", "3399.0145.0685.0003", " 3399014506850003 "]
)
def test_spaces_in_a_nik_are_forgiven(typed):
    assert NikField().clean(typed) == "3399014506850003"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("339901450685000", "NIK harus 16 angka. Anda mengetik 15."),
        ("33990145068500031", "NIK harus 16 angka. Anda mengetik 17."),
        ("33990145068500O3", "NIK hanya boleh berisi angka."),
        ("٣٣٩٩٠١٤٥٠٦٨٥٠٠٠٣", "NIK hanya boleh berisi angka."),
        ("", "Isi dengan 16 angka."),
    ],
)
def test_the_error_of_a_nik_says_what_was_typed(typed, message):
    with pytest.raises(forms.ValidationError) as refused:
        NikField(label="NIK").clean(typed)

    assert refused.value.messages == [message]


def test_days_may_be_typed_or_picked():
    assert DateField().clean("22-11-2026") == date(2026, 11, 22)
    assert DateField().clean("2026-11-22") == date(2026, 11, 22)
    with pytest.raises(forms.ValidationError, match="22-11-2026"):
        DateField().clean("31-02-2026")


def test_the_calendar_gets_the_day_in_its_own_form():
    assert 'value="2026-11-22"' in str(Sample({"born_on": "2026-11-22"})["born_on"])
    assert 'value="2026-11-22"' in str(Sample(initial={"born_on": date(2026, 11, 22)})["born_on"])


def test_what_is_missing_is_said_in_plain_words():
    assert Sample({})["agreed"].errors == ["Bagian ini belum diisi."]


@pytest.mark.parametrize("typed", [None, {"kind": "<b>", "by": "2"}])
def test_a_list_is_drawn_as_django_draws_it(typed):
    class Lists(forms.Form):
        kind = forms.ChoiceField(
            choices=[("", "Semua"), ("<b>", 'A & "B" <i>')], widget=forms.Select({"data-on": True, "data-off": False})
        )
        by = forms.ChoiceField(choices=[("G <x>", [("1", "satu"), ("2", "dua")]), ("3", "tiga")], initial="1")

    ours, djangos = (
        [re.sub(r">\s+<", "><", str(Lists(typed, renderer=renderer)[name])) for name in ("kind", "by")]
        for renderer in (OfficeRenderer(), DjangoTemplates())
    )

    assert ours == djangos
    assert "<i>" not in ours[0]
