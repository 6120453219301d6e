import Foundation
import Testing

/// The quickstart with every stage as it is named, so small that it runs in seconds.
enum SmallQuickstart {
  /// Returns the text of the pipeline.
  static func text() throws -> String {
    let text = try String(
      contentsOf: Repository.root.appending(path: "pipelines/quickstart.yaml"), encoding: .utf8)
    return try changes.reduce(text) { text, change in
      try #require(text.contains(change.0), "the quickstart has no '\(change.0)'")
      return text.replacing(change.0, with: change.1)
    }
  }

  // A model that has learned nothing ends an answer by chance, hence the room for tokens.
  private static let changes = [
    (
      "{kind: paddock}",
      """

          kind: paddock
          documents: 60
          demonstrations: 20
          collectionPrompts: 24
          prompts: 12
          heldOutPrompts: 4
          dialogues: 60
          dialogueTurns: 2
          heldOutDialogues: 2
          vocabulary: 320
      """
    ),
    (
      "kind: pretrain\n",
      "kind: pretrain\n"
        + "    model: {hiddenSize: 8, layers: 1, heads: 1, keyValueHeads: 1, "
        + "intermediateSize: 16}\n"
    ),
    ("maximumNewTokens: 64", "maximumNewTokens: 128"), ("pairsPerPrompt: 4", "pairsPerPrompt: 1"),
    ("samples: 8", "samples: 6"), ("iterations: 24", "iterations: 2"),
    ("batchSize: 256", "batchSize: 4"), ("minibatchSize: 64", "minibatchSize: 2"),
    ("criticWarmup: 3", "criticWarmup: 1"), ("evaluationInterval: 3", "evaluationInterval: 1"),
    ("klCoefficient: 0.05", "klCoefficient: 0.05\n    missingEOSBound: 1"),
  ]
}

/// The sources that the tests belong to.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
