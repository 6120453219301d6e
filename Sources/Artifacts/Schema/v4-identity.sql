-- The store of Llamero, version 4: what people are asked has an identity of its own, and a result
-- names the arithmetic that made it. Never edit a released version: add v5-<what>.sql.

-- A trigger that names a table keeps it from being made anew.
DROP TRIGGER questionIsCounted;
DROP TRIGGER firstAnswerIsCounted;
DROP TRIGGER judgementIsCounted;

-- Questions that people are asked. The name is the hash of what the questions say, so that they
-- and their answers outlive every change of the stage that asks them. `shown` is the hash of the
-- questions as they are shown, sides included; empty where they could not be read.
CREATE TABLE collectionOfQuestions (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  shown TEXT NOT NULL DEFAULT '',
  createdAt TEXT NOT NULL,
  questions INTEGER NOT NULL DEFAULT 0 CHECK (questions >= 0),
  answered INTEGER NOT NULL DEFAULT 0 CHECK (answered >= 0),
  leftWins INTEGER NOT NULL DEFAULT 0 CHECK (leftWins >= 0),
  rightWins INTEGER NOT NULL DEFAULT 0 CHECK (rightWins >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO collectionOfQuestions
    (id, createdAt, questions, answered, leftWins, rightWins)
  SELECT id, createdAt, questions, answered, leftWins, rightWins FROM collection;

-- Which computations ask which questions: several may ask the same.
CREATE TABLE asked (
  key TEXT NOT NULL PRIMARY KEY REFERENCES computation (key),
  collection TEXT NOT NULL REFERENCES collection (id)
) STRICT, WITHOUT ROWID;

INSERT INTO asked (key, collection) SELECT key, id FROM collection;

DROP TABLE collection;
ALTER TABLE collectionOfQuestions RENAME TO collection;
CREATE INDEX askedOnCollection ON asked (collection);

CREATE TRIGGER questionIsCounted AFTER INSERT ON question BEGIN
  UPDATE collection SET questions = questions + 1 WHERE id = new.collection;
END;

CREATE TRIGGER firstAnswerIsCounted AFTER INSERT ON answer
WHEN (
  SELECT isAnswered FROM question WHERE collection = new.collection AND id = new.question) = 0
BEGIN
  UPDATE question SET isAnswered = 1 WHERE collection = new.collection AND id = new.question;
  UPDATE collection SET answered = answered + 1 WHERE id = new.collection;
END;

-- The judgement that the new one takes the place of is no longer counted.
CREATE TRIGGER judgementIsCounted AFTER INSERT ON answer BEGIN
  UPDATE collection SET
    leftWins = leftWins + (new.preferred = new.shownLeft) - coalesce((
      SELECT preferred = shownLeft FROM answer
      WHERE answer.collection = new.collection AND question = new.question
        AND annotator = new.annotator AND number < new.number
      ORDER BY number DESC LIMIT 1), 0),
    rightWins = rightWins + (new.preferred <> new.shownLeft) - coalesce((
      SELECT preferred <> shownLeft FROM answer
      WHERE answer.collection = new.collection AND question = new.question
        AND annotator = new.annotator AND number < new.number
      ORDER BY number DESC LIMIT 1), 0)
  WHERE id = new.collection;
END;

-- The arithmetic decides bits but is no part of a key: a finished result is used wherever it was
-- made, and names what made it.
ALTER TABLE result ADD COLUMN numericIdentity TEXT NOT NULL DEFAULT '';
UPDATE result SET numericIdentity = (
  SELECT numericMode FROM computation WHERE computation.key = result.key);
ALTER TABLE computation DROP COLUMN numericMode;
