-- The store of Llamero, version 2: who may run, what happened, which checkpoints there were.
-- Never edit a released version: add v3-<what>.sql.

-- The one right to run pipelines on this store; the record is explained in LeaseRecord.swift.
CREATE TABLE lease (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  token INTEGER NOT NULL CHECK (token >= 0),
  owner TEXT NOT NULL CHECK (owner GLOB '{*}'),
  boot TEXT NOT NULL,
  beat INTEGER NOT NULL,
  beats INTEGER NOT NULL CHECK (beats >= 0),
  held INTEGER NOT NULL CHECK (held IN (0, 1))
) STRICT;

-- Tokens go on from the fences of version 1, so that no number is ever given twice.
INSERT INTO lease
  SELECT 1, coalesce(max(fence), 0), '{}', '', 0, 0, 0 FROM run;

-- What happened in a run, in order; written together with the change it tells of.
CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  stage TEXT,
  token INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  detail TEXT NOT NULL CHECK (detail GLOB '{*}'),
  createdAt TEXT NOT NULL
) STRICT;

CREATE INDEX eventOnRun ON event (run, number);

-- The digest of every checkpoint there ever was, kept when its bytes are gone: a later run of the
-- same key that makes another one at the same step is not the run it should be.
CREATE TABLE trail (
  key TEXT NOT NULL REFERENCES computation (key) ON DELETE CASCADE,
  step INTEGER NOT NULL,
  part INTEGER NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (key, step, part)
) STRICT, WITHOUT ROWID;

-- A checkpoint may lie inside a step; metrics know the checkpoint they were stored with, so that
-- going back to an older one takes the later metrics away.
ALTER TABLE checkpoint ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
ALTER TABLE metric ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;

-- A run that someone asked to stop for good.
CREATE TABLE cancellation (
  run TEXT NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is never collected: a run with all it made, or an artifact.
CREATE TABLE pin (
  name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Bytes that nothing names any more; they go when the grace period is over.
CREATE TABLE condemned (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;
