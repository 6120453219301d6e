extension Schema {
  /// The JSON of each command that looks at runs; what is here is a promise to scripts.
  static let commands: [String: Schema] = [
    "runs": .array(
      of: .object(
        [
          "run": .string, "pipeline": .string, "file": .string, "state": state, "seed": .number,
          "command": .string, "createdAt": .string, "changedAt": .string, "seconds": .number,
        ], optional: ["error": .string, "headline": headline])),
    "show": .object(
      [
        "run": .string, "pipeline": .string, "file": .string, "state": state, "seed": .number,
        "command": .string,
        "stages": .array(
          of: .object(
            [
              "name": .string, "kind": .string, "state": state, "skipped": .boolean,
              "seconds": .number, "outputs": .dictionary(of: .string),
            ],
            optional: [
              "error": .string, "step": .number, "rate": .number, "headline": headline,
            ])),
      ], optional: ["error": .string]),
    "diff": .object([
      "before": side, "after": side, "equal": .boolean, "stages": .array(of: comparedStage),
    ]),
    "explain": .object([
      "run": .string, "pipeline": .string, "state": state,
      "stages": .array(
        of: .object(
          [
            "stage": .string, "kind": .string, "state": state,
            "outcome": .word(["ran", "skipped", "notStarted"]), "causes": .array(of: cause),
          ], optional: ["key": .string])),
    ]),
    "lineage": .object([
      "artifact": .string, "direction": .word(["up", "down"]),
      "nodes": .array(
        of: .object(
          ["artifact": .string, "steps": .array(of: .string)], optional: ["kind": .string])),
      "steps": .array(of: step),
    ]),
    "export": .object([
      "artifact": .string, "kind": .string, "folder": .string, "files": .array(of: .string),
    ]),
    "report": .object(
      [
        "run": .string, "pipeline": .string, "state": state, "seed": .string,
        "stages": .array(of: reportedStage),
      ], optional: ["error": .string]),
  ]

  /// A metric that stands for its stage.
  static let headline = Schema.object(["name": .string, "step": .number, "value": .measured])

  private static let state = Schema.word([
    "waiting", "running", "finished", "failed", "interrupted", "waitingForPeople",
    "cancelled",
  ])

  private static let side = Schema.object([
    "run": .string, "pipeline": .string, "state": state, "seed": .number,
  ])

  private static let comparedStage = Schema.object(
    [
      "stage": .string, "kind": .string, "presence": .word(["both", "before", "after"]),
      "equal": .boolean, "changes": .array(of: change),
      "outputs": .array(
        of: .object(
          ["output": .string, "equal": .boolean],
          optional: ["before": .string, "after": .string])),
      "metrics": .array(
        of: .object(
          ["metric": .string],
          optional: [
            "before": .measured, "after": .measured, "difference": .measured, "low": .measured,
            "high": .measured, "countBefore": .number, "countAfter": .number,
          ])),
    ], optional: ["stateBefore": state, "stateAfter": state])

  private static let change = Schema.object(
    [
      "component": .word([
        "kind", "version", "configuration", "seed", "outsideFile", "input",
      ])
    ],
    optional: [
      "path": .string, "slot": .string, "position": .number, "before": .any, "after": .any,
      "sources": .object([:], optional: ["before": .string, "after": .string]),
    ])

  private static let cause = Schema.object(
    [
      "cause": .word([
        "firstOfItsKind", "changed", "made", "forced", "damaged", "removed", "unrecorded",
        "unfinished", "continued", "otherArithmetic", "notReached",
      ])
    ],
    optional: [
      "step": .number, "before": .string, "now": .string,
      "by": .object([
        "run": .string, "stage": .string, "key": .string, "state": state, "skipped": .boolean,
      ]),
      "difference": difference(depth: 8),
    ])

  /// Returns the schema of a difference with as many levels of upstream stages.
  private static func difference(depth: Int) -> Schema {
    .object([
      "stage": .string, "run": .string, "earlierStage": .string, "earlierRun": .string,
      "changes": .array(of: change),
      "upstream": .array(of: depth > 0 ? difference(depth: depth - 1) : .any),
    ])
  }

  private static let step = Schema.object([
    "key": .string, "kind": .string, "version": .number, "configuration": .string,
    "seed": .number, "numericIdentity": .string, "outsideFiles": .array(of: .string),
    "uses": .array(of: .object(["run": .string, "stage": .string])),
    "inputs": .array(of: .object(["slot": .string, "position": .number, "digest": .string])),
    "outputs": .dictionary(of: .string),
  ])

  private static let reportedStage = Schema.object(
    [
      "name": .string, "kind": .string, "summary": .string, "state": state,
      "configuration": .dictionary(of: .string), "outputs": .dictionary(of: .string),
      "arithmetic": .array(of: .string),
      "metrics": .array(
        of: .object([
          "meaning": .object([
            "name": .string, "unit": .string, "better": .word(["higher", "lower", "neither"]),
            "sentence": .string,
          ]),
          "points": .array(of: .object(["step": .number, "value": .measured])),
        ])),
      "sections": .array(of: .object(["title": .string, "items": .array(of: .any)])),
    ], optional: ["error": .string])
}
