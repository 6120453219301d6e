/// What a comparison was judged by; the two are collected under separate guidelines.
package enum Domain: String, Codable, CaseIterable, Hashable, Sendable {
  case helpfulness, safety
}
