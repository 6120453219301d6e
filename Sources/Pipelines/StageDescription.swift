package import Artifacts

/// What a stage is called, takes, makes and measures.
package struct StageDescription: Sendable {
  /// The kind, as pipelines spell it, for example "reward-model".
  package var kind: String
  /// Raised when the same configuration and inputs give another result.
  package var version: Int
  /// One sentence that says what the stage does.
  package var summary: String
  /// What it takes.
  package var inputs: [InputSlot]
  /// What it makes.
  package var outputs: [OutputSlot]
  /// What it measures.
  package var metrics: [MetricDescription]
  /// The options that say where files outside the store lie; a stage reads those of one of them.
  ///
  /// Where they lie decides nothing: in the stage's key, their names and contents stand for it.
  package private(set) var outsideOptions: [String] = []
  /// The most bytes of one of these files.
  private(set) var outsideLimit = 0
  /// The option that the pipeline's seed fills where the file does not.
  ///
  /// As an option it is part of the stage's key: what all stages of a pipeline must draw alike,
  /// they draw by it and not by their own seeds.
  package private(set) var pipelineSeedOption: String?

  /// Creates a description.
  package init(
    kind: String, version: Int, summary: String, inputs: [InputSlot] = [],
    outputs: [OutputSlot], metrics: [MetricDescription] = []
  ) {
    self.kind = kind
    self.version = version
    self.summary = summary
    self.inputs = inputs
    self.outputs = outputs
    self.metrics = metrics
  }

  /// Returns the description of a stage that reads files outside the store, named by an option.
  package func reading(filesAt options: String..., upTo bytes: Int = 4 << 30) -> StageDescription {
    var result = self
    (result.outsideOptions, result.outsideLimit) = (options, bytes)
    return result
  }

  /// Returns the description of a stage with an option that the pipeline's seed fills.
  package func takingPipelineSeed(as option: String) -> StageDescription {
    var result = self
    result.pipelineSeedOption = option
    return result
  }
}

/// A named input of a stage.
package struct InputSlot: Sendable, Hashable, Encodable {
  /// How many references the slot holds.
  package enum Arity: String, Sendable, Hashable, Encodable {
    case one, optional
    /// One or more.
    case many
    /// Any number, none included.
    case any
  }

  /// The key that holds the reference in a pipeline file.
  package var name: String
  /// The kind of artifact that fits.
  package var kind: String
  /// One sentence that says what the stage does with it.
  package var sentence: String
  /// How many references it holds.
  package var arity: Arity

  /// Creates an input.
  package init(_ name: String, kind: String, _ sentence: String, _ arity: Arity = .one) {
    self.name = name
    self.kind = kind
    self.sentence = sentence
    self.arity = arity
  }
}

/// A named output of a stage.
package struct OutputSlot: Sendable, Hashable, Encodable {
  /// The name after the dot of a reference.
  package var name: String
  /// The kind of artifact it makes.
  package var kind: String
  /// One sentence that says what it is.
  package var sentence: String

  /// Creates an output.
  package init(_ name: String, kind: String, _ sentence: String) {
    self.name = name
    self.kind = kind
    self.sentence = sentence
  }
}
