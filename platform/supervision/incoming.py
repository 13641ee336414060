"""
Reading the file of offices to open: its lines, and what is wrong with each.

Officers write it with a spreadsheet, so semicolons, a byte order mark and the old Windows letters are all understood.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from django.conf import settings

from registry.incoming.sheets import FileRefused, cell_text, read_table
from supervision.forms import USUAL_POST, FirstAccountForm
from supervision.hosting import Ground, Line, settle
from tenants import queries as offices
from tenants.models import Office

HEADINGS = ("kode", "nama_akun", "username", "jabatan", "telepon", "sebutan", "zona", "alamat")
NEEDED = ("kode", "nama_akun")
LARGEST_FILE = 1024 * 1024
MOST_LINES = 1000
LONGEST_CELL = 200
DESIGNATION = re.compile(r"[^\W\d_][\w .'-]{1,29}")
KIND_WORDS = {Office.Kind.VILLAGE: "desa", Office.Kind.DISTRICT: "kecamatan", Office.Kind.REGENCY: "kabupaten"}
NO_KEY = UUID(int=0)


def read_lines(content: bytes) -> list[Line]:
    """
    The lines of a file, not yet judged; empty ones are left out.

    :raises FileRefused: too large, no table, without the headings that are needed, or without a line.
    """
    if len(content) > LARGEST_FILE:
        raise FileRefused("Berkas lebih dari 1 MB. Daftar kantor satu kabupaten jauh lebih kecil; periksa berkasnya.")
    _, table = read_table(content)
    places = _places(table[0] if table else [])
    lines = [line for number, row in enumerate(table[1:], start=2) if (line := _line(number, row, places)).cells]
    if not lines:
        raise FileRefused("Tabel hanya berisi judul, belum ada satu kantor pun.")
    if len(lines) > MOST_LINES:
        raise FileRefused(f"Berkas berisi {len(lines)} baris. Paling banyak {MOST_LINES} baris sekali unggah.")
    return lines


def _places(row: list[object]) -> dict[str, int]:
    names = [cell_text(cell).lower().replace(" ", "_") for cell in row]
    if lacking := [name for name in NEEDED if name not in names]:
        raise FileRefused(
            f"Kolom {' dan '.join(lacking)} tidak ditemukan. Baris pertama harus berisi: {', '.join(HEADINGS)}."
        )
    if doubled := [name for name in HEADINGS if names.count(name) > 1]:
        raise FileRefused(f"Judul kolom tertulis dua kali: {', '.join(doubled)}.")
    return {name: names.index(name) for name in HEADINGS if name in names}


def _line(number: int, row: list[object], places: dict[str, int]) -> Line:
    cells = {name: cell_text(row[place])[:LONGEST_CELL] for name, place in places.items() if place < len(row)}
    return Line(number, {name: text for name, text in cells.items() if text})


def ticked(number: int, code: str, name: str) -> Line:
    """The line of a region that was only ticked: its first person is called by the post."""
    is_village = offices.kind_of_code(code) == Office.Kind.VILLAGE
    post, user = ("Sekretaris Desa", "sekdes") if is_village else ("Sekretaris Kecamatan", "sekcam")
    return Line(number, {"kode": code, "nama_akun": f"{post} {name}".strip(), "username": user})


def judge(lines: Iterable[Line], ground: Ground) -> list[Line]:
    """Every line with what is wrong with it, and its cells as they will be used; `ground` is what the database knows of the codes."""
    judged = list(_judge_together([_judge_alone(line, ground) for line in lines], ground))
    kinds = {line.code: offices.kind_of_code(line.code) or "" for line in judged}
    return list(settle(judged, kinds, ground))


def _judge_alone(line: Line, ground: Ground) -> Line:
    kind = offices.kind_of_code(line.code)
    if trouble := _trouble_with_code(line.code, kind, ground):
        return replace(line, problems=(trouble,))
    assert kind is not None
    form = FirstAccountForm(_as_form(line.cells, kind), kind=kind)
    problems = [f"{form.fields[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
    designation, zone = line.cells.get("sebutan", ""), line.cells.get("zona", "")
    if designation and not DESIGNATION.fullmatch(designation):
        problems.append("Sebutan: tulis 2 sampai 30 huruf, misalnya Desa atau Nagari.")
    if zone and _zone(zone) is None:
        problems.append("Zona: tulis WIB, WITA, atau WIT.")
    if problems:
        return replace(line, problems=tuple(problems))
    given = form.cleaned_data
    cells = {
        "kode": line.code,
        "nama_akun": given["name"],
        "username": given["username"],
        "jabatan": given["post"],
        "telepon": given["phone"],
        "sebutan": designation,
        "zona": _zone(zone) or "",
        "alamat": line.label.lower().removesuffix(f".{settings.DOMAIN}"),
    }
    return replace(line, cells=cells)


def _trouble_with_code(code: str, kind: Office.Kind | None, ground: Ground) -> str:
    if not offices.CODE.fullmatch(code):
        return f"Kode “{code[:20]}” bukan kode wilayah. Tulis seperti 35.29.11.2010." if code else "Kode belum diisi."
    if code == ground.own_code:
        return "Kabupaten ini sendiri sudah punya kantor."
    if not code.startswith(f"{ground.own_code}."):
        return f"Kode {code} di luar kabupaten ini."
    if code not in ground.names:
        return f"Kode {code} tidak ada dalam daftar wilayah."
    if kind is None:
        return f"{ground.names[code]} adalah kelurahan, bukan desa, jadi tidak punya kantor desa."
    if code in ground.opened:
        return f"{KIND_WORDS[kind].title()} {ground.names[code]} sudah punya kantor."
    return ""


def _judge_together(lines: list[Line], ground: Ground) -> Iterator[Line]:
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.code, line)
    for line in lines:
        parent = line.code.rpartition(".")[0]
        above = first.get(parent)
        if line.problems:
            yield line
        elif (earlier := first[line.code]) is not line:
            yield replace(line, problems=(f"Kode {line.code} sudah tertulis di baris {earlier.number}.",))
        elif parent in ground.opened or (above and not above.problems):
            yield line
        elif above:
            yield replace(line, problems=(f"Kecamatannya di baris {above.number} perlu diperbaiki dulu.",))
        else:
            yield replace(
                line,
                problems=(f"Kantor kecamatan {parent} belum ada. Tambahkan barisnya di berkas ini, atau buka dulu.",),
            )


def _as_form(cells: dict[str, str], kind: Office.Kind) -> dict[str, str]:
    phone = re.sub(r"\D", "", cells.get("telepon", ""))
    return {
        "key": str(NO_KEY),
        "kode": cells["kode"],
        "name": cells.get("nama_akun", ""),
        "username": cells.get("username", ""),
        "post": post_named(cells.get("jabatan", ""), kind),
        # A spreadsheet that took it for a number has eaten its zero.
        "phone": f"0{phone}" if phone.startswith("8") else phone,
    }


def post_named(text: str, kind: Office.Kind) -> str:
    """By its code or its name, however written; left out, the usual one."""
    from accounts.posts import Post

    if not text:
        return USUAL_POST.get(kind, "")
    known = {word.casefold(): post.value for post in Post for word in (post.value, post.label)}
    return known.get(text.casefold(), text)


def _zone(text: str) -> str | None:
    return next((zone.value for zone in Office.Zone if text.upper() == zone.label), None) or next(
        (zone.value for zone in Office.Zone if text == zone.value), None
    )
