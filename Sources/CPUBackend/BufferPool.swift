import Glibc
import Synchronization
import Tensors

/// Memory that goes round: large segments of the system, cut into buffers and joined again.
///
/// A request takes the smallest free range that holds it, so batches of uneven length share one
/// memory instead of each size keeping its own. Where none holds it, segments that lie idle go back
/// to the system before another is taken, so sizes that only grow strand nothing. Steps of one
/// shape ask for the same sizes in the same order: after the first they find what they need.
final class BufferPool: Sendable {
  private struct Segment {
    nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    let count: Int
    var free: FreeRanges

    var isIdle: Bool { free.ranges == [0..<count] }
  }

  private struct State {
    /// By index; nil where a segment went back to the system.
    var segments: [Segment?] = []
    var systemAllocations = 0
    var heldBytes = 0
  }

  /// The floats of a segment, unless one buffer needs more: 32 MB.
  private static let segmentCount = 8 << 20
  /// Buffers are rounded up to this many floats, so that each begins a line of the cache.
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

  /// Takes a buffer back for later use.
  func giveBack(_ buffer: Buffer) {
    state.withLock { $0.segments[buffer.segment]?.free.giveBack(buffer.range) }
  }

  deinit {
    state.withLock { state in
      for segment in state.segments { segment?.memory.deallocate() }
    }
  }

  /// Asks the system for memory on huge pages, where it has them: products stride far.
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

/// The free parts of a segment, in order, no two of them touching.
struct FreeRanges {
  private(set) var ranges: [Range<Int>]

  init(_ all: Range<Int>) { ranges = [all] }

  /// Returns the length of the smallest range that holds `count`, `Int.max` where none does.
  func smallest(for count: Int) -> Int {
    ranges.reduce(Int.max) { $1.count >= count && $1.count < $0 ? $1.count : $0 }
  }

  /// Takes the beginning of the smallest range that holds `count`, and returns its start.
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

  /// Adds a range, joined with its neighbours.
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
  /// Returns the first index whose element satisfies a predicate that stays true from there on.
  fileprivate func partitioningIndex(where isBeyond: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A part of the pool's memory, without an owner.
struct Buffer: Sendable {
  nonisolated(unsafe) let pointer: UnsafeMutablePointer<Float>
  let segment: Int
  let range: Range<Int>
}
