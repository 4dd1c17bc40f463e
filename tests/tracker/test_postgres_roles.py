"""The roles of docs/postgresql.md, made by its SQL: what the program does under each."""

import re
from collections.abc import Iterator
from contextlib import chdir
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result
from console import NOON
from ledger_places import SERVER
from support import SAMPLE
from yards import wait_until

from events.notices import NoticeSent, RemindersSwept
from events.recorded import Recorded
from tracker.cli import Session, tracker
from tracker.ledger import open_ledger
from tracker.ledger.errors import LedgerUnreachable

psycopg = pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
pytestmark = pytest.mark.skipif(not SERVER, reason="TRACKER_TEST_POSTGRES names no server")

SUPERUSER = urlsplit(SERVER or "").username or ""
DOCUMENT = Path(__file__).parents[2] / "docs" / "postgresql.md"
TABLES = ("batches", "chain", "fact_ids", "fact_tags", "facts", "ledger")
POLICY = """
people: {li: {name: Li, ways: [{log: sent.jsonl}]}}
tell: [{owner: li}]
"""


class Cluster:
    """A database of its own with the roles of the document, under names that nobody else uses."""

    def __init__(self) -> None:
        self.mark = uuid4().hex[:12]
        self.making, self.granting, self.checking = (
            self._named(each)
            for each in re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
        )

    def _named(self, sql: str) -> str:
        sql = re.sub(r"\bcompliance\b", f"compliance_{self.mark}", sql)
        return re.sub(r"\btracker_(owner|recorder|reader)\b", rf"\g<0>_{self.mark}", sql)

    def role(self, name: str) -> str:
        return f"tracker_{name}_{self.mark}"

    def url(self, user: str) -> str:
        place = urlsplit(SERVER or "").netloc.rpartition("@")[2]
        return f"postgresql://{user}@{place}/compliance_{self.mark}"

    def location(self, user: str) -> str:
        return f"{self.url(user)}?schema=ledger"

    def sql(self, statement: str, user: str = SUPERUSER) -> list[Any]:
        with psycopg.connect(self.url(user), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def run(self, role: str, *words: str, at: datetime = NOON) -> Result:
        start = ["--ledger", self.location(self.role(role)), "--evidence", "evidence"]
        return CliRunner().invoke(tracker, [*start, *words], obj=Session(clock=lambda: at))

    def recorded(self) -> list[Recorded]:
        with open_ledger(self.location(self.role("reader"))) as ledger:
            return list(ledger.facts())


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster()
    folder = tmp_path_factory.mktemp("roles")
    (folder / "policy.yaml").write_text(POLICY)
    (folder / "products.csv").write_text("product,name\nP-1,Invented\n")
    with psycopg.connect(SERVER or "", autocommit=True) as server, chdir(folder):
        server.execute(f"CREATE DATABASE compliance_{made.mark}")
        try:
            made.sql(made.making)
            done = made.run("owner", "init")
            assert done.exit_code == 0, done.output
            made.sql(made.granting, made.role("owner"))
            yield made
        finally:
            server.execute(f"DROP DATABASE compliance_{made.mark} WITH (FORCE)")
            for role in ("owner", "recorder", "reader"):
                server.execute(f"DROP ROLE IF EXISTS {made.role(role)}")


def test_the_recorder_does_all_of_the_daily_work(cluster: Cluster) -> None:
    for words in (
        ["record", str(SAMPLE)],
        ["import", "products.csv", "--effective-on", "2026-11-01"],
        ["import", "undo", "products.csv"],
        ["attest", "FW-100", "--by", "somebody", "--note", "a test"],
        ["evidence", "add", "products.csv", "--fact", "act/CSL-2016"],
        ["gazette", "update"],
        ["remind", "run", "--policy", "policy.yaml"],
        ["verify"],
    ):
        done = cluster.run("recorder", *words)
        assert done.exit_code == 0, (words, done.output)
    sent = next(each.fact for each in cluster.recorded() if isinstance(each.fact, NoticeSent))
    done = cluster.run("recorder", "remind", "ack", sent.occasion, "--by", "li")
    assert done.exit_code == 0, done.output


def test_the_recorder_runs_the_scheduler(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    def sweeps() -> int:
        return sum(isinstance(each.fact, RemindersSwept) for each in cluster.recorded())

    before = sweeps()
    monkeypatch.setattr(
        "tracker.cli.remind.schedule.wait_until_told",
        lambda: wait_until(lambda: sweeps() > before, "a sweep"),
    )
    session = Session(clock=lambda: NOON + timedelta(days=1))
    location = cluster.location(cluster.role("recorder"))
    words = ["--ledger", location, "schedule", "--policy", "policy.yaml"]

    assert CliRunner().invoke(tracker, words, obj=session).exit_code == 0
    assert sweeps() > before


CHANGES = (
    "UPDATE ledger.{} SET {} = NULL",
    "DELETE FROM ledger.{}",
    "TRUNCATE ledger.{}",
    "DROP TABLE ledger.{}",
    "ALTER TABLE ledger.{} DISABLE TRIGGER ALL",
    "DROP TRIGGER not_changed ON ledger.{}",
    "CREATE RULE another AS ON INSERT TO ledger.{} DO INSTEAD NOTHING",
    "LOCK TABLE ledger.{} IN EXCLUSIVE MODE",
)
ANYWHERE = (
    "DROP SCHEMA ledger CASCADE",
    "DROP FUNCTION ledger.ledger_only_grows CASCADE",
    "CREATE TABLE ledger.another (id int)",
    "CREATE SCHEMA another",
    "SELECT setval('ledger.facts_notification_id_seq', 1)",
    "INSERT INTO ledger.ledger VALUES ('another', 'UTC', now(), 2, 1)",
)


@pytest.mark.parametrize("role", ["recorder", "reader"])
def test_neither_recorder_nor_reader_can_change_what_is_on_record(
    cluster: Cluster, role: str
) -> None:
    columns = dict.fromkeys(TABLES, "position") | {"ledger": "zone", "batches": "first"}
    columns |= {"facts": "topic"}
    tried = [each.format(table, columns[table]) for each in CHANGES for table in TABLES]
    with psycopg.connect(cluster.url(cluster.role(role)), autocommit=True) as connection:
        for statement in [*tried, *ANYWHERE]:
            with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                connection.execute(statement)


def test_the_reader_asks_verifies_and_packs(cluster: Cluster) -> None:
    cluster.run("recorder", "record", str(SAMPLE))
    for words in (
        ["status", "FW-100"],
        ["explain", "FW-100"],
        ["diff", "--as-of", "2023-07-03", "--to-as-of", "2026-01-01"],
        ["findings"],
        ["remind", "preview"],
        ["export", "--full", "-o", "ledger.record"],
        ["report", "FW-100", "-o", "report.html"],
        ["pack", "--product", "FW-100", "-o", "pack.zip"],
        ["verify"],
    ):
        done = cluster.run("reader", *words, at=NOON + timedelta(days=30))
        assert done.exit_code == 0, (words, done.output)


@pytest.mark.parametrize(
    "words",
    [
        ["record", "more.jsonl"],
        ["import", "products.csv", "--effective-on", "2026-11-02"],
        ["attest", "FW-100", "--by", "somebody", "--note", "another"],
        ["remind", "run", "--policy", "policy.yaml"],
    ],
)
def test_the_reader_that_would_record_is_told_so(cluster: Cluster, words: list[str]) -> None:
    cluster.run("recorder", "record", str(SAMPLE))
    Path("more.jsonl").write_text(
        '{"kind": "product_registered", "product": "P-2", "name": "Invented", '
        '"effective_on": "2026-01-01"}'
    )
    before = cluster.sql("SELECT count(*) FROM ledger.facts")

    done = cluster.run("reader", *words, at=NOON + timedelta(days=30))

    assert done.exit_code == 1
    assert "cannot be written; nothing was recorded" in done.output.replace("\n", " ")
    assert "permission denied" in done.output
    assert cluster.sql("SELECT count(*) FROM ledger.facts") == before


def test_who_has_no_role_of_the_ledger_cannot_look_at_it(cluster: Cluster) -> None:
    stranger = f"stranger_{cluster.mark}"
    cluster.sql(f"CREATE ROLE {stranger} LOGIN")
    try:
        with pytest.raises(LedgerUnreachable, match="permission denied for database"):
            open_ledger(cluster.location(stranger))
    finally:
        cluster.sql(f"DROP ROLE {stranger}")


def test_the_check_in_the_document_shows_the_rights_that_it_tells(cluster: Cluster) -> None:
    everything, all_but_the_header = ", ".join(TABLES), ", ".join(TABLES[:-1])

    assert cluster.sql(cluster.checking, cluster.role("owner")) == [
        (cluster.role("reader"), "SELECT", everything),
        (cluster.role("recorder"), "INSERT", all_but_the_header),
        (cluster.role("recorder"), "SELECT", everything),
    ]
