"""The sample portfolio, a policy, one command: what two people and a machine really receive.

Mail goes over TLS to a server that asks for a login, and the webhook over TLS; on the loopback.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from console import answered, empty_folder
from mail_servers import Certificate, MailServer, mail_server, make_certificate
from standardwebhooks import Webhook
from web_servers import WebServer, web_server

KEY = "whsec_" + base64.b64encode(b"k" * 32).decode()
POLICY = """
start: 2025-02-01
lead_days: []
rules:
  - for: {{sorts: [license_ends, status_worsens], products: [FW-210]}}
    lead_days: [30, 14]
mail:
  host: localhost
  port: {mail_port}
  username: tracker
  password: env:MAIL_PASSWORD
  sender: tracker@vendor.example
people:
  li: {{name: 李晓（样例）, language: zh, ways: [{{email: li@vendor.example}}]}}
  anna: {{name: Anna (sample), digest: true, ways: [{{email: anna@vendor.example}}]}}
  systems:
    name: Tickets (sample)
    digest: true
    ways:
      - webhook: https://localhost:{web_port}/hook
        secret: env:HOOK_KEY
        allow_private: true
tell:
  - {{owner: li}}
  - {{owner: anna}}
  - {{owner: systems}}
"""


@dataclass
class Office:
    mail: MailServer
    web: WebServer
    now: datetime = datetime(2025, 2, 4, 4, tzinfo=UTC)

    def say(self, words: str) -> tuple[str, int]:
        return answered(words, lambda: self.now)

    def run(self) -> str:
        text, code = self.say("remind run --policy policy.yaml")
        assert code == 0, text
        return text

    def mails(self, address: str) -> list[EmailMessage]:
        return [each for each in self.mail.mails() if address in each["To"]]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("tls") / "localhost.pem")


@pytest.fixture
def office(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))  # whom OpenSSL trusts
    monkeypatch.setenv("MAIL_PASSWORD", "is blue")
    monkeypatch.setenv("HOOK_KEY", KEY)
    with (
        mail_server(tls_context=certificate.server, auth_required=True) as mail,
        web_server(tls=certificate.server) as web,
        empty_folder(),
    ):
        policy = POLICY.format(mail_port=mail.port, web_port=web.port)
        Path("policy.yaml").write_text(policy, encoding="utf-8")
        office = Office(mail, web)
        office.say("init")
        office.say("record examples/portfolio.jsonl")
        yield office


def text_of(mail: EmailMessage) -> str:
    """The plain text on one line, without blanks where it may be Chinese."""
    part = mail.get_body(("plain",))
    assert part
    return " ".join(part.get_content().split())


def test_everybody_receives_what_is_due_in_their_language_and_shape(office: Office) -> None:
    assert office.run().endswith("4 messages sent, 0 failed, 0 findings.")
    assert [mail["Subject"] for mail in office.mails("li@")] == [
        "销售许可证 MPS-0003（FW-210）：有效期至2025年2月28日（星期五），还有24天",
        "FW-210 在一般销售渠道：自2025年3月1日（星期六）起不合规，还有25天",
    ]
    assert [mail["Subject"] for mail in office.mails("anna@")] == [
        "2 reminders; first on 28 February 2025 (Friday)"
    ]
    assert [each.path for each in office.web.posted] == ["/hook"]
    assert {login.login for login in office.mail.logins} == {b"tracker"}


def test_a_mail_says_what_changes_from_when_on_what_ground_and_what_to_do(office: Office) -> None:
    office.run()
    [english], [_, chinese] = office.mails("anna@"), office.mails("li@")
    for mail, words in (
        (
            english,
            [
                "License MPS-0003 (sales permit no. INV-MPS-0003 of mps), for FW-210",
                "FW-210 in general sale turns from compliant to non-compliant on 1 March 2025",
                "What to do: Do not sell FW-210 in general sale from 1 March 2025 (Saturday) on",
                "certificate or test report (Certification or testing under the Cybersecurity Law",
                "Why: - Certification or testing under the Cybersecurity Law [csl], CAT-2017-1 art",
                "More: tracker explain FW-210 --as-of 2025-03-01 --channel general_sale",
                "To acknowledge: tracker remind ack ",
            ],
        ),
        (
            chinese,
            [
                "FW-210 在一般销售渠道的状态自2025年3月1日（星期六）起由合规变为不合规。",
                "需要做什么： 自2025年3月1日（星期六）起，FW-210 不得在一般销售渠道销售",
                "认证证书或检测报告",
                "第一条",
                "更多：tracker explain FW-210 --as-of 2025-03-01 --channel general_sale",
                "确认收到的命令：tracker remind ack ",
            ],
        ),
    ):
        told = text_of(mail).replace(" ", "")
        for each in words:
            assert each.replace(" ", "") in told
        html = mail.get_body(("html",))
        assert html
        assert "FW-210" in html.get_content()


def test_a_machine_receives_a_signed_cloud_event_with_both_notices(office: Office) -> None:
    office.run()
    [posted] = office.web.posted
    event = json.loads(posted.body)
    assert event["specversion"] == "1.0"
    assert [each["sort"] for each in event["data"]["notices"]] == ["license_ends", "status_worsens"]
    assert [each["day"] for each in event["data"]["notices"]] == ["2025-02-28", "2025-03-01"]
    signed = Webhook(KEY).sign(event["id"], office.now, posted.body.decode())
    assert posted.headers["webhook-signature"] == signed
    assert posted.headers["webhook-id"] == event["id"]


def test_nobody_is_told_twice_and_the_next_step_continues_the_thread(office: Office) -> None:
    office.run()
    assert office.run().endswith("0 messages sent, 0 failed, 0 findings.")
    office.now = datetime(2025, 2, 14, 4, tzinfo=UTC)
    office.run()
    first, _, second, *_ = office.mails("li@")
    assert second["In-Reply-To"] == first["Message-ID"]
    assert second["References"].split() == [first["Message-ID"]]
    assert "还有14天" in second["Subject"]


def test_what_was_sent_stands_in_the_log_and_a_command_of_the_mail_acknowledges_it(
    office: Office,
) -> None:
    office.run()
    _, chinese = office.mails("li@")
    command = text_of(chinese).partition("确认收到的命令：tracker ")[2].partition(" 更多")[0]
    text, code = office.say(f"{command} --by li")
    assert code == 0, text
    text, _ = office.say("remind log --product FW-210")
    assert "sent (-30 d)" in text
    assert "acknowledged" in text


def test_a_mail_server_that_nobody_vouches_for_gets_no_password(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    text, code = office.say("remind run --policy policy.yaml")
    assert code == 1
    assert text.count("certificate verify failed") == 4
    assert not office.mail.logins
    assert not office.web.posted
