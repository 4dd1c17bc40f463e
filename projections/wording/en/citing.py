"""Acts and articles as English cites them."""

from collections.abc import Iterable

from events.acts import ActPublished, QuestionRaised
from events.provisions import Provision
from projections.record.law import Provided

NOT_VERIFIED = "[not verified]"


def cited(provided: Provided) -> str:
    """Return where a provision stands, and what of it is in doubt.

    A reading has no articles of its own: the article it names is that of the act it reads.
    """
    where = origin(provided)
    article = provided.provision.article
    if article and provided.reading is None:
        where += f" art. {article}" if article[0].isdigit() else f" {article}"
    return where + doubt_words(provided.provision)


def doubt_words(provision: Provision) -> str:
    """Return whether nobody has verified a provision, and between which days its own is in doubt.

    Empty where nothing is in doubt, else with a blank before it.
    """
    doubt = f" {NOT_VERIFIED}" if provision.verified is False else ""
    if provision.perhaps_on is None:
        return doubt
    return f"{doubt} [day in doubt: {provision.effective_on} or {provision.perhaps_on}]"


def origin(provided: Provided) -> str:
    """Return the act, or the question and its reading, in which a provision stands."""
    match provided.record.fact:
        case ActPublished(act=act):
            return act
        case QuestionRaised(question=question):
            return f"{question} read as {provided.reading}"
        case _:
            return provided.fact_id


def titles(provided: Iterable[Provided]) -> list[str]:
    """Return the titles of the acts in which provisions stand, each once, by the act's name."""
    acts = {
        fact.act: fact.title
        for each in provided
        if isinstance(fact := each.record.fact, ActPublished)
    }
    return [f"{act}: {title.rstrip('.')}." for act, title in sorted(acts.items())]
