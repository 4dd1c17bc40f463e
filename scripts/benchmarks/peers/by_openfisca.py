"""A change of the catalogue as a baseline and a reform of OpenFisca, in a process of its own.

OpenFisca folds no history: it is handed what the columns say of one day, a value a subject. Its
parameters are looked up in arrays, which is many times as fast as its own look-up by name.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core import entities, periods, reforms, simulations, taxbenefitsystems, variables

from projections.columns.columns import IN, OUT
from projections.columns.statuses import (
    COMPLIANT,
    INDETERMINATE,
    NON_COMPLIANT,
    NOT_MARKETED,
    NOT_REGULATED,
)

Subject = entities.build_entity(key="subject", plural="subjects", label="", is_person=True)
Portfolio = entities.build_entity(
    key="portfolio", plural="portfolios", label="", roles=[{"key": "member"}]
)
INPUTS = {"category": int, "placed": bool, "own": bool, "held_earlier": bool}


def _variable(name: str, sort: type, **more: Any) -> type[variables.Variable]:
    usual = {"entity": Subject, "definition_period": periods.DateUnit.DAY, "value_type": sort}
    return type(name, (variables.Variable,), {**usual, "__module__": __name__, **more})


def _status(rule: Any, earlier: Any) -> type[variables.Variable]:
    def formula(subjects: Any, period: Any) -> Any:
        category = subjects("category", period)
        met = subjects("own", period) | (subjects("held_earlier", period) & earlier[category])
        unmet = np.where(rule[category] == IN, NON_COMPLIANT, INDETERMINATE)
        asked = np.where(met, COMPLIANT, unmet)
        status = np.where(rule[category] == OUT, NOT_REGULATED, asked)
        return np.where(subjects("placed", period), status, NOT_MARKETED)

    return _variable("status", int, formula=formula)


def changed(given: dict[str, Any]) -> list[int]:
    """Return the places of the subjects whose status a reform changes on the day."""
    baseline = taxbenefitsystems.TaxBenefitSystem([Subject, Portfolio])
    for name, sort in INPUTS.items():
        baseline.add_variable(_variable(name, sort))
    baseline.add_variable(_status(given["rule"], given["earlier"]))

    class Amended(reforms.Reform):
        """The law with the change."""

        def apply(self) -> None:
            self.update_variable(_status(given["amended_rule"], given["amended_earlier"]))

    before, after = (_calculated(each, given) for each in (baseline, Amended(baseline)))
    return np.flatnonzero(before != after).tolist()


def _calculated(system: Any, given: dict[str, Any]) -> Any:
    count, day = len(given["category"]), str(given["day"])
    builder = simulations.SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("subject", np.arange(count))
    simulation = builder.build(system)
    for name in INPUTS:
        simulation.set_input(name, day, given[name])
    return simulation.calculate("status", day)


if __name__ == "__main__":
    with np.load(Path(sys.argv[1])) as file:
        print(json.dumps(changed(dict(file))))
