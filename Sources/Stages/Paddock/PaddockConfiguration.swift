import Corpora
package import Pipelines

/// The options of `paddock`.
package struct PaddockConfiguration: StageConfiguration, Hashable {
  /// The number of documents to pretrain on.
  package var documents = 80_000
  /// The number of demonstrations.
  package var demonstrations = 10_000
  /// The number of prompts to collect comparisons on.
  package var collectionPrompts = 3_000
  /// The number of prompts to align on.
  package var prompts = 1_000
  /// The number of prompts that are held out for evaluation.
  package var heldOutPrompts = 300
  /// The number of dialogues for Ghost Attention.
  package var dialogues = 2_000
  /// The number of turns of the longest dialogue for Ghost Attention.
  package var dialogueTurns = 8
  /// The number of dialogues held out for evaluation, half under instructions not trained on.
  package var heldOutDialogues = 200
  /// The number of pieces of the tokenizer.
  package var vocabulary = 960

  /// A world small enough to learn within minutes.
  package static let standard = PaddockConfiguration()

  package static let rules: [OptionRule<Self>] = [
    .count(
      "documents", 1...1_000_000, "documents",
      "The number of pretraining documents. Fewer train the base model faster, but it knows less "
        + "of the world."),
    .count(
      "demonstrations", 1...1_000_000, "demonstrations",
      "The number of demonstrations for supervised fine-tuning."),
    .count(
      "collectionPrompts", 1...1_000_000, "prompts",
      "The number of prompts for collecting comparisons. More give better reward models."),
    .count(
      "prompts", 1...1_000_000, "prompts",
      "The number of prompts for rejection sampling and PPO, none of them used earlier."),
    .count(
      "heldOutPrompts", 1...1_000_000, "prompts",
      "The number of prompts held out for evaluation. More narrow the intervals of win rates."),
    .count(
      "dialogues", 1...1_000_000, "dialogues",
      "The number of training dialogues for Ghost Attention."),
    .count(
      "dialogueTurns", 2...100, "turns",
      "The maximum number of turns of a Ghost Attention training dialogue; held-out ones may be "
        + "longer."),
    .count(
      "heldOutDialogues", 1...1_000_000, "dialogues",
      "The number of dialogues held out for evaluation, half of them with instructions not trained "
        + "on."),
    .count(
      "vocabulary", 301...65_536, "pieces",
      "The tokenizer's vocabulary size. A larger one makes sequences shorter and the model "
        + "larger."),
  ]
}
