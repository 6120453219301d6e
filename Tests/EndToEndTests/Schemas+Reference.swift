extension Schema {
  /// The JSON of the commands that look ahead: what can be set, and what would run.
  static let reference: [String: Schema] = [
    "stages": .array(
      of: .object([
        "kind": .string, "version": .number, "summary": .string,
        "inputs": .array(
          of: .object([
            "name": .string, "kind": .string, "sentence": .string,
            "arity": .word(["one", "optional", "many", "any"]),
          ])),
        "outputs": .array(
          of: .object(["name": .string, "kind": .string, "sentence": .string])),
        "options": .array(of: option),
        "metrics": .array(
          of: .object([
            "name": .string, "unit": .string, "better": .word(["higher", "lower", "neither"]),
            "sentence": .string,
          ])),
      ])),
    "plan": .object([
      "pipeline": .string, "file": .string, "seed": .number, "stages": .array(of: step),
    ]),
  ]

  private static let option = Schema.object(
    [
      "name": .string, "type": .word(["integer", "number", "boolean", "string"]),
      "list": .boolean, "required": .boolean, "operational": .boolean, "sentence": .string,
    ],
    optional: [
      "unit": .string, "default": .any, "values": .array(of: .string),
      "noEffect": .array(of: .string),
      "minimum": .number, "maximum": .number, "exclusiveMinimum": .number,
      "exclusiveMaximum": .number,
    ])

  private static let step = Schema.object(
    [
      "name": .string, "kind": .string, "action": .word(["run", "resume", "skip", "depends"]),
      "asksPeople": .boolean, "dependsOn": .array(of: .string),
    ], optional: ["key": .string, "step": .number, "seconds": .number])
}
