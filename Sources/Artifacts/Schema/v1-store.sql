-- The store of Llamero, version 1. Never edit a released version: add v2-<what>.sql.
-- JSON columns are checked by their first and last character: json_valid is not allowed in a
-- schema that is not trusted (PRAGMA trusted_schema = OFF).

-- Bytes, named by their SHA-256; the file lies under blobs/.
CREATE TABLE blob (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;

-- An immutable folder of files; the digest is the SHA-256 of the manifest.
CREATE TABLE artifact (
  digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
  kind TEXT NOT NULL CHECK (kind <> ''),
  manifest TEXT NOT NULL CHECK (manifest GLOB '{*}'),
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE artifactFile (
  artifact TEXT NOT NULL REFERENCES artifact (digest) ON DELETE CASCADE,
  path TEXT NOT NULL CHECK (path <> ''),
  blob TEXT NOT NULL REFERENCES blob (sha256),
  PRIMARY KEY (artifact, path)
) STRICT, WITHOUT ROWID;

CREATE INDEX artifactFileOnBlob ON artifactFile (blob);

-- What a stage key stands for: everything that decides the result.
CREATE TABLE computation (
  key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 64),
  kind TEXT NOT NULL CHECK (kind <> ''),
  version INTEGER NOT NULL CHECK (version >= 1),
  configuration TEXT NOT NULL CHECK (configuration GLOB '{*}'),
  seed TEXT NOT NULL,
  numericMode TEXT NOT NULL,
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The inputs of a computation. Lineage outlives bytes, so the digest is no foreign key.
CREATE TABLE computationInput (
  key TEXT NOT NULL REFERENCES computation (key) ON DELETE CASCADE,
  slot TEXT NOT NULL CHECK (slot <> ''),
  position INTEGER NOT NULL CHECK (position >= 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (key, slot, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX computationInputOnDigest ON computationInput (digest);

-- A finished computation.
CREATE TABLE result (
  key TEXT NOT NULL PRIMARY KEY REFERENCES computation (key),
  sections TEXT NOT NULL CHECK (sections GLOB '[[]*]'),
  seconds REAL NOT NULL CHECK (seconds >= 0),
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE resultOutput (
  key TEXT NOT NULL REFERENCES result (key) ON DELETE CASCADE,
  slot TEXT NOT NULL CHECK (slot <> ''),
  artifact TEXT NOT NULL REFERENCES artifact (digest),
  PRIMARY KEY (key, slot)
) STRICT, WITHOUT ROWID;

CREATE INDEX resultOutputOnArtifact ON resultOutput (artifact);

-- A number at a step; NULL stands for "not a number".
CREATE TABLE metric (
  key TEXT NOT NULL REFERENCES computation (key) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  step INTEGER NOT NULL,
  value REAL,
  PRIMARY KEY (key, name, step)
) STRICT, WITHOUT ROWID;

-- Where an unfinished computation goes on; the greatest sequence is the one in force.
CREATE TABLE checkpoint (
  key TEXT NOT NULL REFERENCES computation (key) ON DELETE CASCADE,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  step INTEGER NOT NULL,
  artifact TEXT NOT NULL REFERENCES artifact (digest),
  createdAt TEXT NOT NULL,
  PRIMARY KEY (key, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX checkpointOnArtifact ON checkpoint (artifact);

-- One execution of a pipeline, by one process after another. Each raises the fence, and
-- every write of a run names the fence it was given: a process left behind cannot write.
CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 12),
  turn INTEGER NOT NULL UNIQUE CHECK (turn >= 1),
  pipeline TEXT NOT NULL,
  file TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  definition TEXT NOT NULL CHECK (definition GLOB '{*}'),
  seed TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('waiting', 'running', 'finished', 'failed', 'interrupted', 'waitingForPeople')),
  fence INTEGER NOT NULL CHECK (fence >= 1),
  command TEXT NOT NULL,
  library TEXT NOT NULL,
  error TEXT,
  createdAt TEXT NOT NULL,
  changedAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX runOnFingerprint ON run (fingerprint, turn);

CREATE TABLE stage (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  configuration TEXT NOT NULL CHECK (configuration GLOB '{*}'),
  state TEXT NOT NULL CHECK (
    state IN ('waiting', 'running', 'finished', 'failed', 'interrupted', 'waitingForPeople')),
  key TEXT REFERENCES computation (key),
  skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
  seconds REAL NOT NULL CHECK (seconds >= 0),
  error TEXT,
  PRIMARY KEY (run, name),
  UNIQUE (run, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX stageOnKey ON stage (key);

-- What a kind of stage and each of its metrics mean, for pages and reports.
CREATE TABLE stageKind (
  kind TEXT NOT NULL PRIMARY KEY CHECK (kind <> ''),
  version INTEGER NOT NULL CHECK (version >= 1),
  summary TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE metricDescription (
  kind TEXT NOT NULL REFERENCES stageKind (kind) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (name <> ''),
  unit TEXT NOT NULL,
  better TEXT NOT NULL CHECK (better IN ('higher', 'lower', 'neither')),
  sentence TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

-- Questions that a stage puts before people, and the append-only answers.
CREATE TABLE collection (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  key TEXT NOT NULL UNIQUE REFERENCES computation (key),
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
  collection TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
  id TEXT NOT NULL CHECK (id <> ''),
  position INTEGER NOT NULL CHECK (position >= 0),
  body TEXT NOT NULL CHECK (body GLOB '{*}'),
  PRIMARY KEY (collection, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  collection TEXT NOT NULL,
  question TEXT NOT NULL,
  preferred TEXT NOT NULL CHECK (preferred IN ('first', 'second')),
  strength INTEGER NOT NULL CHECK (strength BETWEEN 0 AND 3),
  safety TEXT,
  shownLeft TEXT NOT NULL CHECK (shownLeft IN ('first', 'second')),
  annotator TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  FOREIGN KEY (collection, question) REFERENCES question (collection, id)
) STRICT;

CREATE INDEX answerOnQuestion ON answer (collection, question);
