import Pipelines

extension FuzzTarget {
  /// A pipeline file, with kinds of stages that have options of every type.
  static let yaml = FuzzTarget("yaml") { bytes, scratch in
    let pipeline = try Pipeline(
      contentsOf: scratch.place(bytes, "pipeline.yaml"),
      kinds: StageKinds([MakingStage(), JoiningStage()]))
    _ = pipeline.definition
  }
}

/// A stage that makes something, with options of every type.
private struct MakingStage: Stage {
  struct Configuration: StageConfiguration {
    enum Order: String, Codable, CaseIterable, Sendable { case ascending, descending }
    struct Range: Codable, Sendable {
      var low = 0
      var high = 10
    }
    var count = 3
    var scale = 1.0
    var label = "plain"
    var order = Order.ascending
    var loud = false
    var range = Range()
    var weights: [Double] = []
    var limit: Int?
    var largest: UInt64 = 1
    var pieces: [Range] = []
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "making", version: 1, summary: "Makes.",
      outputs: [OutputSlot("made", kind: "thing", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}

/// A stage with every kind of input.
private struct JoiningStage: Stage {
  struct Configuration: StageConfiguration {
    var separator = ","
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "joining", version: 1, summary: "Joins.",
      inputs: [
        InputSlot("first", kind: "thing", "Input."),
        InputSlot("others", kind: "thing", "Input.", .any),
        InputSlot("many", kind: "thing", "Input.", .many),
        InputSlot("extra", kind: "thing", "Input.", .optional),
      ],
      outputs: [OutputSlot("made", kind: "thing", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}
