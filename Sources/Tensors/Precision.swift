/// How exactly numbers are kept: the operands of products, or AdamW's moments; sums stay float32.
package enum Precision: String, Codable, CaseIterable, Sendable {
  /// As they are.
  case float32 = "fp32"
  /// Rounded to 8 significant bits.
  case bfloat16 = "bf16"
}

extension Precision {
  /// How exactly the work of this thread or task reads the operands of its products.
  @TaskLocal package static var ofProducts = Precision.float32
}
