import Glibc
import Synchronization
import Tensors

/// A memory pool: large system segments, split into buffers and coalesced when freed.
///
/// A request takes the smallest free range that fits (best fit), so batches of varying length share
/// memory instead of each size keeping its own. If none fits, idle segments go back to the system
/// before a new one is allocated, so growing sizes strand nothing. Training steps of one shape
/// request the same sizes in the same order and allocate nothing after the first.
final class BufferPool: Sendable {
  private struct Segment {
    nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    let count: Int
    var free: FreeRanges

    var isIdle: Bool { free.ranges == [0..<count] }
  }

  private struct State {
    /// By index; nil once a segment went back to the system.
    var segments: [Segment?] = []
    var systemAllocations = 0
    var heldBytes = 0
  }

  /// The segment size in floats, unless a single buffer needs more: 32 MB.
  private static let segmentCount = 8 << 20
  /// Buffer sizes are multiples of this many floats, so that each starts on a cache line.
  private static let unit = 64
  private let state = Mutex(State())

  var systemAllocations: Int { state.withLock { $0.systemAllocations } }
  var heldBytes: Int { state.withLock { $0.heldBytes } }

  /// Returns a buffer of at least `count` floats, aligned to 64 bytes.
  func take(_ count: Int) -> Buffer {
    let count = max(1, (count + Self.unit - 1) / Self.unit) * Self.unit
    return state.withLock { state in
      if let buffer = Self.reuse(count, &state) { return buffer }
      Self.releaseIdle(&state)
      return Self.extend(count, &state)
    }
  }

  private static func reuse(_ count: Int, _ state: inout State) -> Buffer? {
    let sizes = state.segments.map { $0?.free.smallest(for: count) ?? .max }
    guard let best = sizes.indices.min(by: { sizes[$0] < sizes[$1] }), sizes[best] < .max else {
      return nil
    }
    return cut(count, from: best, &state)
  }

  private static func extend(_ count: Int, _ state: inout State) -> Buffer {
    let segment = segment(max(count, segmentCount))
    state.systemAllocations += 1
    state.heldBytes += segment.count * MemoryLayout<Float>.stride
    let index = state.segments.firstIndex { $0 == nil } ?? state.segments.count
    if index == state.segments.count { state.segments.append(nil) }
    state.segments[index] = segment
    guard let buffer = cut(count, from: index, &state) else {
      preconditionFailure("BufferPool: a segment of \(segment.count) does not hold \(count)")
    }
    return buffer
  }

  private static func cut(_ count: Int, from index: Int, _ state: inout State) -> Buffer? {
    guard let start = state.segments[index]?.free.take(count),
      let memory = state.segments[index]?.memory
    else { return nil }
    return Buffer(
      pointer: memory.assumingMemoryBound(to: Float.self) + start, segment: index,
      range: start..<start + count)
  }

  private static func releaseIdle(_ state: inout State) {
    for (index, segment) in state.segments.enumerated() {
      guard let segment, segment.isIdle else { continue }
      segment.memory.deallocate()
      state.heldBytes -= segment.count * MemoryLayout<Float>.stride
      state.segments[index] = nil
    }
  }

  /// Frees a buffer for reuse.
  func giveBack(_ buffer: Buffer) {
    state.withLock { $0.segments[buffer.segment]?.free.giveBack(buffer.range) }
  }

  deinit {
    state.withLock { state in
      for segment in state.segments { segment?.memory.deallocate() }
    }
  }

  /// Allocates a segment, on huge pages where available: products access memory with large strides.
  private static func segment(_ count: Int) -> Segment {
    let page = 2 << 20
    let bytes = (count * MemoryLayout<Float>.stride + page - 1) / page * page
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
    madvise(memory, bytes, Int32(MADV_HUGEPAGE))
    let floats = bytes / MemoryLayout<Float>.stride
    memory.bindMemory(to: Float.self, capacity: floats)
    return Segment(memory: memory, count: floats, free: FreeRanges(0..<floats))
  }
}

/// The free ranges of a segment, sorted and coalesced.
struct FreeRanges {
  private(set) var ranges: [Range<Int>]

  init(_ all: Range<Int>) { ranges = [all] }

  /// Returns the length of the smallest range that holds `count`, `Int.max` if none does.
  func smallest(for count: Int) -> Int {
    ranges.reduce(Int.max) { $1.count >= count && $1.count < $0 ? $1.count : $0 }
  }

  /// Takes `count` from the start of the smallest range that holds it, and returns its start.
  mutating func take(_ count: Int) -> Int? {
    let length = smallest(for: count)
    guard let index = ranges.firstIndex(where: { $0.count == length }) else { return nil }
    let start = ranges[index].lowerBound
    if length == count {
      ranges.remove(at: index)
    } else {
      ranges[index] = start + count..<ranges[index].upperBound
    }
    return start
  }

  /// Frees a range, coalesced with its neighbours.
  mutating func giveBack(_ range: Range<Int>) {
    var index = ranges.partitioningIndex { $0.lowerBound >= range.lowerBound }
    var joined = range
    if index < ranges.count, ranges[index].lowerBound == range.upperBound {
      joined = joined.lowerBound..<ranges[index].upperBound
      ranges.remove(at: index)
    }
    if index > 0, ranges[index - 1].upperBound == range.lowerBound {
      joined = ranges[index - 1].lowerBound..<joined.upperBound
      ranges.remove(at: index - 1)
      index -= 1
    }
    ranges.insert(joined, at: index)
  }
}

extension Array {
  /// Binary search: the first index from which on the predicate is true.
  fileprivate func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A range of the pool's memory; it does not manage its own lifetime.
struct Buffer: Sendable {
  nonisolated(unsafe) let pointer: UnsafeMutablePointer<Float>
  let segment: Int
  let range: Range<Int>
}
