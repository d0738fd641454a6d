"""How lifters write sets, reps, times, tempos and loads: text to values, and values back to text.

All notation of the routine language is here and nowhere else, a module for each kind of value with its grammar. Every
reader takes the TOML value and returns a frozen value, or raises `NotationError` with a sentence that shows the right
form. Times are whole milliseconds (`Ms`), so that nothing downstream has to round.
"""

from coach.notation.counts import COUNT_PATTERN as COUNT_PATTERN
from coach.notation.counts import Count as Count
from coach.notation.counts import read_count as read_count
from coach.notation.efforts import MOST_RIR as MOST_RIR
from coach.notation.efforts import MOST_RPE as MOST_RPE
from coach.notation.efforts import RIR_FORMS as RIR_FORMS
from coach.notation.efforts import RIR_PATTERN as RIR_PATTERN
from coach.notation.efforts import RPE_FORMS as RPE_FORMS
from coach.notation.efforts import RPE_PATTERN as RPE_PATTERN
from coach.notation.efforts import Effort as Effort
from coach.notation.efforts import Scale as Scale
from coach.notation.efforts import of_reserve as of_reserve
from coach.notation.efforts import read_rir as read_rir
from coach.notation.efforts import read_rpe as read_rpe
from coach.notation.grammar import MOST_REPS as MOST_REPS
from coach.notation.grammar import MOST_SETS as MOST_SETS
from coach.notation.grammar import NotationError as NotationError
from coach.notation.grammar import show as show
from coach.notation.loads import LIFTED_PATTERN as LIFTED_PATTERN
from coach.notation.loads import LOAD_FORMS as LOAD_FORMS
from coach.notation.loads import LOAD_PATTERN as LOAD_PATTERN
from coach.notation.loads import WEIGHT_PATTERN as WEIGHT_PATTERN
from coach.notation.loads import Load as Load
from coach.notation.loads import Plate as Plate
from coach.notation.loads import read_lifted as read_lifted
from coach.notation.loads import read_load as read_load
from coach.notation.loads import read_plate as read_plate
from coach.notation.loads import read_weight as read_weight
from coach.notation.loads import write_load as write_load
from coach.notation.moments import MOMENT_FORMS as MOMENT_FORMS
from coach.notation.moments import MOMENT_PATTERN as MOMENT_PATTERN
from coach.notation.moments import CallTime as CallTime
from coach.notation.moments import read_moment as read_moment
from coach.notation.reps import EACH_PATTERN as EACH_PATTERN
from coach.notation.reps import REPS_FORMS as REPS_FORMS
from coach.notation.reps import REPS_PATTERN as REPS_PATTERN
from coach.notation.reps import RUNGS_PATTERN as RUNGS_PATTERN
from coach.notation.reps import SETS_FORMS as SETS_FORMS
from coach.notation.reps import EachSet as EachSet
from coach.notation.reps import Reps as Reps
from coach.notation.reps import read_any_reps as read_any_reps
from coach.notation.reps import read_each as read_each
from coach.notation.reps import read_reps as read_reps
from coach.notation.reps import read_rungs as read_rungs
from coach.notation.reps import read_sets as read_sets
from coach.notation.tempos import TEMPO_FORMS as TEMPO_FORMS
from coach.notation.tempos import TEMPO_PATTERN as TEMPO_PATTERN
from coach.notation.tempos import Tempo as Tempo
from coach.notation.tempos import read_tempo as read_tempo
from coach.notation.times import TIME_FORMS as TIME_FORMS
from coach.notation.times import TIME_PATTERN as TIME_PATTERN
from coach.notation.times import Span as Span
from coach.notation.times import read_time as read_time
