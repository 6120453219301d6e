-- The store of Llamero, version 6: several people judge, each known by a name of their own, and a
-- question is asked as often as its collection wants. Never edit a released version.

DROP TRIGGER questionIsCounted;
DROP TRIGGER firstAnswerIsCounted;
DROP TRIGGER judgementIsCounted;

-- Someone who may judge, or lead those who do. The id is opaque: names never leave the store.
-- `generation` grows when the person's sessions are ended; `invitation` is the SHA-256 of the
-- secret in the link, so that a copy of this file opens no page.
CREATE TABLE person (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('annotator', 'lead')),
  generation INTEGER NOT NULL CHECK (generation >= 1),
  isActive INTEGER NOT NULL CHECK (isActive IN (0, 1)),
  invitation TEXT CHECK (length(invitation) = 64),
  invitedUntil TEXT,
  createdAt TEXT NOT NULL,
  CHECK ((invitation IS NULL) = (invitedUntil IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX personOnInvitation ON person (invitation) WHERE invitation IS NOT NULL;

-- Who was let in, invited or shut out, in order.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action <> ''),
  createdAt TEXT NOT NULL
) STRICT;

-- A judgement. One that prefers a side has a strength; the others have none.
CREATE TABLE judgement (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  collection TEXT NOT NULL,
  question TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (
    verdict IN ('first', 'second', 'tie', 'bothBad', 'unsure', 'skip')),
  strength INTEGER CHECK (strength BETWEEN 0 AND 3),
  safety TEXT,
  shownLeft TEXT NOT NULL CHECK (shownLeft IN ('first', 'second')),
  annotator TEXT NOT NULL,
  flag TEXT,
  comment TEXT,
  seconds REAL CHECK (seconds >= 0),
  isLate INTEGER NOT NULL CHECK (isLate IN (0, 1)),
  createdAt TEXT NOT NULL,
  CHECK ((verdict IN ('first', 'second')) = (strength IS NOT NULL)),
  FOREIGN KEY (collection, question) REFERENCES question (collection, id)
) STRICT;

INSERT INTO judgement
  SELECT number, id, collection, question, preferred, strength, safety, shownLeft, annotator,
    NULL, NULL, NULL, 0, createdAt FROM answer;

DROP TABLE answer;
ALTER TABLE judgement RENAME TO answer;
CREATE INDEX answerOnQuestion ON answer (collection, question, annotator, number);
CREATE INDEX answerOnAnnotator ON answer (collection, annotator, number);

-- How many people are asked each question and what they read beside it; how many have judged a
-- question, and whether it needs another.
ALTER TABLE collection ADD COLUMN overlap INTEGER NOT NULL DEFAULT 1 CHECK (overlap >= 1);
ALTER TABLE collection ADD COLUMN guidelines TEXT NOT NULL DEFAULT '';
ALTER TABLE collection DROP COLUMN leftWins;
ALTER TABLE collection DROP COLUMN rightWins;
DROP INDEX questionOpen;
ALTER TABLE question DROP COLUMN isAnswered;
ALTER TABLE question ADD COLUMN votes INTEGER NOT NULL DEFAULT 0 CHECK (votes >= 0);
ALTER TABLE question ADD COLUMN isOpen INTEGER NOT NULL DEFAULT 1 CHECK (isOpen IN (0, 1));

UPDATE question SET votes = (
  SELECT count(DISTINCT annotator) FROM answer
  WHERE answer.collection = question.collection AND answer.question = question.id);
UPDATE question SET isOpen = votes = 0;
UPDATE collection SET
  questions = (SELECT count(*) FROM question WHERE question.collection = collection.id),
  answered = (
    SELECT count(*) FROM question WHERE question.collection = collection.id AND isOpen = 0);
CREATE INDEX questionOpen ON question (collection, position, id) WHERE isOpen = 1;

CREATE TRIGGER questionIsCounted AFTER INSERT ON question BEGIN
  UPDATE collection SET questions = questions + 1 WHERE id = new.collection;
END;

-- A person's newest judgement is the one in force; a skipped question has no vote of theirs.
CREATE TRIGGER judgementIsCounted AFTER INSERT ON answer BEGIN
  UPDATE question SET votes = votes + (new.verdict <> 'skip') - coalesce((
    SELECT verdict <> 'skip' FROM answer
    WHERE answer.collection = new.collection AND question = new.question
      AND annotator = new.annotator AND number < new.number
    ORDER BY number DESC LIMIT 1), 0)
  WHERE collection = new.collection AND id = new.question;
END;

CREATE TRIGGER votesDecide AFTER UPDATE OF votes ON question BEGIN
  UPDATE question
  SET isOpen = new.votes < (SELECT overlap FROM collection WHERE id = new.collection)
  WHERE collection = new.collection AND id = new.id;
END;

CREATE TRIGGER overlapDecides AFTER UPDATE OF overlap ON collection
WHEN new.overlap <> old.overlap BEGIN
  UPDATE question SET isOpen = votes < new.overlap
  WHERE collection = new.id AND isOpen <> (votes < new.overlap);
END;

-- `answered` counts the questions that need nobody any more.
CREATE TRIGGER closedIsCounted AFTER UPDATE OF isOpen ON question
WHEN new.isOpen <> old.isOpen BEGIN
  UPDATE collection SET answered = answered + old.isOpen - new.isOpen WHERE id = new.collection;
END;

-- A question that someone has before them, until a time, on a page; nobody else is asked
-- meanwhile.
CREATE TABLE assignment (
  collection TEXT NOT NULL,
  question TEXT NOT NULL,
  person TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  page TEXT NOT NULL,
  PRIMARY KEY (collection, question, person),
  FOREIGN KEY (collection, question) REFERENCES question (collection, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX assignmentOnPerson ON assignment (collection, person);
