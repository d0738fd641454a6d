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
