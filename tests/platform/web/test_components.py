"""Each component draws what it is given, and says it without colour too."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from web import charts, icons, paging
from web.templatetags import ui


def draw(source, **context):
    return Template("{% load ui %}" + source).render(Context({"request": RequestFactory().get("/?q=siti"), **context}))


@pytest.mark.parametrize("name", sorted(icons.PATHS))
def test_every_icon_is_hidden_from_screen_readers(name):
    assert 'aria-hidden="true"' in ui.icon(name)


def test_an_icon_nobody_drew_is_refused():
    with pytest.raises(KeyError):
        ui.icon("unicorn")


@pytest.mark.parametrize(("tone", "sign"), [("ok", "✓"), ("warn", "!"), ("danger", "▼")])
def test_a_badge_has_a_sign_besides_its_colour(tone, sign):
    html = ui.badge("Lewat batas", tone)

    assert f"badge-{tone}" in html
    assert sign in html
    assert "Lewat batas" in html


def test_words_from_people_are_escaped():
    assert "<script>" not in ui.badge("<script>")


def test_a_list_to_choose_from_holds_hostile_words_and_marks_what_was_chosen():
    lines = [
        {"value": '"><x', "attrs": {"selected": True}, "label": "<i>"},
        {"value": 2, "attrs": {}, "label": mark_safe("A &amp; B")},
    ]
    drawn = ui.options([("<b>", lines, 0), (None, lines[1:], 1)])

    assert '<option value="&quot;&gt;&lt;x" selected>&lt;i&gt;</option>' in drawn
    assert '<optgroup label="&lt;b&gt;">' in drawn
    assert drawn.count('<option value="2">A &amp; B</option>') == 2
    assert "<script>" not in draw("{% banner text %}", text="<script>")


def test_a_button_is_a_button_and_with_an_address_a_link():
    assert '<button class="button button-primary" type="submit"' in draw('{% button "Simpan" tone="primary" %}')
    assert '<a class="button " href="/kantor/"' in draw('{% button "Kembali" href="/kantor/" %}')


def test_a_shortcut_is_written_on_its_button():
    html = draw('{% button "Simpan" shortcut="ctrl+enter" %}')

    assert 'data-shortcut="ctrl+enter"' in html
    assert "<kbd>Ctrl+Enter</kbd>" in html


def test_bad_news_is_read_out_at_once():
    assert 'role="alert"' in draw('{% banner "Gagal" "danger" %}')
    assert 'role="alert"' not in draw('{% banner "Baik" "ok" %}')


def test_an_empty_list_says_why_and_what_to_do():
    html = draw('{% empty "Belum ada surat." action="Buat surat" href="/baru/" %}')

    assert "Belum ada surat." in html
    assert 'href="/baru/"' in html


def test_a_missing_number_is_a_dash_with_its_reason():
    html = draw('{% kpi "Kepuasan" value "belum ada jawaban" %}', value=None)

    assert "–" in html
    assert "belum ada jawaban" in html


def test_zero_is_not_missing():
    assert ">0<" in draw('{% kpi "Surat" "0" %}')
    assert ">0<" in draw('{% kpi "Surat" value %}', value=0)


def test_a_bar_is_scaled_and_stays_on_the_board():
    assert charts.bar(5, 10, 8) == charts.Bar(50.0, 80.0)
    assert charts.bar(50, 10) == charts.Bar(100.0, None)
    assert charts.bar(-1, 10).value == 0
    assert charts.bar(3, 0).value == 0


def test_drawings_use_points_and_not_commas_for_parts():
    html = draw("{% bar 1 3 2 %}")

    assert 'width="33.3"' in html
    assert "M66.7 0V10" in html


def test_a_sparkline_leaves_gaps_for_unknown_months():
    points = charts.sparkline([1, None, 3])

    assert len(points) == 2
    assert points[0][0] < points[1][0]
    assert points[0][1] > points[1][1]


def test_a_sparkline_of_nothing_is_nothing():
    assert ui.sparkline([]) == ""
    assert ui.sparkline([None, None]) == ""


def test_steps_say_where_we_are():
    html = draw("{% steps labels 2 %}", labels=[("Unggah", "/1/"), "Periksa", "Simpan"])

    assert 'aria-label="Langkah 2 dari 3"' in html
    assert html.count('aria-current="step"') == 1
    assert '<a href="/1/">Unggah</a>' in html


def test_progress_tells_its_numbers():
    html = draw('{% progress 1840 2500 "Memasukkan data" %}')

    assert "1.840 dari 2.500" in html
    assert 'value="1840"' in html
    assert 'max="2500"' in html


def test_progress_without_a_total_promises_nothing():
    assert "value=" not in draw('{% progress 0 0 "Menyiapkan" %}')


def test_a_timeline_marks_what_is_still_to_come():
    html = draw(
        "{% timeline entries %}", entries=[{"what": "Diterima"}, {"what": "Ditandatangani", "state": "expected"}]
    )

    assert html.count("(berikutnya)") == 1


def test_a_resident_card_never_shows_the_whole_nik():
    resident = SimpleNamespace(
        pk=1, name="Siti Aminah", nik="3399014506850003", kk="3399011203140021", role="Istri", address="Krajan"
    )

    html = draw('{% resident_card resident reveal="/buka/" %}', resident=resident)

    assert "3399014506850003" not in html
    assert "3399 0145 •••• 0003" in html
    assert "SA" in html
    assert 'href="/buka/"' in html


def test_pages_of_a_list_keep_the_question():
    page = paging.page_of(RequestFactory().get("/?q=siti&halaman=2"), list(range(60)))

    html = draw('{% pagination page "warga" %}', page=page)

    assert "26–50 dari 60 warga" in html
    assert 'href="?q=siti&amp;halaman=1"' in html
    assert 'href="?q=siti&amp;halaman=3"' in html


def test_an_error_summary_links_to_the_fields():
    from web.samples import SampleForm

    html = draw("{% error_summary form %}", form=SampleForm({}))

    assert 'role="alert"' in html
    assert 'href="#id_nik"' in html
    assert draw("{% error_summary form %}", form=SampleForm()).strip() == ""


def test_initials_are_the_first_two_words():
    assert ui.initials("siti aminah putri") == "SA"
    assert ui.initials("") == ""
