"""Plans of imports in JSON documents."""

from dataclasses import replace
from typing import Any

from events.facts import fact_to_dict
from events.reading.sayings import Saying
from events.tables.rows import RowProblem
from projections.imports.plan import Contradiction, Plan, Wrong
from projections.wording import Words


def plan_document(plan: Plan, words: Words) -> dict[str, Any]:
    """Return a whole plan for a JSON document."""
    return {
        "facts": [
            {"rows": list(each.rows), "fact": fact_to_dict(each.fact)} for each in plan.facts
        ],
        "unchanged": list(plan.unchanged),
        "contradictions": [_contradiction(each, words) for each in plan.contradictions],
        "problems": [_problem(row_problem(each, words)) for each in plan.problems],
        "told": [
            {"rows": list(each.rows), "message": words.saying_text(each.saying)}
            for each in plan.told
        ],
        "missing": list(plan.missing),
        "imports_apart": [{"file": file, "opened": count} for file, count in plan.apart],
        "without_last_day": list(plan.endless),
        "issued_on_a_day_to_come": list(plan.early),
        "foreign_kind": list(plan.foreign),
        "unknown_products": list(plan.unknown),
        "in_no_channel": list(plan.unplaced),
        "unknown_names": [
            {"what": each.what, "name": each.name, "did_you_mean": each.meant}
            for each in plan.strangers
        ],
    }


def row_problem(problem: RowProblem | Wrong, words: Words) -> RowProblem:
    """Return what is wrong with a row in words; what is wrong with most cells has them already."""
    if isinstance(problem, Wrong):
        return RowProblem(problem.place, problem.row, words.saying_text(problem.saying))
    if isinstance(problem.message, Saying):
        return replace(problem, message=words.saying_text(problem.message))
    return problem


def _problem(problem: RowProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "heading": problem.heading,
        "value": problem.held,
        "message": problem.message,
    }


def _contradiction(found: Contradiction, words: Words) -> dict[str, Any]:
    return {
        "rows": list(found.rows),
        "about": words.value_text(found.called),
        "field": found.field,
        "on_record": words.value_text(found.on_record),
        "in_table": words.value_text(found.in_table),
        "fact": found.fact,
        "advice": words.saying_text(found.advice),
    }
