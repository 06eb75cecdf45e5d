"""Every reaction that crosses a room or climbs a stair, on one page. Read it to know what follows from what."""

from __future__ import annotations

from datetime import timedelta

from config import between_rooms
from withness.accountability import checking_in, reminding, walking
from withness.accountability import happenings as accountability
from withness.accountability import leaving as accountability_leaving
from withness.accountability import notices as accountability_notices
from withness.accountability import reading as accountability_reading
from withness.accountability import saying as accountability_saying
from withness.circles import carrying as circles_carrying
from withness.circles import closing as circles_closing
from withness.circles import happenings as circles
from withness.circles import leaving as circles_leaving
from withness.circles import listening as circles_listening
from withness.circles import looking_after as circles_looking_after
from withness.circles import notices as circles_notices
from withness.circles import panel as circles_panel
from withness.circles import reporting as circles_reporting
from withness.circles import watching as circles_watching
from withness.circles.lending import for_me_at_the_opening, skills_from
from withness.figures import near_by as figures_near
from withness.figures import reading_off
from withness.foundation import erasures, events, limits, mail, timers
from withness.foundation.announcing import react
from withness.foundation.housekeeping import chore
from withness.foundation.live.doors import Recognising, door, recognise_with
from withness.foundation.pages import on_every_page
from withness.groups import asking_again as groups_asking_again
from withness.groups import beginning as groups_beginning
from withness.groups import boundaries as groups_boundaries
from withness.groups import deciding as groups_deciding
from withness.groups import happenings as groups
from withness.groups import leaving as groups_leaving
from withness.groups import notices as groups_notices
from withness.groups import proposing
from withness.groups import reporting as groups_reporting
from withness.groups import wordings as groups_wordings
from withness.groups.carrying.parcel import room_carries
from withness.groups.nearby import near_a_group, on_the_desk, toward_a_member
from withness.groups.panels import on_group_page
from withness.home import my_lines as home_lines
from withness.home.banner import demo_words
from withness.home.rooms import rooms
from withness.hope import delivering
from withness.hope import happenings as hope
from withness.hope import leaving as hope_leaving
from withness.hope import notices as hope_notices
from withness.matching import (
    beginning,
    buddying,
    catalogue,
    climbing,
    ending,
    fitting,
    handing_over,
    hearing,
    introducing,
    notices_of_finding,
    own_words,
    seams,
    waiting_words,
    wanting,
    welcoming,
)
from withness.matching import happenings as matching_happenings
from withness.matching import leaving as matching_leaving
from withness.matching import notices as matching_notices
from withness.matching.buddy_way import buddy_way
from withness.matching.my_page import my_line as listening_line
from withness.meetings import carrying as meetings_carrying
from withness.meetings import happenings as meetings
from withness.meetings import leaving as meetings_leaving
from withness.meetings import notices as meetings_notices
from withness.meetings import reminding as meetings_reminding
from withness.meetings.importing import due as meetings_due
from withness.meetings.importing import planning as meetings_planning
from withness.notices import happenings as notices
from withness.notices import inbox, letting_go, of_accounts, of_directives, posting, pushing
from withness.notices import leaving as notices_leaving
from withness.notices import rhythms as notices_rhythms
from withness.people import happenings as people
from withness.people import leaving as people_leaving
from withness.people import listening
from withness.people.leaving import room_holds
from withness.people.overview import on_my_page, on_some_pages
from withness.people.sessions import forget_old_sessions
from withness.recovery import leaving as recovery_leaving
from withness.recovery import timeline
from withness.safety import happenings as safety
from withness.safety import leaving as safety_leaving
from withness.safety import my_lines as safety_lines
from withness.safety import wanting as safety_wanting
from withness.safety.directive import running
from withness.safety.words import hearing as crisis_words
from withness.shares import asides, glimpses, letters_with_words, letting_letters_go, letting_out, teaching, waiting
from withness.shares import carrying as shares_carrying
from withness.shares import changing as shares_changing
from withness.shares import happenings as shares
from withness.shares import leaving as shares_leaving
from withness.shares import listening as shares_listening
from withness.shares import notices as shares_notices
from withness.shares import pointing as shares_pointing
from withness.shares import reporting as shares_reporting
from withness.skills import carrying as skills_carrying
from withness.skills import happenings as skills
from withness.skills import laying_out, trying
from withness.skills import leaving as skills_leaving
from withness.skills import notices as skills_notices
from withness.stewards import acting, opening, raids
from withness.stewards import leaving as stewards_leaving
from withness.stewards import my_lines as stewards_lines
from withness.stewards import notices as stewards_notices
from withness.stewards import rules as stewards_rules
from withness.talks import ending as talks_ending
from withness.talks import happenings as talks
from withness.talks import leaving as talks_leaving
from withness.talks import listening as talks_listening
from withness.talks import notices as talks_notices
from withness.talks import reporting as talks_reporting
from withness.talks import ways as talks_ways

# Rows that somebody deletes for good: after a restore they are deleted again (`foundation/erasures.py`).
ERASED_ROWS = (
    "recovery.Entry", "people.ApiToken", "people.Keyring", "account.EmailAddress", "hope.Milestone", "skills.Note",
    "notices.Device", "talks.Talk",
)  # fmt: skip


def wire() -> None:
    """Join the rooms. Doing it twice changes nothing."""
    # What is kept of a person, from the ground up; erasing goes the other way.
    room_holds("people", export_for=people_leaving.export_for, forget=people_leaving.forget)
    room_holds("safety", export_for=safety_leaving.export_for, forget=safety_leaving.forget)
    room_holds("notices", export_for=notices_leaving.export_for, forget=notices_leaving.forget)
    room_holds("groups", export_for=groups_leaving.export_for, forget=groups_leaving.forget)
    room_holds("shares", export_for=shares_leaving.export_for, forget=shares_leaving.forget)
    room_holds("meetings", export_for=meetings_leaving.export_for, forget=meetings_leaving.forget)
    room_holds("circles", export_for=circles_leaving.export_for, forget=circles_leaving.forget)
    room_holds("matching", export_for=matching_leaving.export_for, forget=matching_leaving.forget)
    room_holds("stewards", export_for=stewards_leaving.export_for, forget=stewards_leaving.forget)
    room_holds(
        "accountability", export_for=accountability_leaving.export_for, forget=accountability_leaving.forget, rests_on="health"
    )  # fmt: skip
    room_holds("hope", export_for=hope_leaving.export_for, forget=hope_leaving.forget, rests_on="health")
    room_holds("skills", export_for=skills_leaving.export_for, forget=skills_leaving.forget, rests_on="health")
    room_holds("talks", export_for=talks_leaving.export_for, forget=talks_leaving.forget, rests_on="health")
    room_holds("recovery", export_for=recovery_leaving.export_for, forget=recovery_leaving.forget, rests_on="health")

    # What goes along when a group is carried to another house
    room_carries("shares", pack=shares_carrying.pack, unpack=shares_carrying.unpack)
    room_carries("meetings", pack=meetings_carrying.pack, unpack=meetings_carrying.unpack)
    room_carries("circles", pack=circles_carrying.pack, unpack=circles_carrying.unpack)
    room_carries("skills", pack=skills_carrying.pack, unpack=skills_carrying.unpack)
    react(groups.CarryingAsked, groups_notices.tell_of_carrying)

    react(people.ConsentWithdrawn, people_leaving.leave_without_consent)
    react(people.ConsentWithdrawn, shares_leaving.take_back_without_consent)
    react(people.ConsentWithdrawn, groups_leaving.leave_without_consent)
    react(groups.Left, shares_leaving.take_words_along)
    react(groups.Left, circles_leaving.stand_up)

    # Coming, going, and holding a group together
    react(groups.Knocked, groups_notices.tell_of_knock)
    react(groups.CompanyWanted, groups_notices.tell_of_company)
    react(groups.KnockAnswered, groups_notices.tell_of_answer)
    react(groups.ChangeProposed, groups_notices.tell_of_proposal)
    react(groups.ProposalClosed, groups_notices.tell_of_outcome)
    timers.on_time(proposing.CLOSE, groups_deciding.close_proposal)
    react(groups.AgreementChanged, groups_notices.tell_of_agreement)
    react(groups.GroupClosed, groups_notices.tell_of_closing)
    react(groups.HoldingChanged, groups_notices.tell_of_holding)
    react(groups.Left, groups_notices.tell_of_parting)
    react(groups.AskedAgain, groups_notices.tell_stewards)
    groups_asking_again.free_to_look(stewards_rules.may_look_at_parting)

    # Walking along, a day at a time
    react(groups.Left, accountability_leaving.part_who_left)
    timers.on_time(reminding.REMIND, reminding.remind)
    react(safety.BoundaryDrawn, walking.part_across)
    timers.on_time(walking.WEEK, walking.ask_of_the_week)
    timers.on_time(walking.APART, walking.part_when_due)

    react(accountability.DayEarned, checking_in.see_what_was_reached)
    react(accountability.CameBack, between_rooms.mark_return)
    react(accountability.DaysReached, between_rooms.mark_days)

    # One picture of one's days
    timeline.lane("days", label=accountability_saying.lane_label, days=accountability_reading.days_kept)

    # What helps
    react(groups.Left, skills_leaving.take_strategies_along)
    react(skills.StrategyWaits, skills_notices.tell_of_waiting)
    timers.on_time(trying.ASK, trying.ask_how_it_was)
    chore("what helps, to begin with", laying_out.lay_out_starters, every=timedelta(days=1))

    # Two who write to each other
    react(talks.TalkAsked, talks_notices.tell_of_question)
    react(talks.TalkAgreed, talks_notices.tell_of_yes)
    react(talks.MessageWritten, talks_notices.tell_of_message)
    react(talks.MessageWritten, talks_listening.say_written)
    react(talks.MessageChanged, talks_listening.say_changed)
    react(talks.TalkEnded, talks_listening.end_hearing)
    react(groups.Left, talks_ending.end_with_leaving)
    react(safety.BoundaryDrawn, talks_ending.end_across_boundary)
    near_a_group("talks", talks_ways.way_in_group)
    toward_a_member("talks", talks_ways.way_to_a_member)
    chore("talks", talks_ending.let_go_of_old, every=timedelta(days=1))

    # Letters from further along the road
    react(groups.Left, hope_leaving.take_letters_along)
    react(hope.LetterWritten, hope_notices.tell_of_waiting)
    react(hope.StoryWaits, hope_notices.tell_of_story)
    react(hope.LetterDelivered, hope_notices.tell_of_letter)
    react(hope.LetterThanked, hope_notices.tell_of_thanks)
    react(hope.LetterReturned, hope_notices.tell_of_return)
    chore("letters", delivering.deliver_due, every=timedelta(hours=6))

    # Finding one's people
    react(groups.GroupChanged, catalogue.note_change)
    react(groups.GroupChanged, own_words.note_choice)
    react(groups.GroupClosed, own_words.note_choice)
    react(groups.Joined, own_words.note_opening)
    timers.on_time(own_words.READ_WORDS, own_words.read_words)
    react(groups.GroupClosed, catalogue.note_change)
    react(groups.Joined, catalogue.note_opening)
    react(groups.GroupChanged, wanting.tell_who_waits)
    react(groups.Joined, wanting.tell_who_waits)
    introducing.shares_known_by(shares_pointing.glimpse)
    welcoming.help_first_when(crisis_words.sounds_at_all)
    react(shares.WordsTakenBack, introducing.forget_share)
    react(groups.Left, matching_leaving.forget_where_left)
    react(people.ConsentWithdrawn, matching_leaving.forget_without_consent)

    # Being heard
    react(shares.Replied, shares_notices.tell_of_reply)
    react(shares.ShareWaits, shares_notices.tell_of_wait)
    timers.on_time(waiting.WAIT_OVER, letting_out.end_wait)
    react(shares.BePresent, shares_notices.tell_of_presence)

    # Meeting live
    react(circles.Removed, circles_notices.tell_of_removal)
    react(circles.RemovalAskedAgain, circles_notices.tell_stewards)
    react(groups.GroupClosed, circles_closing.close_with_group)
    react(circles.IntentionNamed, between_rooms.keep_commitment)
    timers.on_time(circles_watching.WATCH, circles_looking_after.look_after)
    timers.on_time(circles_closing.LET_GO, circles_closing.let_go)
    timers.on_time(circles_closing.LEAVE_SEATS, circles_closing.leave_seats)
    on_group_page("circles", circles_panel.panel)
    for_me_at_the_opening("last time", between_rooms.ask_how_it_was)
    skills_from(between_rooms.skills_to_bring, between_rooms.steps_of_skill)

    # Nobody unheard: a clock on every share, and a ladder that a timer climbs
    seams.fit_with(fitting.lived_fit)
    seams.shares_through(
        glimpses=glimpses.glimpses, heavy=glimpses.is_heavy, turned_away=glimpses.turned_away, shared=teaching.shared_words
    )  # fmt: skip
    react(shares.Shared, beginning.begin_clock)
    react(shares.Replied, hearing.hear_reply)
    react(matching_happenings.BuddiesFound, between_rooms.walk_from_here)
    react(shares.WordsTakenBack, ending.words_taken_back)
    react(groups.Left, ending.author_left)
    react(groups.GroupClosed, ending.group_closed)
    timers.on_time(beginning.CLIMB, climbing.climb)
    asides.beside_own_share(waiting_words.beside_share)

    # Whose account it is
    react(people.AccountOpened, of_accounts.tell_of_account_opened)
    react(people.StewardsChanged, of_accounts.tell_of_stewards)

    # Meeting
    react(groups.Left, meetings_leaving.expect_no_longer)
    react(meetings.MeetingPlanned, meetings_notices.tell_of_plan)
    react(meetings.MeetingChanged, meetings_notices.tell_of_change)
    react(meetings.MeetingSoon, meetings_notices.tell_of_soon)
    react(meetings.MeetingStarts, meetings_notices.tell_of_start)
    react(meetings.MeetingStarts, between_rooms.open_when_it_starts)
    react(meetings.PlaceFree, meetings_notices.tell_of_place)
    react(meetings.HostChanged, meetings_notices.tell_of_host)
    react(meetings.CorrectionSent, meetings_notices.tell_of_correction)
    react(meetings.FeedNeedsLook, meetings_notices.tell_of_feed)
    timers.on_time(meetings_reminding.SOON, meetings_reminding.say_soon)
    timers.on_time(meetings_reminding.STARTS, meetings_reminding.say_starts)
    timers.on_time(meetings_planning.REFETCH, meetings_due.refetch)
    timers.on_time(meetings_planning.READ, meetings_due.read_asked)

    # What can be reported, and what becomes of it
    shares_reporting.declare_reportable()
    groups_reporting.declare_reportable()
    circles_reporting.declare_reportable()
    talks_reporting.declare_reportable()
    react(safety.Reported, opening.open_case)
    timers.on_time(acting.OVER, acting.end_action)

    # A directive is carried out
    react(safety.NamedAsked, of_directives.tell_named)
    timers.on_time(running.STEP, running.do_step)
    timers.on_time(running.WIPE, running.wipe)

    # Many strangers at once
    react(groups.Joined, raids.watch_join)
    react(shares.Shared, raids.watch_share)
    react(shares.Replied, raids.watch_reply)
    timers.on_time(raids.WAVE_OVER, raids.end_wave)

    # How groups and the house are doing
    chore("buddies", buddying.pair_all, every=timedelta(hours=6))
    chore("figures", reading_off.read_off, every=timedelta(days=1))
    near_a_group("buddy", buddy_way)
    near_a_group("figures", figures_near.vital_signs)
    on_the_desk("figures", figures_near.on_desk)
    on_some_pages(figures_near.house_line)

    # How notices read
    groups_wordings.declare_kinds()
    meetings_notices.declare_kinds()
    of_accounts.declare_kinds()
    of_directives.declare_kinds()
    shares_notices.declare_kinds()
    accountability_notices.declare_kinds()
    hope_notices.declare_kinds()
    talks_notices.declare_kinds()
    skills_notices.declare_kinds()
    circles_notices.declare_kinds()
    matching_notices.declare_kinds()
    notices_of_finding.declare_kinds()
    stewards_notices.declare_kinds()

    # Around every page
    on_every_page("rooms", rooms)
    on_every_page("something_new", inbox.something_new)
    on_every_page("demo_words", demo_words)

    # On the page of another member
    toward_a_member("boundaries", groups_boundaries.ways_from_a_member)

    # On the page “Me”
    on_my_page(safety_wanting.line_on_me)
    on_my_page(home_lines.device_line)
    on_my_page(safety_lines.directive_line)
    on_my_page(safety_lines.notes_line)
    on_my_page(safety_lines.quiet_line)
    on_my_page(groups_boundaries.boundaries_line)
    on_my_page(safety_lines.reports_line)
    on_my_page(stewards_lines.looks_line)
    on_my_page(listening_line)
    on_some_pages(stewards_lines.desk_line)
    on_some_pages(home_lines.house_line)

    # Live: who listens, and what they may hear
    recognise_with(Recognising(listening.who_listens, listening.who_still_listens, listening.who_has_gone))
    door("me", listening.hear_oneself)
    door("group", shares_listening.hear_group)
    door("circle", circles_listening.hear_circle)
    door("talk", talks_listening.hear_talk)
    react(groups.Left, shares_listening.hear_less)
    react(groups.Joined, shares_listening.hear_around_newcomer)
    react(safety.BoundaryDrawn, shares_listening.hear_across_no_boundary)
    react(safety.BoundaryLifted, shares_listening.hear_across_no_boundary)

    # Now and then
    notices_rhythms.declare_kinds()
    timers.on_time(notices_rhythms.BATCH, notices_rhythms.tell_batch)
    chore("rhythms", notices_rhythms.begin_batch, every=timedelta(minutes=10))

    # Letters leave
    react(notices.Told, posting.plan_letter)
    react(notices.Told, pushing.plan_push)
    timers.on_time(pushing.WAKE, pushing.wake)
    react(notices.Told, letters_with_words.plan_words)
    timers.on_time(letters_with_words.WORDS, letters_with_words.post_words)
    timers.on_time(posting.BUNDLE, posting.post_bundle)
    timers.on_time(mail.POST, mail.post_letter, outside=True)

    # What was erased leaves the index too
    timers.on_time(letting_letters_go.LET_LETTERS_GO, letting_letters_go.let_letters_go)

    # What was let go of for good does not come back with an older copy
    erasures.replays("person", names=people_leaving.all_people, again=people_leaving.erase_again)
    erasures.replays("share", names=shares_leaving.standing_shares, again=shares_changing.take_away_again)
    erasures.replays("reply", names=shares_leaving.standing_replies, again=shares_changing.take_away_again)
    for label in ERASED_ROWS:
        erasures.watch(label)

    # The house is tidied
    chore("beginnings", groups_beginning.let_go_of_old, every=timedelta(days=7))
    chore("sessions", forget_old_sessions, every=timedelta(days=1))
    chore("events", events.let_go_of_old, every=timedelta(days=1))
    chore("buckets", limits.forget_old_buckets, every=timedelta(days=1))
    chore("intentions", circles_closing.forget_intentions, every=timedelta(days=7))
    chore("hand_over", handing_over.let_go_of_old_notes, every=timedelta(days=1))
    chore("lists that were only tried", meetings_due.let_go_of_tried, every=timedelta(days=1))
    chore("notices", letting_go.let_go_of_old, every=timedelta(days=1))
