/// What is garbage, as queries; each is valid after the ones above it have been acted upon.
enum Garbage {
  /// Runs beyond the newest, neither pinned nor unfinished.
  static let oldRuns = """
    SELECT id FROM run
    WHERE id NOT IN (SELECT id FROM run ORDER BY turn DESC LIMIT ?)
      AND id NOT IN (SELECT name FROM pin)
      AND (state IN ('finished', 'failed') OR id IN (SELECT run FROM cancellation))
    ORDER BY turn
    """

  /// Keys with a result or checkpoints that no stage of any run uses, without a pinned output.
  static let uselessResults = """
    SELECT key FROM computation
    WHERE key NOT IN (SELECT key FROM stage WHERE key IS NOT NULL)
      AND (key IN (SELECT key FROM result) OR key IN (SELECT key FROM checkpoint)
        OR key IN (SELECT key FROM metric))
      AND key NOT IN (SELECT asked.key FROM asked)
      AND NOT EXISTS (
        SELECT 1 FROM resultOutput JOIN pin ON pin.name = resultOutput.artifact
        WHERE resultOutput.key = computation.key)
    ORDER BY key
    """

  /// Artifacts that no result, checkpoint or pin names.
  static let uselessArtifacts = """
    SELECT digest FROM artifact
    WHERE digest NOT IN (SELECT artifact FROM resultOutput)
      AND digest NOT IN (SELECT artifact FROM checkpoint)
      AND digest NOT IN (SELECT name FROM pin)
    ORDER BY digest
    """

  /// Bytes that no artifact names.
  static let uselessBlobs = """
    SELECT sha256, bytes FROM blob
    WHERE sha256 NOT IN (SELECT blob FROM artifactFile) ORDER BY sha256
    """
}
