"""Why a scenario changes a status: the facts and articles that it brings in or takes away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten

from events.acts import QuestionSettled
from events.base import LATEST_DAY
from events.provisions import AmendmentAnnounced, GuidanceGiven, Provision
from events.recorded import Recorded
from projections.comparing.comparison import Cause
from projections.what_if.parts import Part
from projections.wording.en import about, provision_words

SHORT = 200
"""How many characters of an act's provisions are told."""


@dataclass(frozen=True, slots=True)
class Because:
    """A fact that counts under a scenario only (`added`), or no more.

    It is `supposed` if it stands in the scenario and not on record; of a supposed act the `article`
    and those of its `provisions` are told that are needed for the change.
    """

    record: Recorded
    added: bool
    supposed: bool
    article: str | None = None
    provisions: tuple[Provision, ...] = ()

    @property
    def name(self) -> str:
        """The fact in few words."""
        fact = self.record.fact
        if isinstance(fact, QuestionSettled):
            return f"{fact.question} read as {fact.reading}"
        if self.article is None:
            return about(fact)
        return f"{about(fact)} {'art. ' if self.article[0].isdigit() else ''}{self.article}"

    @property
    def words(self) -> str:
        """The fact, whence it is, and in short what an act provides."""
        fact = self.record.fact
        kind = "" if isinstance(fact, QuestionSettled) else f"{fact.kind} "
        says = "; ".join(
            provision_words(provision)
            for provision in self.provisions
            if not isinstance(provision, GuidanceGiven | AmendmentAnnounced)
        )
        short = shorten(says, SHORT, placeholder=" …")
        return f"{kind}{self.name} ({self._whence}){f': {short}' if short else ''}"

    @property
    def _whence(self) -> str:
        fact = self.record.fact
        if not self.supposed:
            return f"on record as {self.record.id}{'' if self.added else ', no longer counted'}"
        assumed = isinstance(fact, QuestionSettled) and fact.effective_on == LATEST_DAY
        return f"{'assumed' if assumed else 'supposed'}{'' if self.added else ', and not so'}"


def because(causes: Iterable[Cause], parts: Mapping[int, Part]) -> tuple[Because, ...]:
    """Return causes as they are told: the provisions of an article together, under their act."""
    found: dict[object, Because] = {}
    for cause in causes:
        part = parts.get(cause.record.position)
        if part is None:
            found[cause.record.position] = Because(cause.record, cause.added, supposed=False)
            continue
        key = part.whole.position, part.article, cause.added
        before = found[key].provisions if key in found else ()
        provisions = (*before, *part.provisions)
        found[key] = Because(part.whole, cause.added, True, part.article, provisions)
    return tuple(found.values())
