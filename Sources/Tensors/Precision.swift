/// The precision of product operands or AdamW's moments; sums are always in float32.
package enum Precision: String, Codable, CaseIterable, Sendable {
  /// No rounding.
  case float32 = "fp32"
  /// Rounded to 8 significant bits.
  case bfloat16 = "bf16"
}

extension Precision {
  /// The product precision of the current thread or task.
  @TaskLocal package static var ofProducts = Precision.float32
}
