"""Why something could not be carried, and what to write instead: every such sentence."""

from __future__ import annotations

from typing import Final

from coach.routine.file.tables import MOST_EXERCISES

LONGEST_LINE: Final = 300
LONGEST_NAME: Final = 80

# Of a value.
EFFORT: Final = "how hard a set feels has no notation"
BY_THE_CLOCK: Final = "work by the clock is written by hand"
PROGRESS: Final = "a routine is one session; it has no notation for the next"
PART_OF_A_REP: Final = "what is slow or still in a rep is written as its tempo"
SEVERAL: Final = "more than one exercise, or kind of set, in a line"
DISTANCE: Final = "sets are counted or timed, not measured"
RANGE_OF_LOADS: Final = "a load is one weight"
OTHER_LOADS: Final = "the sets differ in load"
OTHER_MAX: Final = "a percentage is one number, of the one-rep max"
ASSISTED: Final = "there is no notation for help with the body's weight"
ALONE: Final = "a number alone; write 3x8, 60 kg or 90 s"
NO_UNIT: Final = "a time has a unit; write 90 s or 2 min"
UNCLEAR: Final = "this has two readings; write 3x8 60 kg"
UNCLEAR_LIST: Final = "these aren't the reps of the sets; write 3x8, or 8, 8, 6"
UNCLEAR_TIME: Final = "a hold or a rest? write 3x30 s, or rest 90 s"
FAILURE_BESIDES: Final = "reps are a number, a range, or to failure; at least eight is 8+"
TEMPO: Final = "a tempo has four numbers: lowering, bottom, lifting, top"
UNKNOWN: Final = "a note; as one of its cues the coach would say it"

# Of a line.
TOO_LONG: Final = f"a line of over {LONGEST_LINE} characters"
TOO_FULL: Final = "too much for one line; write one exercise a line"
TOO_MANY: Final = f"a routine has at most {MOST_EXERCISES} exercises"
LONG_NAME: Final = f"a name of over {LONGEST_NAME} characters"
NO_NAME: Final = "there is no exercise in this line"
NO_VALUES: Final = "no sets, reps or time, and not in the catalogue"
HEADING: Final = "a routine has one title; put each session into a file of its own"
HEADING_AND_MORE: Final = "a heading and an exercise; write two lines"
TOGETHER: Final = "write A1, A2 before the exercises that go together"
WARM_UP_SETS: Final = "warm-up sets are written by hand"
WARM_UP_GROUP: Final = "there are no supersets in the warm-up"
COOL_DOWN: Final = "there is no cool-down; write it as the last exercise"
ALONE_IN_GROUP: Final = "no other exercise of this superset follows"
