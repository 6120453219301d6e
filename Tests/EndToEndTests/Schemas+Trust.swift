extension Schema {
  /// The JSON of the commands by which a store is trusted; what is here is a promise to scripts.
  static let trust: [String: Schema] = [
    "logs": .object(
      [
        "number": .number, "run": .string, "token": .number, "kind": .string,
        "detail": .dictionary(of: .string), "createdAt": .string,
      ], optional: ["stage": .string, "headline": headline]),
    "fsck": inspection,
    "backup": inspection,
    "restore": inspection,
    "gc": .object([
      "runs": .array(of: .string), "results": .array(of: .string),
      "artifacts": .array(of: .string), "condemnedBlobs": .number, "condemnedBytes": .number,
      "removedBlobs": .number, "removedBytes": .number, "isMost": .boolean,
      "problems": .array(of: .string),
    ]),
    "pin": .object(["pins": .array(of: .string)]),
    "cancel": .object(["run": .string]),
    "verify-resume": .array(
      of: .object(
        ["stage": .string, "isEqual": .boolean, "checkpoints": .number],
        optional: ["difference": .string])),
  ]

  private static let inspection = Schema.object([
    "findings": .array(
      of: .object([
        "kind": .string, "subject": .string, "sentence": .string, "isRepaired": .boolean,
      ])),
    "blobs": .number, "bytes": .number,
  ])
}
