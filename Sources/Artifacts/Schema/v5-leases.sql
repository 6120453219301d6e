-- The store of Llamero, version 5: several processes may run pipelines at once, each under a lease
-- of its own. Never edit a released version: add v6-<what>.sql.

-- The greatest token ever given; no number is given twice.
CREATE TABLE fence (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  token INTEGER NOT NULL CHECK (token >= 0)
) STRICT;

INSERT INTO fence SELECT id, token FROM lease;

-- A process that works on the store, until it ends; the rules are those of LeaseBook.swift.
CREATE TABLE leaseOfProcess (
  token INTEGER NOT NULL PRIMARY KEY CHECK (token >= 1),
  scope TEXT NOT NULL CHECK (scope IN ('run', 'store')),
  owner TEXT NOT NULL CHECK (owner GLOB '{*}'),
  boot TEXT NOT NULL,
  beat INTEGER NOT NULL,
  beats INTEGER NOT NULL CHECK (beats >= 0)
) STRICT;

INSERT INTO leaseOfProcess
  SELECT token, 'run', owner, boot, beat, beats FROM lease WHERE held = 1 AND token >= 1;

DROP TABLE lease;
ALTER TABLE leaseOfProcess RENAME TO lease;

-- The stage key that a process computes; a second process waits for its result.
CREATE TABLE claim (
  key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 64),
  token INTEGER NOT NULL REFERENCES lease (token) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX claimOnToken ON claim (token);
