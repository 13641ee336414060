"""What is said to gateways, what they may answer, and where nobody is led to."""

import json
import socket
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from conftest import NOON
from samples.messages import PHONE

from messaging import actions
from messaging.channels import Away, Refused, outward, sms
from messaging.models import Message, State

INSIDE = ["http://127.0.0.1:1/", "https://10.0.0.5/", "https://169.254.169.254/latest/", "https://[::1]/", "https://[::ffff:10.0.0.1]/",
          "https://0.0.0.0/", "https://100.64.0.1/", "https://localhost/", "http://93.184.216.34/"]  # fmt: skip


@pytest.mark.parametrize(
    "url", [*INSIDE, "ftp://x.id/", "https://user:word@x.id/", "https:///x", "https://x.id:99999/", "bukan"]
)
def test_no_address_leads_into_a_private_network(url):
    with pytest.raises(Refused):
        outward.ask("GET", url)


def test_a_name_that_leads_inside_is_judged_by_where_it_leads_and_the_judged_address_is_asked(
    monkeypatch, settings, gateway
):
    port = urlsplit(gateway.url).port
    leads = [["93.184.216.34", "10.0.0.1"], ["127.0.0.1"]]
    looked = []

    def look(host, *_, **__):
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        looked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in leads.pop(0)]

    monkeypatch.setattr(outward.socket, "getaddrinfo", look)
    with pytest.raises(Refused):
        outward.ask("GET", "https://sms.contoh.id/")
    leads[:] = [["127.0.0.1"]]
    outward.ask("GET", f"http://sms.contoh.id:{port}/kirim")

    assert looked == ["sms.contoh.id"] * 2, "looked up once for each request, and never again by the connection"
    assert gateway.asked[0]["heads"]["Host"] == f"sms.contoh.id:{port}"


@pytest.mark.parametrize(
    "answer", [(302, {"Location": "http://169.254.169.254/"}, b""), (200, {}, b"x" * 70_000), (500, {}, b"")]
)
def test_it_follows_nobody_and_reads_no_more_than_it_must(gateway, answer):
    gateway.answers = [answer]
    if answer[0] == 302:
        assert not outward.ask("GET", gateway.url).is_good
    else:
        with pytest.raises(Away):
            outward.ask("GET", gateway.url)
    assert len(gateway.asked) == 1


def test_whatsapp_gets_a_template_outside_the_day_and_free_words_within(set_up, gateway, tell):
    set_up(whatsapp=True)
    tell()
    actions.send_due(at=NOON)
    actions.note_heard(phone=PHONE, at=NOON)
    gateway.will(200, {"messages": [{"id": "wamid.2"}]})
    tell(2)
    actions.send_due(at=NOON)

    first, second = (json.loads(asked["body"]) for asked in gateway.asked)
    assert gateway.asked[0]["path"] == "/v23.0/1055/messages"
    assert gateway.asked[0]["heads"]["Authorization"] == "Bearer rahasia-token"
    assert (first["to"], first["type"], first["template"]["name"]) == ("6281234567890", "template", "letter_ready")
    assert [place["text"] for place in first["template"]["components"][0]["parameters"]][:2] == [
        "Surat Uji",
        "AAAA-2222",
    ]
    assert second["text"]["body"] == Message.objects.get(subject="letter:2").text


@pytest.mark.parametrize("method", ["POST", "JSON", "GET"])
def test_sms_goes_by_any_gateway_that_takes_fields(set_up, gateway, tell, method):
    set_up(sms=gateway.url + "/kirim?v=2", sms_method=method)
    message = tell()
    actions.send_due(at=NOON)

    (asked,) = gateway.asked
    body = asked["body"].decode()
    said = (
        json.loads(body)
        if method == "JSON"
        else {k: v[0] for k, v in parse_qs(body or urlsplit(asked["path"]).query).items()}
    )
    assert (said["to"], said["message"], said["id"]) == ("6281234567890", message.text, str(message.key))
    assert asked["heads"]["Authorization"] == "rahasia-sms"
    assert asked["path"].startswith("/kirim?v=2")


def test_lines_that_are_no_fields_are_told():
    with pytest.raises(sms.FieldsRefused):
        sms.fields_in("to={nomor}\nHeader: X: y")


def test_the_folder_holds_one_file_for_a_message_however_often_it_is_sent(tell, settings, tmp_path):
    settings.MESSAGES_DIR = str(tmp_path)
    message = tell()
    actions.send_due(at=NOON)
    Message.objects.update(state=State.WAITING)
    actions.send_due(at=NOON)

    (file,) = tmp_path.rglob("*.json")
    assert json.loads(file.read_text())["text"] == message.text


def test_a_link_for_whatsapp_holds_the_words_and_nothing_else(tell, budi):
    message = tell(surat="A&text=B#C\n#")
    link = actions.send_by_hand(message=message, by=budi, at=NOON)

    parts = urlsplit(link)
    assert (parts.netloc, parts.path, parts.fragment) == ("wa.me", "/6281234567890", "")
    assert unquote(parts.query.removeprefix("text=")) == message.text
    with pytest.raises(actions.MessageGone):
        actions.send_by_hand(message=message, by=budi, at=NOON)
