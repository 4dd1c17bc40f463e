"""A finding: something in the facts that a person should look at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something a person should look at: what it is about, what is wrong, by which facts."""

    about: str
    code: str
    text: str
    facts: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What it is about and what is wrong, with the stop that ends it."""
        return f"{self.about}: {self.text}{'' if self.text.endswith('?') else '.'}"
