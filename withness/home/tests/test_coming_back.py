"""What follows, in another room, from coming back."""

from withness.accountability.beginning import begin
from withness.accountability.checking_in import check_in
from withness.accountability.returning import come_back
from withness.foundation import clock
from withness.hope.models import Milestone


def test_coming_back_is_a_milestone_once_a_day(cast):
    goal = begin(person=cast.ana, words="Not drinking", frame="abstinence", since=clock.today("UTC").replace(year=2024))
    come_back(goal=goal)
    come_back(goal=goal)
    assert Milestone.objects.filter(kind="came_back").count() == 1
    check_in(goal=goal, went="as_meant")
    check_in(goal=goal, went="as_meant")
    reached = set(Milestone.objects.filter(kind="days").values_list("number", flat=True))
    assert {1, 30, 90, 365} <= reached
    assert Milestone.objects.filter(kind="days").count() == len(reached)
