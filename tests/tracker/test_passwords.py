"""The password of a ledger's location is told nowhere: by no command, error, file, page or log."""

import traceback
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from ledger_places import SERVER, a_place
from support import SAMPLE

from events.policies import Policy
from tracker.cli import Session, tracker
from tracker.ledger import open_ledger
from tracker.ledger.errors import LedgerMisnamed
from tracker.ledger.store.locations import is_url, shown
from tracker.reminders.web import Service

pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
needs_server = pytest.mark.skipif(not SERVER, reason="TRACKER_TEST_POSTGRES names no server")

SECRET = "Geheim"
"""Stands in every password; nothing else in a test has it."""
REST = "Wort7391"

LOCATIONS = [
    f"postgresql://me:{SECRET}{REST}@127.0.0.1:1/db?schema=x",
    f"postgresql://me@127.0.0.1:1/db?password={SECRET}{REST}",
    f"postgresql://me@127.0.0.1:1/db?sslpassword={SECRET}{REST}",
    f"postgresql://me@127.0.0.1:1/db?pass%77ord={SECRET}{REST}",
    f"postgresql://me:{SECRET}%zz{REST}@127.0.0.1:1/db",
    f"postgresql://me@127.0.0.1:1/db?password={SECRET}%zz{REST}",
    f"postgresql://me:{SECRET}@{REST}@127.0.0.1:1/db",
    f"postgresql://me:{SECRET}/{REST}@127.0.0.1:1/db",
    f"postgresql://me:{SECRET}?{REST}=1@127.0.0.1:1/db",
    f"postgresql://me:{SECRET}[{REST}@127.0.0.1:1/db",
    f"postgresql://me:{SECRET}\u2100{REST}@127.0.0.1:1/db",
    f"postgresql://me:{SECRET}\udcff{REST}@127.0.0.1:1/db",
    f"postgresql://me:{SECRET}{REST}/db",
    f"postgresql://me:{SECRET}{REST}@[::1/db",
    f"postgresql://me:{SECRET}{REST}@127.0.0.1:1/",
    f"postgresql://me:{SECRET}{REST}@127.0.0.1:1/db?schema=My-Schema",
    f"postgresql://me:{SECRET}{REST}@127.0.0.1:1/db?sslmood=x",
    f"POSTGRESQL://me:{SECRET}{REST}@127.0.0.1:1/db",
    f"mysql://me:{SECRET}{REST}@127.0.0.1:1/db",
    f"//me:{SECRET}{REST}@127.0.0.1:1/db",
    f"postgresql:/me:{SECRET}{REST}@127.0.0.1:1/db",
    f"me:{SECRET}{REST}@127.0.0.1:1/db",
    f"me:{SECRET}/{REST}@127.0.0.1:1/db",
    f"host=127.0.0.1 port=1 user=me password={SECRET}{REST} dbname=db",
    f"host=127.0.0.1 port=1 user=me password = '{SECRET} {REST}' dbname=db",
]

WORDS = {
    "record": ["facts.jsonl"],
    "import file": ["products.csv"],
    "import mapping": ["products.csv"],
    "import undo": ["products.csv"],
    "template": ["products", "-o", "empty.xlsx"],
    "timeline": ["FW-100", "--csv", "timeline.csv"],
    "status": ["FW-100", "--xlsx", "status.xlsx"],
    "explain": ["FW-100", "--json"],
    "report": ["FW-100", "-o", "report.html"],
    "what-if": ["scenario.yaml", "--html", "page.html"],
    "adopt": ["scenario.yaml", "--published-on", "2026-11-20"],
    "remind ack": ["0" * 64, "--by", "somebody"],
    "remind calendar": ["-o", "reminders.ics"],
    "remind health": ["--json"],
    "remind policy check": ["policy.yaml"],
    "remind resend": ["0" * 64, "--recipient", "li", "--by", "somebody"],
    "remind run": ["--policy", "policy.yaml"],
    "remind snooze": ["0" * 64, "--until", "2027-01-01", "--recipient", "li", "--by", "somebody"],
    "schedule": ["--policy", "policy.yaml"],
    "attest": ["FW-100", "--by", "somebody", "--note", "a test"],
    "evidence add": ["products.csv", "--fact", "some"],
    "evidence get": ["0" * 64, "-o", "copy.pdf"],
    "gazette show": ["CIRC-2023-1"],
    "export": ["--full", "-o", "ledger.record"],
    "restore": ["ledger.record"],
    "pack": ["--product", "FW-100", "--as-of", "2023-07-03", "-o", "pack.zip"],
    "pack check": ["pack.zip"],
    "checkpoint": ["-o", "checkpoint.json"],
    "checkpoint key": ["-o", "ledger.key"],
}


def every_command() -> list[str]:
    return list(_below(tracker, ""))


def _below(command: click.Command, name: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found
            yield from _below(found, f"{name} {each}".strip())
    if not isinstance(command, click.Group) or command.invoke_without_command:
        yield name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("folder")
    (folder / "facts.jsonl").write_bytes(SAMPLE.read_bytes())
    (folder / "products.csv").write_text("product,name\nP-1,Invented\n")
    (folder / "scenario.yaml").write_text("name: Nothing\nfacts: []\n")
    (folder / "policy.yaml").write_text(
        "people: {li: {name: Li, ways: [{log: sent.jsonl}]}}\ntell: [{owner: li}]\n"
    )
    with chdir(folder):
        yield folder


def run(location: str, name: str) -> Result:
    session = Session(clock=lambda: datetime(2026, 11, 23, 4, tzinfo=UTC))
    words = ["--ledger", location, "--evidence", "evidence", *name.split(), *WORDS.get(name, [])]
    return CliRunner().invoke(tracker, words, obj=session)


def told_by(result: Result) -> str:
    """Return all that a command said, and what would be shown of an error that it did not catch."""
    error = result.exception
    return result.output + ("".join(traceback.format_exception(error)) if error else "")


def assert_hidden(told: str) -> None:
    assert SECRET not in told
    assert REST not in told


@pytest.mark.parametrize("name", every_command())
def test_no_command_tells_the_password_of_a_ledger_that_it_cannot_open(
    name: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for location in (LOCATIONS[0], LOCATIONS[4], LOCATIONS[-1]):
        result = run(location, name)

        assert result.exit_code in (0, 1), result.output
        assert_hidden(told_by(result) + caplog.text)


@pytest.mark.parametrize("location", LOCATIONS, ids=range(len(LOCATIONS)))
@pytest.mark.parametrize("name", ["init", "verify", "schedule"])
def test_no_way_of_writing_a_password_has_it_told(
    name: str, location: str, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = {*folder.iterdir()}

    result = run(location, name)

    assert result.exit_code == 1
    assert "***" in result.output
    assert isinstance(result.exception, SystemExit)
    assert_hidden(told_by(result) + caplog.text)
    assert {*folder.iterdir()} == before


@pytest.mark.parametrize("path", ["/health", "/metrics"])
@pytest.mark.parametrize("location", LOCATIONS[::8])
def test_no_page_tells_the_password_of_a_ledger_that_is_gone(path: str, location: str) -> None:
    service = Service(lambda: open_ledger(location), Policy(), lambda: datetime.now(UTC))
    heads: list[Any] = []

    body = service(
        {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.input": BytesIO()},
        lambda *head: heads.append(head),
    )

    assert heads[0][0].startswith("503")
    assert_hidden(b"".join(body).decode() + str(heads))


@needs_server
def test_no_command_tells_the_password_of_a_ledger_that_it_can_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tracker.cli.remind.schedule.wait_until_told", lambda: None)
    with a_place("postgres", folder) as place:
        location = place.location.replace("@", f":{SECRET}{REST}@", 1)
        assert "***" in run(location, "init").output.replace("\n", "")
        for name in (each for each in every_command() if each != "init"):
            assert_hidden(told_by(run(location, name)) + caplog.text)
        assert (folder / "pack.zip").exists()
        for content in contents(folder):
            assert_hidden(content.decode("utf-8", "replace"))


def contents(folder: Path) -> Iterator[bytes]:
    """Yield the bytes of every file in a folder, and of those packed in it."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                yield from map(packed.read, packed.namelist())


LOWER = st.text("abcxyz019", min_size=1, max_size=8).map(lambda word: f"n{word}")
PASSWORDS = st.text("JXZ?/#@:=%[]' \"+,.\\;", min_size=1, max_size=12).map("X{}Z".format)


@st.composite
def locations(draw: st.DrawFn) -> str:
    """Return a location as people may write it; J, X and Z stand in its password alone."""
    user, host, database = draw(LOWER), draw(LOWER), draw(LOWER)
    password = draw(PASSWORDS)
    written = draw(st.sampled_from([password, quote(password, safe="")]))
    key = draw(st.sampled_from(["password", "sslpassword", "p%61ssword"]))
    port = draw(st.sampled_from(["", ":5432"]))
    query = draw(st.sampled_from(["", "?schema=x", "?sslmode=verify-full&schema=x"]))
    and_ = "&" if query else "?"
    return draw(
        st.sampled_from(
            [
                f"postgresql://{user}:{written}@{host}{port}/{database}{query}",
                f"postgres://:{written}@{host}{port}/{database}{query}",
                f"postgresql://{user}@{host}{port}/{database}{query}{and_}{key}={written}",
                f"postgresql://{user}@{host}{port}/{database}?{key}={written}&schema=x",
                f"mysql://{user}:{written}@{host}{port}/{database}",
                f"//{user}:{written}@{host}{port}/{database}{query}",
                f"{user}:{written}@{host}{port}/{database}{query}",
                f"host={host} user={user} password={written} dbname={database}",
                f"user={user} sslpassword = '{written}' host={host}",
            ]
        )
    )


@given(locations())
def test_whatever_a_password_is_made_of_it_is_not_shown(location: str) -> None:
    assert not set("JXZ").intersection(shown(location))


@given(locations())
def test_whatever_a_password_is_made_of_no_refusal_of_a_location_has_it(location: str) -> None:
    assert not set("JXZ").intersection(refusal_of(location))


def refusal_of(location: str) -> str:
    """Return what is said against a location, before anything is opened there."""
    from tracker.ledger.store.postgres_server import place

    try:
        if is_url(location):
            place(location, shown=shown(location), patience=1)
    except LedgerMisnamed as error:
        return f"{error} {error.__cause__}"
    return ""


@given(
    st.sampled_from(["postgresql://", "postgres://"]),
    st.sampled_from(["", "nina@", "nina.k@"]),
    st.sampled_from(["db", "db:5432", "one:1,two:2", "[::1]:5432", "%2Fvar%2Frun"]),
    st.sampled_from(["/tracker", "/tracker?schema=x", "/t?sslmode=verify-full&schema=x"]),
)
def test_a_location_without_a_password_is_shown_as_it_is(
    scheme: str, user: str, host: str, rest: str
) -> None:
    location = f"{scheme}{user}{host}{rest}"

    assert shown(location) == location


@pytest.mark.parametrize("path", ["tracker.db", "./me:odd@name.db", "/tmp/password=1.db", "C:x.db"])
def test_a_path_is_shown_as_it_is(path: str) -> None:
    assert shown(path) == path


def test_a_path_that_looks_like_a_password_can_still_be_used(folder: Path) -> None:
    assert run("me:odd@name.db", "init").exit_code == 1
    assert run("./me:odd@name.db", "init").exit_code == 0


def test_a_password_that_had_to_be_encoded_is_not_taken_for_a_host() -> None:
    with pytest.raises(LedgerMisnamed, match="@ as %40"):
        open_ledger("postgresql://me:se@cret@127.0.0.1:1/db")
