"""A reminder policy: of what people are reminded and how long before, who is told, and how."""

from collections import Counter
from re import fullmatch
from typing import Annotated, Any, Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    model_validator,
)

from events.base import Day, Immutable, Name, Text

DEFAULT_LEAD_DAYS = (180, 90, 60, 30, 14, 7, 1, 0)
"""How many days before the day people are reminded, where no rule says otherwise (contract 6)."""

Sort = Literal[
    "status_worsens",
    "license_ends",
    "renewal_due",
    "removal_due",
    "question_raised",
    "question_settled",
    "amendment_announced",
    "amendment_landed",
]


def _each_once(lead_days: tuple[int, ...]) -> tuple[int, ...]:
    if len(set(lead_days)) < len(lead_days):
        raise ValueError("names a number of days twice; each is one reminder")
    return lead_days


LeadDays = Annotated[
    tuple[Annotated[int, Field(ge=0, le=3660)], ...],
    Field(max_length=50),
    AfterValidator(_each_once),
]


class Selection(Immutable):
    """What a rule is for: each list given must have something of the occasion; none: everything."""

    sorts: tuple[Sort, ...] = ()
    regimes: tuple[Name, ...] = ()
    license_kinds: tuple[Name, ...] = ()
    channels: tuple[Name, ...] = ()
    categories: tuple[Name, ...] = ()
    vendors: tuple[Name, ...] = ()
    products: tuple[Name, ...] = ()


class LeadRule(Immutable):
    """How long before the day people are reminded of what is selected; empty: not at all."""

    select: Selection = Field(default=Selection(), alias="for")
    lead_days: LeadDays


WaySort = Literal["email", "webhook", "chat", "log"]
"""How a message can travel."""


def _written_as(pattern: str, otherwise: str, *, shown: bool = True) -> AfterValidator:
    """Return what refuses a text of another form, and says so; a secret is not shown."""

    def check(text: str) -> str:
        if not fullmatch(pattern, text):
            raise ValueError(f"'{text}' {otherwise}" if shown else otherwise)
        return text

    return AfterValidator(check)


Secret = Annotated[
    str,
    _written_as(
        r"env:[A-Za-z_][A-Za-z0-9_]*",
        "a secret is never written here; write env:NAME, and set the variable NAME to it",
        shown=False,
    ),
]
"""A secret is never written in a policy: `env:NAME` says which environment variable holds it."""

Address = Annotated[
    str,
    Field(max_length=254),
    _written_as(
        r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+",
        "is no address for mail; write name@host.example, without a display name",
    ),
]
"""An address for mail, without a display name."""

Url = Annotated[
    str,
    Field(max_length=2000),
    _written_as(
        r"https?://[^\s]+", "does not begin with https:// or http://, or has a blank in it"
    ),
]

Country = Annotated[
    str, _written_as(r"[A-Z]{2}", "is no country's two letters; write, say, CN or DE")
]


class EmailWay(Immutable):
    """Mail to an address."""

    email: Address

    @property
    def sort(self) -> WaySort:
        return "email"


class WebhookWay(Immutable):
    """A signed HTTP request (Standard Webhooks); `secret` is the key to sign with, `whsec_...`.

    An address of a private network is called only if `allow_private` says so.
    """

    webhook: Url
    secret: Secret
    allow_private: bool = False

    @property
    def sort(self) -> WaySort:
        return "webhook"


class ChatWay(Immutable):
    """A chat or other service by its Apprise URL, which is a secret."""

    chat: Secret

    @property
    def sort(self) -> WaySort:
        return "chat"


class LogWay(Immutable):
    """A line of JSON at the end of a file."""

    log: Text

    @property
    def sort(self) -> WaySort:
        return "log"


def _sort_of_way(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((sort for sort in get_args(WaySort) if sort in value), None)
    return getattr(value, "sort", None)


Way = Annotated[
    Annotated[EmailWay, Tag("email")]
    | Annotated[WebhookWay, Tag("webhook")]
    | Annotated[ChatWay, Tag("chat")]
    | Annotated[LogWay, Tag("log")],
    Discriminator(
        _sort_of_way,
        custom_error_type="no_way",
        custom_error_message="names none of 'email', 'webhook', 'chat' and 'log'",
    ),
]
"""How a person is reached: by what is named first of `email`, `webhook`, `chat` and `log`."""


def _existing_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"there is no time zone '{name}'; write, say, Asia/Shanghai") from None
    return name


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class Absence(Immutable):
    """Days on which somebody is away, the first and the last included."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="through")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"ends on {self.last}, before it begins on {self.first}")
        return self


class Person(Immutable):
    """Somebody who is told; every list may be empty but that of the ways.

    `calendar` is the country whose working days count ("CN"; none: every day is one), `quiet_days`
    and `quiet_weekdays` are days off of one's own. On `digest`, all that is due goes in one
    message; otherwise each notice in its own. `zone` is that in which the person's days off
    and days away begin, else the ledger's; the days that notices are about are the ledger's.
    """

    name: Name
    language: Literal["en", "zh"] = "en"
    ways: Annotated[tuple[Way, ...], Field(min_length=1)]
    digest: bool = False
    zone: Annotated[str, AfterValidator(_existing_zone)] | None = None
    calendar: Country | None = None
    quiet_weekdays: Annotated[tuple[Weekday, ...], Field(max_length=6)] = ()
    quiet_days: tuple[Day, ...] = ()
    away: tuple[Absence, ...] = ()

    @model_validator(mode="after")
    def _has_each_way_once(self) -> Self:
        twice = [
            sort for sort, count in Counter(way.sort for way in self.ways).items() if count > 1
        ]
        if twice:
            raise ValueError(f"has '{twice[0]}' twice; list a second person for a second address")
        return self


class Escalation(Immutable):
    """Who is told besides once nobody has acknowledged a notice within a number of days."""

    after_days: Annotated[int, Field(ge=1, le=365)]
    to: Annotated[tuple[Name, ...], Field(min_length=1)]


class TellRule(Immutable):
    """Who is told of what is selected: an owner, or the deputy while the owner is not reached."""

    select: Selection = Field(default=Selection(), alias="for")
    owner: Name
    deputy: Name | None = None
    escalate: Escalation | None = None

    @model_validator(mode="after")
    def _deputy_is_somebody_else(self) -> Self:
        if self.deputy == self.owner:
            raise ValueError("names the owner as the deputy; a deputy is somebody else")
        return self

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody whom the rule names."""
        further = self.escalate.to if self.escalate else ()
        return (self.owner, *([self.deputy] if self.deputy else []), *further)


class Mail(Immutable):
    """The server through which mail goes out, and from whom it comes."""

    host: Name
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: Text | None = None
    password: Secret | None = None
    sender: Address
    timeout_seconds: Annotated[int, Field(ge=1, le=300)] = 30

    @model_validator(mode="after")
    def _keeps_the_password(self) -> Self:
        if (self.username is None) != (self.password is None):
            raise ValueError("needs both 'username' and 'password' to log in, or neither")
        if self.password and self.security == "none":
            raise ValueError("would send a password in the clear; use 'starttls' or 'tls'")
        return self


class Links(Immutable):
    """Where `tracker schedule --listen` is reached from outside, and the key that signs links.

    A link is good for `valid_days` after the day that its notice is about.
    """

    base: Url
    secret: Secret
    valid_days: Annotated[int, Field(ge=1, le=3660)] = 400


class Policy(Immutable):
    """What people are reminded of, when, who is told and how.

    Of `rules` the first that fits an occasion decides; of `tell` every one that fits adds people.
    `start` is the first day of reminding: what had happened before it, as far as it was on record
    by then, is not announced any more.
    """

    start: Day | None = None
    lead_days: LeadDays = DEFAULT_LEAD_DAYS
    rules: tuple[LeadRule, ...] = ()
    people: dict[Name, Person] = {}
    tell: tuple[TellRule, ...] = ()
    mail: Mail | None = None
    links: Links | None = None

    @model_validator(mode="after")
    def _names_people_it_knows(self) -> Self:
        if unknown := sorted(
            {name for rule in self.tell for name in rule.people} - set(self.people)
        ):
            known = ", ".join(sorted(self.people)) or "nobody"
            raise ValueError(
                f"'tell' names {', '.join(unknown)}; 'people' knows {known}: add who is missing, "
                "or mend the name"
            )
        mailed = [
            name
            for name, person in self.people.items()
            if any(way.sort == "email" for way in person.ways)
        ]
        if mailed and self.mail is None:
            raise ValueError(f"'mail' must name a server, because {mailed[0]} is told by email")
        return self


POLICY: TypeAdapter[Policy] = TypeAdapter(Policy)
"""Reads a policy."""
