-- The journal. Each numbered part brings a file of the version before it to its own version; `PRAGMA user_version` says
-- how far a file has come. A part that has been released is never changed: add another one.
-- Times are milliseconds since 1970 (UTC) where they are called started, seen, ended or at, else plain milliseconds.

-- part 1: sessions and their sets

CREATE TABLE session (
    id       INTEGER PRIMARY KEY,
    uid      TEXT    NOT NULL UNIQUE,    -- the same in every copy, however often it is exported and imported
    routine  TEXT    NOT NULL,
    title    TEXT    NOT NULL,
    file     TEXT    NOT NULL,           -- where the routine was
    digest   TEXT    NOT NULL,           -- of that file, as it was then
    variant  TEXT    NOT NULL,
    start_at INTEGER NOT NULL,           -- the exercise it began with, from 1
    started  INTEGER NOT NULL,
    zone     INTEGER NOT NULL,           -- minutes that the clock on the wall was ahead of UTC
    seen     INTEGER NOT NULL,           -- the last sign of life
    ended    INTEGER,
    how      TEXT    NOT NULL CHECK (how IN ('open', 'complete', 'stopped', 'broken off', 'logged', 'imported')),
    holder   TEXT    NOT NULL DEFAULT '' -- the process that plays it
);

CREATE TABLE exercise (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    muscles TEXT NOT NULL                -- as the routine had them, joined by commas
);

CREATE TABLE done (
    session    INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    place      INTEGER NOT NULL,         -- the order in which they were done, from 1
    exercise   TEXT    NOT NULL REFERENCES exercise,
    kind       TEXT    NOT NULL CHECK (kind IN ('working', 'warm-up', 'drop')),
    number     INTEGER NOT NULL,
    side       TEXT    CHECK (side IN ('left', 'right')),
    how        TEXT    NOT NULL CHECK (how IN ('done', 'skipped')),
    asked      TEXT    NOT NULL,         -- reps as the routine writes them: 8-10, 6+, 30 s
    reps       INTEGER,                  -- none for a hold
    load       REAL,
    unit       TEXT    CHECK (unit IN ('kg', 'lb')),
    bodyweight INTEGER NOT NULL,
    time       INTEGER NOT NULL,         -- how long it took
    effort     REAL,                     -- RPE, where it was given
    at         INTEGER NOT NULL,         -- when it was over
    spent      INTEGER NOT NULL,         -- how long the session had taken by then
    estimate   REAL,                     -- the one-rep max that it speaks for, in kg
    PRIMARY KEY (session, place)
) WITHOUT ROWID;

CREATE INDEX session_started ON session (started);
CREATE INDEX done_at ON done (exercise, at);
CREATE INDEX done_estimate ON done (exercise, estimate);
CREATE INDEX done_reps ON done (exercise, reps) WHERE load IS NULL AND how = 'done' AND kind = 'working';

-- part 2: what is measured outside of sessions

CREATE TABLE fact (
    id       INTEGER PRIMARY KEY,
    what     TEXT    NOT NULL CHECK (what IN ('body weight', 'one-rep max')),
    exercise TEXT    NOT NULL DEFAULT '',
    amount   REAL    NOT NULL,
    unit     TEXT    NOT NULL CHECK (unit IN ('kg', 'lb')),
    at       INTEGER NOT NULL,
    UNIQUE (what, exercise, at)
);

-- part 3: what is known of a set and how, what the set is known by, and the program that a session was for

ALTER TABLE done ADD COLUMN known TEXT NOT NULL DEFAULT 'not known' -- see progression/performed.py
    CHECK (known IN ('counted', 'reported', 'assumed', 'held', 'not known'));
ALTER TABLE done ADD COLUMN block TEXT NOT NULL DEFAULT '';      -- which exercise of the routine: its id there; squat 2
ALTER TABLE done ADD COLUMN nth_drop INTEGER NOT NULL DEFAULT 0; -- which drop after the set of this number, from 1
ALTER TABLE done ADD COLUMN round_sets INTEGER NOT NULL DEFAULT 0; -- how many sets a round of its group has
ALTER TABLE done ADD COLUMN boxed INTEGER NOT NULL DEFAULT 0;    -- of an AMRAP's time, what was over by its end
ALTER TABLE done ADD COLUMN group_id TEXT NOT NULL DEFAULT '';   -- of its group in the routine, if it has one
ALTER TABLE done ADD COLUMN name TEXT;                           -- what the routine called the exercise

UPDATE done SET reps = NULL, estimate = NULL WHERE how = 'skipped';
UPDATE done SET known = 'held' WHERE how = 'done' AND reps IS NULL AND (asked LIKE '% s' OR asked LIKE '%:%');
UPDATE done SET known = 'counted' WHERE how = 'done' AND reps IS NOT NULL;
UPDATE done SET known = 'reported'
    WHERE known <> 'not known' AND session IN (SELECT id FROM session WHERE session.how IN ('logged', 'imported'));

-- A set that the athlete ended at their own pace: the fewest of what was asked. SQLite casts 8-10 and 6+ to 8 and 6.
UPDATE done SET known = 'assumed', reps = CAST(asked AS INTEGER)
    WHERE how = 'done' AND known = 'not known' AND CAST(asked AS INTEGER) > 0;

-- A set to failure that took a whole number of tenths of a second for each rep ran to the end of the count.
UPDATE done SET known = 'not known', reps = NULL, estimate = NULL
    WHERE known = 'counted' AND reps > 0 AND (asked LIKE '%+' OR asked = 'max') AND time % (reps * 100) = 0;

-- Sets that can't be told apart by what was known of them belong to further drops, or to further blocks of the exercise.
UPDATE done SET block = exercise;
CREATE TEMP TABLE nth AS
    SELECT session, place, row_number() OVER (PARTITION BY session, exercise, kind, number, side ORDER BY place) AS n
    FROM done;
UPDATE done SET nth_drop = nth.n FROM nth
    WHERE nth.session = done.session AND nth.place = done.place AND done.kind = 'drop';
UPDATE done SET block = exercise || ' ' || nth.n FROM nth
    WHERE nth.session = done.session AND nth.place = done.place AND nth.n > 1 AND done.kind <> 'drop';
DROP TABLE nth;

DROP INDEX done_reps;
CREATE INDEX done_reps ON done (block, reps) WHERE load IS NULL AND known IN ('counted', 'reported') AND kind = 'working';
CREATE INDEX done_block ON done (block, at);
CREATE UNIQUE INDEX done_key ON done (session, block, kind, number, coalesce(side, ''), nth_drop);

-- Which day of which program a session was.
ALTER TABLE session ADD COLUMN program TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN program_day TEXT NOT NULL DEFAULT ''; -- 0.2.1 full-body-a: cycle, week, number, day
CREATE INDEX session_program ON session (program, started) WHERE program <> '';

-- part 4: what the athlete changed of a session's plan, so that one that was killed goes on as it was

ALTER TABLE session ADD COLUMN bends TEXT NOT NULL DEFAULT ''; -- JSON, see session/plan_changes.py
