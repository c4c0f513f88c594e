"""How supervision says no: each guard and constraint in words a person can act on."""

from django.utils.translation import gettext_lazy as _

HOURS = {
    "hours_do_not_overlap": _("You already have hours at that time. Look at your list: is it the same session?"),
    "hours_at_most_a_day": _("That would be more than 24 hours in one day. Please check the date and the minutes."),
    "hours_not_in_the_future": _("This day has not come yet. Hours are written down after the session."),
    "hours_minutes_of_a_day": _("A session lasts between 1 minute and 24 hours."),
    "hours_superseded_once": _("These hours were corrected already. Look at the newest version."),
    "hours_end_after_start": _("The end is before the start. Please check the times."),
    "hours_clock_fits_the_date": _("The times do not fit the date. Please check both."),
}
SESSION = {
    "session_stages_in_a_group": _(
        "Places of the journey stand only in what a group of two or more spoke about. Beside one person they would say "
        "something about that person. Please take the marks out."
    ),
}
SIGNATURE = {
    "signature_within_an_assignment": _(
        "You are not assigned to this person for this kind today, so this is not yours to confirm. Ask the coordinator."
    ),
    "signature_entry_still_stands": _("This was changed or taken out in the meantime. Look at the newest version."),
    "signature_not_by_herself": _("Nobody confirms their own hours. Somebody else does that for you."),
    "returned_entry_still_waits": _("This no longer waits for you: it was confirmed or taken out in the meantime."),
    "returned_within_an_assignment": _("You are not assigned to this person for this kind today."),
    "hours_taken_out_by_somebody_entitled": _("This is not yours to take out. Ask whoever confirmed it."),
}
SIGNOFF = {
    "signoff_within_an_assignment": _(
        "You do not supervise this person today, so this is not yours to sign. Ask the coordinator."
    ),
    "signoff_once_a_level": _("This is signed off already at this level."),
    "signoff_not_by_herself": _("Nobody signs off their own competencies."),
    "signoff_asked_once": _("You have asked for this already. It is your supervisor's turn."),
    "signoff_withdrawn_by_somebody_entitled": _("This is not yours to take back."),
}
ROLE_PLAY = {
    "role_play_answered_within_an_assignment": _(
        "You do not supervise this person today, so this is not yours to answer. Ask the coordinator."
    ),
    "role_play_answered_once": _("This was answered a moment ago. Look at the answer before you change it."),
    "role_play_not_answered_by_herself": _("Nobody answers their own role-play. Somebody else does that for you."),
    "role_play_says_something": _("Write or record what you would say first."),
    "role_play_of_its_edition": _("This lesson has changed since you opened it."),
}
ASSIGNMENT = {
    "assignment_not_to_oneself": _("Nobody supervises themselves. Choose somebody else."),
    "assignment_not_by_the_volunteer": _(
        "Nobody chooses who signs for them. Ask another coordinator or your agency’s admin."
    ),
    "assignment_once_from_a_day": _("The two are assigned to each other from that day already."),
    "assignment_ends_after_it_starts": _("The last day is before the first. Please check the dates."),
    "assignment_without_conflict": _("Please confirm that there is no conflict of interest."),
}
