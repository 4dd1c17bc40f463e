"""What a location is, and how it is shown to people: never with a password.

Shown is what is known to be no secret. What could be a part of one is left out, also where a
password was written with characters that should have been encoded, or at a place where none can be.
"""

import re
from urllib.parse import unquote

from tracker.ledger.errors import LedgerMisnamed

_POSTGRES = ("postgresql://", "postgres://")
_PATH = re.compile(r"\.{0,2}/(?!/)|~")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_WORDS = re.compile(r"((?:password|secret)\s*=).*", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(:[0-9]{0,5})?")
_TOLD = {"application_name", "connect_timeout", "dbname", "host", "hostaddr", "port", "schema"}
_TOLD |= {"sslmode", "target_session_attrs", "user"}
"""The options of a URL whose values are shown."""
_HIDDEN = "***"


def shown(location: str) -> str:
    """Return a location as it may be shown to people: without a password.

    >>> shown("postgresql://me:secret@db/tracker?schema=x")
    'postgresql://me:***@db/tracker?schema=x'
    >>> shown("host=db user=me password=secret"), shown("me:secret@db/tracker")
    ('host=db user=me password=***', 'me:***@db/tracker')
    """
    if _is_path(location):
        return location
    scheme = _SCHEME.match(location)
    if scheme:
        return scheme[0] + _shown(location[scheme.end() :], scheme[0].strip().casefold())
    location = _WORDS.sub(rf"\1{_HIDDEN}", location)
    return _shown(location) if re.match("[^/@]*:.*@", location, re.DOTALL) else location


def is_url(location: str) -> bool:
    """Tell a URL of PostgreSQL from a path; raises LedgerMisnamed for anything else."""
    if not location.strip() or "\0" in location:
        raise LedgerMisnamed(shown(location), "It is blank or holds a NUL")
    if location == ":memory:" or location.lower().startswith("file:"):
        raise LedgerMisnamed(shown(location), "It means something to SQLite, but is no path")
    if location.startswith(_POSTGRES):
        return True
    if "://" in location:
        raise LedgerMisnamed(shown(location), "Only PostgreSQL databases are known by a URL")
    if shown(location) != location:
        reason = "It seems to hold a password; a path that looks so begins with './' or '/'"
        raise LedgerMisnamed(shown(location), reason)
    return False


def _is_path(location: str) -> bool:
    return _PATH.match(location) is not None and "://" not in location


def _shown(rest: str, scheme: str = "") -> str:
    """Return what follows a scheme; whatever stands before the last @ belongs to a user."""
    said, at, place = rest.rpartition("@")
    user = _user(said, scheme)
    if "?" in said:  # either is a part of a password: what stands before the @, or what follows it
        return user
    where, mark, query = place.partition("?")
    hosts, slash, database = where.partition("/")
    told = ",".join(map(_host, hosts.split(",")))
    database = _WORDS.sub(rf"\1{_HIDDEN}", database)
    return f"{user}{at}{told}{slash}{database}{mark}{'&'.join(_options(query))}"


def _user(said: str, scheme: str) -> str:
    """Return the name of a user; what is no URL of PostgreSQL may begin with a password."""
    name = re.split("[:/?#@]", said, maxsplit=1)[0]
    if said and scheme and scheme not in _POSTGRES:
        return _HIDDEN
    return name if name == said else f"{name}:{_HIDDEN}"


def _host(host: str) -> str:
    """Return a host with its port; what can be no port may be a password."""
    if _HOST.fullmatch(host):
        return host
    return f"{host.partition(':')[0]}:{_HIDDEN}"


def _options(query: str) -> list[str]:
    """Return the options of a URL; one of an unknown name may be the rest of a password."""
    told, secret = [], False
    for option in query.split("&") if query else []:
        name = option.partition("=")[0]
        if unquote(name) in _TOLD:
            told.append(option)
        else:
            told.append(_HIDDEN if secret or name == option else f"{name}={_HIDDEN}")
            secret = True
    return told
