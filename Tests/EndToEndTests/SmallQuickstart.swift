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
        + "    model: {width: 8, layers: 1, heads: 1, keyHeads: 1, feedForwardWidth: 16}\n"
    ),
    ("maximumTokens: 64", "maximumTokens: 128"), ("pairsPerPrompt: 4", "pairsPerPrompt: 1"),
    ("samples: 8", "samples: 6"), ("iterations: 24", "iterations: 2"),
    ("batchSize: 256", "batchSize: 4"), ("minibatch: 64", "minibatch: 2"),
    ("criticWarmUp: 3", "criticWarmUp: 1"), ("evaluationInterval: 3", "evaluationInterval: 1"),
    ("beta: 0.05", "beta: 0.05\n    missingEndBound: 1"),
  ]
}

/// The sources that the tests belong to.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
