"""What every message says in English, whatever it tells of."""

from projections.wording.notices import Phrases

PHRASES = Phrases(
    tag="en",
    reminders=("{} reminder", "{} reminders"),
    withdrawals=("{} withdrawn", "{} withdrawn"),
    blank=" ",
    joint=", ",
    colon=": ",
    nearest="; first on {}",
    deputy="[Deputy] ",
    escalated="[Escalated] ",
    withdrawn="[Withdrawn] ",
    why="Why",
    todo="What to do",
    more="More",
    owner_told="You are told because it is yours to look after.",
    deputy_told="You are told in place of {}.",
    escalated_told="You are told because {} has not acknowledged it.",
    early="It goes out early: {} is a day off.",
    early_unpublished=(
        "It goes out early: it would be due on {}, and the working days of {} are not "
        "published yet, so the earlier day was taken."
    ),
    acknowledge="Acknowledge",
    acknowledge_by="To acknowledge",
    snooze="Remind me later",
    show="Show",
    no_longer="No longer so",
    no_longer_told="We told you on {}: “{}”. This no longer holds.",
    no_longer_since="By the record of {} this no longer holds: {}",
    calendar="License reminders",
    foot="From the ledger {}, for {} on {}. A last day is included.",
    foot_zone="Days are those of {}, unless another zone is named.",
)
