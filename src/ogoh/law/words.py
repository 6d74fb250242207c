"""What the data of this room says, in plain sentences for people; translated where they are read.

They are general on purpose: no sentence is advice, and none says more than its article.
"""

from __future__ import annotations

from ogoh.law.terms import Doubt, End, Start


def sentence(text: str) -> str:
    """Mark a sentence for the catalogues; it is translated where somebody reads it."""
    return text


GROUNDS: dict[str, str] = {
    "RU-114-26-1": sentence("rules of the border, of customs or of hygiene broken at the crossing"),
    "RU-114-26-2": sentence("forged papers, or false statements about oneself or the purpose of the journey"),
    "RU-114-26-4": sentence("two or more administrative offences within three years"),
    "RU-114-26-8": sentence("did not leave within 30 days after the lawful stay had ended"),
    "RU-114-27-1-apart": sentence("other ground, ask the agency"),
    "RU-114-27-2": sentence("expelled, deported or handed over once"),
    "RU-114-27-2-1": sentence("expelled, deported or handed over twice or more"),
    "RU-114-27-3": sentence("a conviction that is not spent"),
    "RU-114-27-insurance": sentence("no valid insurance at entry"),
    "RU-114-27-debt": sentence("a tax, a fine or the costs of an expulsion not paid"),
    "RU-114-27-11": sentence("two or more offences against order, stay or work within one year"),
    "RU-114-27-12a": sentence("more than 90 days within 180 days, the rule until the end of 2024"),
    "RU-114-27-12b": sentence("more than 90 days within one calendar year, the rule since 2025"),
    "RU-114-27-13": sentence("stayed more than 180 and at most 270 days too long"),
    "RU-114-27-14": sentence("stayed more than 270 days too long"),
    "RU-114-25-10": sentence("the stay was called undesirable"),
    "RU-RKL-stay-ended": sentence("the term of stay, permit, patent or contract ended or was cut short"),
    "RU-RKL-readmission": sentence("taken back into Russia without a ground to stay"),
    "RU-RKL-permit-annulled": sentence("visa or residence permit annulled"),
    "RU-RKL-asylum-lost": sentence("asylum or refugee status refused or lost"),
    "RU-RKL-ship-72h": sentence("the 72 hours of a cruise or ferry passenger are over"),
    "RU-RKL-citizenship-ended": sentence("Russian citizenship ended and no other ground to stay"),
    "RU-RKL-expulsion": sentence("administrative expulsion imposed"),
    "RU-RKL-decision": sentence("decision on deportation, readmission, undesirable stay, entry or exit"),
    "RU-RKL-border": sentence("border crossed unlawfully"),
    "RU-RKL-verdict": sentence("a verdict of guilty in force"),
}
"""What each ground says, by its code."""

STARTS: dict[Start, str] = {
    Start.EXIT: sentence("the day of leaving Russia"),
    Start.EXPULSION: sentence("the day of the expulsion"),
    Start.LAST_PENALTY_FINAL: sentence("the day on which the last penalty became final"),
}
"""From what day a term of years runs."""

ENDS: dict[End, str] = {
    End.BREACH_CURED: sentence("until the breach is mended"),
    End.CONVICTION_SPENT: sentence("until the conviction is spent"),
    End.DEBT_PAID: sentence("until all is paid"),
    End.DECISION_REVOKED: sentence("until the decision is taken back"),
    End.LEFT_OR_SETTLED: sentence("until the person has left or has a lawful ground to stay"),
    End.POLICY_PRESENTED: sentence("until insurance is shown"),
}
"""The event that ends it."""

DOUBTS: dict[Doubt, str] = {
    Doubt.GROUND_NOT_IN_FORCE: sentence("On the day of the decision this ground was not the law."),
    Doubt.LONGER_THAN_THE_LAW: sentence("The term is longer than the law gives on this ground."),
    Doubt.SHORTER_THAN_THE_LAW: sentence("The term is shorter than the law gives on this ground."),
    Doubt.NO_END_THOUGH_A_TERM: sentence(
        "The law gives this ground a term of years, and the decision has no last day."
    ),
    Doubt.AN_END_THOUGH_AN_EVENT: sentence("By law an event ends this, and the decision has a last day."),
}
"""What does not fit between a decision and its ground."""

EXCEPTIONS: dict[str, str] = {
    "urgent_treatment": sentence("somebody could not leave because of urgent treatment"),
    "relative_ill_or_dead": sentence("a close relative in Russia is gravely ill or has died"),
    "force_majeure": sentence("somebody could not leave for reasons beyond anybody's power"),
    "lawful_extension": sentence("the stay was lawfully extended"),
    "treaty": sentence("a treaty says otherwise"),
}
"""When a ground does not hold, by the code of the exception."""

ENTERS: dict[str, str] = {
    "in_the_country_without_ground": sentence("Whoever is in Russia without a lawful ground to stay is put into it."),
}
"""Who is put into the registry of controlled persons."""

RESTRICTIONS: dict[str, str] = {
    "no_moving_without_leave": sentence("no move to another home or region without leave of the interior ministry"),
    "no_marriage": sentence("no marriage at a Russian register office"),
    "no_driving": sentence("no driving, no driving licence"),
    "no_buying_property": sentence("no buying of a home or a car"),
    "no_business": sentence("no company and no trade of one's own"),
    "bank_limited": sentence("at the bank only payments that must be made, and cash of up to 30,000 roubles a month"),
    "no_school_enrolment": sentence("no place at a school or kindergarten"),
    "tell_the_place_of_stay": sentence("the place of stay must be told, and the police may enter it"),
}
"""What the registry of controlled persons brings for whoever is in it and in Russia."""

WAYS_OUT: dict[str, str] = {
    "left_the_country": sentence("The person has left Russia."),
    "was_expelled": sentence("The person was expelled."),
    "got_a_lawful_status": sentence("The person has a lawful ground to stay."),
    "entry_was_wrong": sentence("The entry was a mistake."),
    "ask_the_ministry_in_writing": sentence("Ask the Russian interior ministry in writing, with what proves it."),
    "through_own_foreign_ministry": sentence("The foreign ministry of one's own country can send the request."),
    "complain_then_court": sentence("Complain, and then go to court."),
    "paying_a_fine_alone": sentence("Paying a fine alone does not take anybody out of the registry."),
}
"""What takes somebody out of it, how to ask for it, and what does not help."""

AGENCY_NOTE = sentence("By law this agency could not decide on that day.")
"""Said where an agency was not, or no longer, one of those that decide."""
