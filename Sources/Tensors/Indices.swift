/// Numbers of rows, made once a step and handed down to every layer.
///
/// A device keeps its own copy in `storage`; what they must lie between is found once too.
package struct Indices: Sendable {
  /// The numbers.
  package let values: [Int32]
  /// From the smallest to the one after the largest; empty where there are none.
  package let bounds: Range<Int>
  /// The numbers on the device; nil where it reads the host's.
  package let storage: (any Storage)?

  /// Creates indices; `MemoryBackend.indices(_:)` makes those of a device.
  package init(_ values: [Int32], storage: (any Storage)? = nil) {
    self.values = values
    self.storage = storage
    bounds = values.min().map { Int($0)..<Int(values.max() ?? $0) + 1 } ?? 0..<0
  }

  /// How many there are.
  package var count: Int { values.count }

  /// Returns whether all of them are rows of a tensor with so many.
  package func lie(below count: Int) -> Bool {
    bounds.lowerBound >= 0 && bounds.upperBound <= count
  }
}

/// The sequences of a step for attention, sorted out once for every layer.
package struct AttentionSpans: Sendable {
  /// The sequences, in order of their queries.
  package let all: [AttentionSpan]
  /// Those that share keys together, the families with most work first.
  ///
  /// A family shares a prefix, to whose gradients its members add in turn.
  package let families: [[AttentionSpan]]
  /// The most keys that a query sees.
  package let mostKeys: Int
  /// The sequences on the device; nil where it reads the host's.
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
