-- The store of Llamero, version 3: what the pages about a collection show is kept as it changes,
-- so that a page costs the same at a million questions as at ten.
-- Never edit a released version: add v4-<what>.sql.

-- Whether a question has an answer, and the questions in the order in which they are asked.
ALTER TABLE question
  ADD COLUMN isAnswered INTEGER NOT NULL DEFAULT 0 CHECK (isAnswered IN (0, 1));

UPDATE question SET isAnswered = 1 WHERE EXISTS (
  SELECT 1 FROM answer
  WHERE answer.collection = question.collection AND answer.question = question.id);

CREATE INDEX questionOnPosition ON question (collection, position, id);
CREATE INDEX questionOpen ON question (collection, position, id) WHERE isAnswered = 0;

-- All judgements of a question by one annotator, in the order they came in.
DROP INDEX answerOnQuestion;
CREATE INDEX answerOnQuestion ON answer (collection, question, annotator, number);

-- The newest judgement of an annotator is the one in force; left and right count those.
ALTER TABLE collection ADD COLUMN questions INTEGER NOT NULL DEFAULT 0 CHECK (questions >= 0);
ALTER TABLE collection ADD COLUMN answered INTEGER NOT NULL DEFAULT 0 CHECK (answered >= 0);
ALTER TABLE collection ADD COLUMN leftWins INTEGER NOT NULL DEFAULT 0 CHECK (leftWins >= 0);
ALTER TABLE collection ADD COLUMN rightWins INTEGER NOT NULL DEFAULT 0 CHECK (rightWins >= 0);

UPDATE collection SET
  questions = (SELECT count(*) FROM question WHERE question.collection = collection.id),
  answered = (
    SELECT count(*) FROM question WHERE question.collection = collection.id AND isAnswered = 1),
  leftWins = (
    SELECT count(*) FROM answer WHERE answer.collection = collection.id
      AND preferred = shownLeft AND NOT EXISTS (
        SELECT 1 FROM answer AS later WHERE later.collection = answer.collection
          AND later.question = answer.question AND later.annotator = answer.annotator
          AND later.number > answer.number)),
  rightWins = (
    SELECT count(*) FROM answer WHERE answer.collection = collection.id
      AND preferred <> shownLeft AND NOT EXISTS (
        SELECT 1 FROM answer AS later WHERE later.collection = answer.collection
          AND later.question = answer.question AND later.annotator = answer.annotator
          AND later.number > answer.number));

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
