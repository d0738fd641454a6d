"""Why something could not be carried, and what to write instead: every such sentence."""

from __future__ import annotations

from typing import Final

from coach.routine.file.tables import MOST_EXERCISES

LONGEST_LINE: Final = 300
LONGEST_NAME: Final = 80

# Of a value.
EFFORT: Final = "how hard a set is, is written RPE 8 or 2 RIR"
EFFORT_OF_WHICH: Final = "the sets differ, and this is of some of them; write sets = [{ reps = 5, rpe = 8 }, …]"
HOLD_IN_RESERVE: Final = "a hold has no reps to leave in reserve; write RPE 8"
BY_THE_CLOCK: Final = "work by the clock is written by hand"
PROGRESS: Final = "progress goes from session to session; write +2.5 kg each session"
PACE: Final = "speed, slope, level and heart rate have no notation"
RAMP: Final = "sets that get heavier are written one by one: sets = [{ load = … }, …]"
HEIGHT: Final = "how high a box is has no notation"
PARTIAL_REPS: Final = "reps that go part of the way have no notation"
WAVE: Final = 'a wave of 5/3/1 is a rule of progress: progress = { rule = "percent", waves = … }'
LIMIT: Final = "a limit of time for all of it has no notation; a rest is written rest 5 min"
MOST_IN_A_TIME: Final = "as many as you can in a time has no notation; write the time alone: 1 min"
FREQUENCY: Final = "how often in a week stands in per_week, at the top of the routine"
IN_TOTAL: Final = "reps are those of a set, not of all sets; write 5x10"
PLATES: Final = "a weight is written in kg or lb"
FIFTIES: Final = "of each dumbbell? write 50 lb or 22.5 kg"
TWENTY_ONES: Final = "twenty-ones have no notation; a time is written 21 sec"
TIMES: Final = "sets or reps? write 3 sets, or 6 reps"
HELD_TO_FAILURE: Final = "a hold has a time; write 3x30 s"
HELD: Final = "how long each rep is held is written as its tempo"
ON_TOP: Final = "weight on top of what? write the load itself, or +2.5 kg each session"
NOT_OF_A_LIFT: Final = "percent of what? this exercise has no one-rep max"
HOLD_WITHOUT_UNIT: Final = "seconds or minutes? write 3x30 s"
CARRIED: Final = "metres or seconds? write 3x30 s"
TOO_LONG_A_REST: Final = "a rest or a limit for all sets? write rest 5 min"
PART_OF_A_REP: Final = "what is slow or still in a rep is written as its tempo"
SEVERAL: Final = "more than one exercise, or kind of set, in a line"
DISTANCE: Final = "sets are counted or timed, not measured"
RANGE_OF_LOADS: Final = "a load is one weight"
OTHER_LOADS: Final = "the sets differ in load"
OTHER_MAX: Final = "a percentage is one number, of the one-rep max"
NO_HELP: Final = "help with the body's weight goes with an exercise that lifts it, as a pull-up does"
ADDED_OR_HELP: Final = "added weight or help? write +15 kg for weight that is added"
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
HEADING: Final = "a heading; the exercises below it follow in the same session"
ABOVE_DAYS: Final = "above the first day; an exercise stands below the heading of its day"
EMPTY_WEEK: Final = "a week without a day below it"
PROSE: Final = "a sentence; one exercise a line, with its sets and reps"
DATE: Final = "a date"
TITLE_OR_EXERCISE: Final = "a title or an exercise? the catalogue doesn't know it; write a title on the line before"
GROUP_MIXED: Final = "the minutes don't divide among these exercises; write the group by hand"
GROUP_EMPTY: Final = "no exercises follow that take turns"
GROUP_TIGHT: Final = 'this is too much for a minute; write fewer reps, or every = "90 s"'
FOR_TIME: Final = "the coach does not time a whole group; it counts the rounds"
REST_OF_ROUND: Final = "the rest after such a group is written by hand"
COLUMN: Final = "no notation for the column"
HEADING_AND_MORE: Final = "a heading and an exercise; write two lines"
INTERVALS_ONCE: Final = "intervals are done once; write the line again for another set of them"
HEADING_LOAD: Final = "a load for all below it; write it beside each exercise"
TOGETHER: Final = "write A1, A2 before the exercises that go together"
WARM_UP_SETS: Final = "warm-up sets are written by hand"
WARM_UP_GROUP: Final = "there are no supersets in the warm-up"
COOL_DOWN: Final = 'a cool-down is written by hand, as the last exercise: use = "cool-down"'
NO_EXERCISE: Final = "this names no exercise"
VALUES_BELOW: Final = "the line below it says how much, and was not understood"
WARM_UP_NAMED: Final = "a warm-up without an exercise"
ALONE_IN_GROUP: Final = "no other exercise of this superset follows"
