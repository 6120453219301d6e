/// Row indices, made once per step and shared by all layers.
///
/// A device keeps its own copy in `storage`; the bounds are computed once as well.
package struct Indices: Sendable {
  /// The indices.
  package let values: [Int32]
  /// The range from the smallest index to one past the largest; empty without indices.
  package let bounds: Range<Int>
  /// The indices on the device; nil if it reads the host's.
  package let storage: (any Storage)?

  /// Creates indices; `MemoryBackend.indices(_:)` makes those of a device.
  package init(_ values: [Int32], storage: (any Storage)? = nil) {
    self.values = values
    self.storage = storage
    bounds = values.min().map { Int($0)..<Int(values.max() ?? $0) + 1 } ?? 0..<0
  }

  /// The number of indices.
  package var count: Int { values.count }

  /// Returns whether all are valid rows of a tensor with this many.
  package func lie(below count: Int) -> Bool {
    bounds.lowerBound >= 0 && bounds.upperBound <= count
  }
}

/// The attention spans of a step, grouped once for all layers.
package struct AttentionSpans: Sendable {
  /// The sequences, in order of their queries.
  package let all: [AttentionSpan]
  /// The spans grouped by shared prefix, the families with most work first.
  ///
  /// The members of a family add to the gradients of its prefix one after another.
  package let families: [[AttentionSpan]]
  /// The maximum number of keys visible to a query.
  package let mostKeys: Int
  /// The spans on the device; nil if it reads the host's.
  package let storage: (any Storage)?

  /// Creates spans; `MemoryBackend.spans(_:)` makes those of a device.
  package init(_ spans: [AttentionSpan], storage: (any Storage)? = nil) {
    all = spans
    self.storage = storage
    mostKeys = spans.map(\.visibleKeys).max() ?? 0
    let families = Dictionary(grouping: spans) {
      $0.prefix.isEmpty ? $0.keyStart : $0.prefix.lowerBound
    }
    let sizes = families.mapValues { $0.reduce(0) { $0 + $1.queryCount * $1.visibleKeys } }
    self.families = families.sorted {
      (sizes[$0.key, default: 0], $1.key) > (sizes[$1.key, default: 0], $0.key)
    }
    .map(\.value)
  }
}

extension MemoryBackend {
  package func indices(_ values: [Int32]) -> Indices { Indices(values) }

  package func spans(_ spans: [AttentionSpan]) -> AttentionSpans { AttentionSpans(spans) }
}
